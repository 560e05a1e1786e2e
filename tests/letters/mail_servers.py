"""Mail servers for tests, out of the standard library: one that takes, refuses or falls silent, as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What it answers, by the command; and the letters that it took. An answer of None is silence."""

    answers: dict[str, str | None] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    port: int = 0
    # Set at the end, so that nobody who is kept waiting holds up the test.
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self, command: str, usual: str) -> str | None:
        return self.answers.get(command, usual)


USUAL = {"EHLO": "250 test", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", "RSET": "250 ok"}


class Handler(socketserver.StreamRequestHandler):
    """One client, in the words of RFC 5321."""

    def handle(self) -> None:
        mail: MailServer = self.server.mail
        if not self.say(mail, "CONNECT", "220 test"):
            return
        while line := self.rfile.readline().decode():
            command = line[:4].upper().strip()
            if command == "QUIT":
                self.say(mail, command, "221 bye")
                return
            if not self.say(mail, command, USUAL.get(command, "502 what?")):
                return
            if command == "DATA" and mail.answer(command, USUAL["DATA"]).startswith("354"):
                lines = []
                while (text := self.rfile.readline().decode()) not in (".\r\n", ""):
                    lines.append(text)
                mail.taken.append("".join(lines))
                if not self.say(mail, "TEXT", "250 taken"):
                    return

    def say(self, mail: MailServer, command: str, usual: str) -> bool:
        answer = mail.answer(command, usual)
        if answer is None:
            mail.over.wait()
            return False
        self.wfile.write(f"{answer}\r\n".encode())
        return True


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


@contextmanager
def serving(**answers: str | None) -> Iterator[MailServer]:
    """A mail server on a free port of this machine."""
    mail = MailServer(answers)
    with Server(("127.0.0.1", 0), Handler) as server:
        server.mail = mail
        mail.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield mail
        finally:
            mail.over.set()
            server.shutdown()
