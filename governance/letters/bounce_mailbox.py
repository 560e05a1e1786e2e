"""Where reports of mail servers are fetched from: a folder in Maildir form, or a mailbox by IMAP (BOUNCES_MAILBOX).

`imaps://user:password@host/INBOX` or `maildir:/var/mail/bounces`. A mail that `take` recognises is marked as read;
any other one stays as it is, for the people who read that mailbox.
"""

import imaplib
import mailbox
from collections.abc import Callable
from pathlib import Path
from ssl import create_default_context
from urllib.parse import unquote, urlsplit

Take = Callable[[bytes], bool]
IMAPS = 993
SECONDS = 30


def read_mailbox(address: str, take: Take) -> int:
    """Give each unread mail to `take`. Returns how many it took. Raises OSError or imaplib.IMAP4.error."""
    parts = urlsplit(address)
    if parts.scheme == "maildir":
        return read_maildir(Path(parts.path), take)
    if parts.scheme != "imaps" or not parts.hostname:
        raise OSError("BOUNCES_MAILBOX begins with imaps:// or maildir:")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    # Without a context the package would give the password to whoever answers there.
    trusted = create_default_context()
    with imaplib.IMAP4_SSL(
        parts.hostname, parts.port or IMAPS, ssl_context=trusted, timeout=SECONDS
    ) as server:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        server.select(f'"{folder}"')
        _answer, (found, *_more) = server.search(None, "UNSEEN")
        return sum(_fetch(server, number.decode(), take) for number in (found or b"").split())


def _fetch(server: imaplib.IMAP4, number: str, take: Take) -> int:
    _answer, data = server.fetch(number, "(BODY.PEEK[])")
    content = next((part[1] for part in data if isinstance(part, tuple)), None)
    if content is None or not take(content):
        return 0
    server.store(number, "+FLAGS", "\\Seen")
    return 1


def read_maildir(path: Path, take: Take) -> int:
    if not (path / "new").is_dir():
        raise OSError(f"{path} is no folder in Maildir form")
    taken = 0
    box = mailbox.Maildir(path, factory=None, create=False)
    for key in list(box.keys()):
        mail = box.get_message(key)
        if "S" in mail.get_flags() or not take(box.get_bytes(key)):
            continue
        mail.set_subdir("cur")
        mail.add_flag("S")
        box[key] = mail
        taken += 1
    return taken
