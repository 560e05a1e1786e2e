"""A mailbox for tests that speaks IMAP over TLS (RFC 3501), as much of it as the reading of bounces asks for."""

import socketserver
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "localhost"


@dataclass
class ImapServer:
    """Its mails by their numbers from 1 on; `seen`: those that were marked as read; `said`: what clients asked for."""

    mails: Sequence[bytes]
    password: str
    certificate: Path
    port: int = 0
    seen: set[int] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def answer(self, command: str) -> tuple[bytes, str]:
        """Untagged lines, and how the command ended."""
        name, _space, rest = command.partition(" ")
        number = int(rest.split()[0]) if rest[:1].isdigit() else 0
        match name.upper():
            case "LOGIN":
                return b"", "OK" if f'"{self.password}"' in rest or rest.endswith(self.password) else "NO"
            case "CAPABILITY":
                return b"* CAPABILITY IMAP4rev1\r\n", "OK"
            case "SELECT":
                return f"* {len(self.mails)} EXISTS\r\n".encode(), "OK"
            case "SEARCH":
                unseen = [str(one) for one in range(1, len(self.mails) + 1) if one not in self.seen]
                return f"* SEARCH {' '.join(unseen)}\r\n".encode(), "OK"
            case "FETCH":
                mail = self.mails[number - 1]
                return b"* %d FETCH (BODY[] {%d}\r\n%s)\r\n" % (number, len(mail), mail), "OK"
            case "STORE":
                self.seen.add(number)
        return b"", "OK"


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: ImapServer = self.server.imap
        with suppress(OSError):
            self.wfile.write(b"* OK ready\r\n")
            while line := self.rfile.readline().decode().strip():
                tag, _space, command = line.partition(" ")
                server.said.append(command)
                untagged, ended = server.answer(command)
                self.wfile.write(untagged + f"{tag} {ended} done\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    context: ssl.SSLContext

    def get_request(self) -> tuple[ssl.SSLSocket, object]:
        connection, address = self.socket.accept()
        return self.context.wrap_socket(connection, server_side=True), address


@contextmanager
def imap_serving(mails: Sequence[bytes], folder: Path, *, password: str) -> Iterator[ImapServer]:
    """A mailbox on a free port of this machine; its certificate is trusted by whoever is told of it."""
    imap = ImapServer(mails, password, folder / "certificate.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(imap.certificate, key_of(imap.certificate))
    with Server(("127.0.0.1", 0), Handler) as server:
        server.imap, server.context = imap, context
        imap.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield imap
        finally:
            server.shutdown()


def key_of(certificate: Path) -> Path:
    """Write a certificate for this machine, signed by itself, and its key beside it."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, secret.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(secret, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key = certificate.with_suffix(".key")
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return key
