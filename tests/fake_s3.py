"""A store of objects that speaks as much of S3 as the program asks of one: a bucket in memory behind a port."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

MODIFIED = "Mon, 05 Sep 2011 10:00:00 GMT"


class Server(ThreadingHTTPServer):
    """`objects`: by their keys; with `is_full` it takes none."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.objects: dict[str, bytes] = {}
        self.is_full = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    @property
    def key(self) -> str:
        """Of an object; empty for the bucket itself."""
        return unquote(urlsplit(self.path).path).lstrip("/").partition("/")[2]

    def answer(self, status: int, body: bytes = b"", *, size: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if size is None else size))
        self.send_header("Last-Modified", MODIFIED)
        self.send_header("ETag", '"0"')
        self.end_headers()
        self.wfile.write(body)

    def do_HEAD(self) -> None:
        if not self.key:
            self.answer(200)
        elif self.key in self.server.objects:
            self.answer(200, size=len(self.server.objects[self.key]))
        else:
            self.answer(404)

    def do_GET(self) -> None:
        if not self.key:
            self.answer(200, self.listed())
        elif self.key in self.server.objects:
            self.answer(200, self.server.objects[self.key])
        else:
            self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.is_full:
            self.answer(507, b"<Error><Code>InsufficientStorage</Code></Error>")
        else:
            self.server.objects[self.key] = data
            self.answer(200)

    def do_DELETE(self) -> None:
        self.server.objects.pop(self.key, None)
        self.answer(204)

    def listed(self) -> bytes:
        asked = parse_qs(urlsplit(self.path).query)
        prefix = asked.get("prefix", [""])[0]
        below = [key.removeprefix(prefix) for key in sorted(self.server.objects) if key.startswith(prefix)]
        folders = sorted({name.partition("/")[0] for name in below if "/" in name})
        files = [name for name in below if "/" not in name]
        content = "".join(f"<Contents><Key>{escape(prefix + name)}</Key></Contents>" for name in files)
        common = "".join(
            f"<CommonPrefixes><Prefix>{escape(prefix + name)}/</Prefix></CommonPrefixes>" for name in folders
        )
        return (
            f"<ListBucketResult><IsTruncated>false</IsTruncated>{content}{common}</ListBucketResult>".encode()
        )

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: its requests are no news."""


@contextmanager
def serving() -> Iterator[Server]:
    with Server() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
