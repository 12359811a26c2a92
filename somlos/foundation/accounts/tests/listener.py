"""Somebody who listens on loopback for what a provider posts to us."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from urllib.parse import parse_qsl


class Listener:
    """Keeps what was posted until a test asks for it."""

    def __init__(self, port: int, heard: Queue[dict[str, str]]) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self._heard = heard

    def hear(self) -> dict[str, str]:
        """Return the next form that was posted; raises Empty after five seconds of silence."""
        return self._heard.get(timeout=5)

    @staticmethod
    @contextmanager
    def listening() -> Iterator["Listener"]:
        """Listen on a free port for as long as the block lasts."""
        heard: Queue[dict[str, str]] = Queue()

        class Hearing(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                heard.put(dict(parse_qsl(body)))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Hearing)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Listener(server.server_port, heard)
        finally:
            server.shutdown()
            server.server_close()
