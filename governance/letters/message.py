"""From what the outbox holds to the letter as it is sent: text and HTML, files, an entry for the calendar."""

import base64
import json
import uuid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives

from governance.letters import reading_link
from governance.letters.cipher import decrypt
from governance.letters.sheet import Folder, Part, Sheet, as_html, as_text, plain_as_html

LONGEST_SUBJECT = 200


def host() -> str:
    """The right side of all ids of letters and calendar entries."""
    return urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"


def made(key: uuid.UUID, encrypted: str, connection: Any) -> EmailMessage:
    """The letter. Raises cipher.Unreadable, or ValueError for what no header can hold."""
    content = json.loads(decrypt(encrypted))
    subject = " ".join(content["subject"].split())[:LONGEST_SUBJECT]
    text, html = written(key, content, subject)
    letter = EmailMultiAlternatives(
        subject,
        text,
        to=[content["to"]],
        connection=connection,
        headers={"Message-ID": f"<{key}@{host()}>", "Auto-Submitted": "auto-generated"},
    )
    letter.attach_alternative(html, "text/html")
    if content["calendar"]:
        # As calendar programs want it (RFC 6047): one of the ways to read the letter, with the method in its type.
        letter.attach_alternative(content["calendar"], f"text/calendar; method={content['method']}")
    for name, file in content["files"].items():
        letter.attach(name, file, "text/plain")
    # A letter that was written by an earlier program has none.
    for name, paper in content.get("papers", {}).items():
        letter.attach(name, base64.b64decode(paper), "application/pdf")
    return letter


def written(key: uuid.UUID, content: dict[str, Any], subject: str) -> tuple[str, str]:
    """The letter as text and as HTML."""
    if not content["parts"]:
        return content["body"], plain_as_html(subject, content["body"], content["language"])
    parts = [
        Part(heading, [(sheet, _address(key, sheet, reads=content["reads"])) for sheet in sheets])
        for heading, sheets in (
            (part["heading"], [Sheet.from_json(one) for one in part["sheets"]]) for part in content["parts"]
        )
    ]
    choices = f"{settings.PUBLIC_ADDRESS}/profile/letters/"
    if content["kind"]:
        # The page shows the choice for papers of this kind too.
        choices += f"?kind={content['kind']}"
    folder = Folder(subject, parts, content["language"], choices)
    return as_text(folder), as_html(folder)


def _address(key: uuid.UUID, sheet: Sheet, *, reads: bool) -> str:
    """What the button of a sheet opens: a link that reads the paper, or its page behind the sign-in."""
    if reads and sheet.document is not None:
        return reading_link.address_of(key, sheet.document)
    return f"{settings.PUBLIC_ADDRESS}{sheet.path}" if sheet.path else ""
