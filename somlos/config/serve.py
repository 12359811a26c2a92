"""The web server: `python -m somlos.config.serve`."""

import os

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from somlos.config import environment, lifeline

ADDRESS = environment.text("SOMLOS_ADDRESS", "127.0.0.1")
PORT = environment.text("PORT", "8000")


def main() -> None:
    """Serve pages until told to stop."""
    lifeline.hold()
    Server(
        "somlos.config.wsgi:application",
        address=ADDRESS,
        port=int(PORT),
        interface=Interfaces.WSGI,
        workers=int(environment.text("SOMLOS_WORKERS", str(min(2, os.cpu_count() or 1)))),
        blocking_threads=int(environment.text("SOMLOS_THREADS", "4")),
        backlog=512,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    main()
