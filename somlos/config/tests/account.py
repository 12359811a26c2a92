"""Do something as an ordinary user, also when root runs the tests."""

import os
import pwd
import traceback
from collections.abc import Callable


def as_ordinary_user(work: Callable[[], None]) -> None:
    """Do the work in a process of its own that has given up being root; fail with what it failed with."""
    if os.geteuid() != 0:
        work()
        return
    nobody = pwd.getpwnam("nobody")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            work()
        except BaseException:  # noqa: BLE001  # it is told to the parent, and this process ends
            said = traceback.format_exc()
        os.write(writer, said.encode()[:60_000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as lines:
        said = lines.read().decode()
    os.waitpid(child, 0)
    assert not said, said
