"""Lets a process that was started by another end when that other is gone, however it went."""

import os
import signal
import threading

_NAME = "SOMLOS_LIFELINE"


def offer() -> tuple[int, int]:
    """Return the two ends of a line: one for the children, one that closes when this process ends."""
    return os.pipe()


def environment_with(child_end: int) -> dict[str, str]:
    """Return the environment that tells a child where its end of the line is."""
    return {**os.environ, _NAME: str(child_end)}


def hold() -> None:
    """End this process in an orderly way when the one that started it is gone."""
    end = os.environ.get(_NAME, "")
    if end.isdigit():
        os.set_inheritable(int(end), False)
        threading.Thread(target=_wait, args=(int(end),), daemon=True).start()


def end_with_parent() -> None:
    """End this process at once when its parent is gone; for processes that are not given the line."""
    threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()


def _wait(end: int) -> None:
    while os.read(end, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _watch_parent(parent: int) -> None:
    stopped = threading.Event()
    while os.getppid() == parent:
        stopped.wait(1)
    os._exit(1)
