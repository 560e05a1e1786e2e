"""What a letter says, part by part, and how it is read: as text, and as HTML that is the same without pictures."""

from dataclasses import asdict, dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Line:
    """A fact with its name: «Срок: 24.11.2011»."""

    label: str
    text: str


@dataclass(frozen=True)
class Sheet:
    """A letter, or a part of a digest, in the words of its addressee.

    `asked`: what is asked or what has happened; `paper`: of which paper; `facts`: about whom, why them, until when and
    what follows otherwise; `enclosed`: a longer text; `button` leads to `path` (of the desk, never another server) and
    `document` is the key of the paper there, for a link that lets its addressee read it.
    """

    asked: str
    paper: str = ""
    facts: tuple[Line, ...] = ()
    enclosed: str = ""
    button: str = ""
    path: str = ""
    document: int | None = None
    # For a digest: «2011-11-24», and the key of the task that is asked about.
    due: str = ""
    task: int | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Sheet":
        return cls(**{**value, "facts": tuple(Line(**line) for line in value["facts"])})


@dataclass(frozen=True)
class Part:
    """Some sheets under a heading of their own, each with the address behind its button."""

    heading: str
    sheets: list[tuple[Sheet, str]]


@dataclass(frozen=True)
class Folder:
    """All that one letter says. `choices`: where its addressee says what letters they want."""

    title: str
    parts: list[Part]
    language: str
    choices: str = ""


def as_text(folder: Folder) -> str:
    with translation.override(folder.language):
        blocks = []
        for part in folder.parts:
            blocks += [part.heading.upper()] if part.heading else []
            blocks += [_sheet_as_text(sheet, address) for sheet, address in part.sheets]
        if folder.choices:
            blocks.append("-- \n" + _("Which letters you get and when:") + f" {folder.choices}")
    return "\n\n".join(blocks) + "\n"


def _sheet_as_text(sheet: Sheet, address: str) -> str:
    head = "\n".join(filter(None, [sheet.asked, sheet.paper]))
    facts = "\n".join(f"{line.label}: {line.text}" for line in sheet.facts)
    way = f"{sheet.button}:\n{address}" if address else ""
    return "\n\n".join(filter(None, [head, facts, sheet.enclosed, way]))


def as_html(folder: Folder) -> str:
    with translation.override(folder.language):
        shown = {"folder": folder, "title": folder.title, "language": folder.language}
        return render_to_string("letters/letter.html", shown)


def plain_as_html(title: str, body: str, language: str) -> str:
    """A letter that was written as text, in the same look; its addresses are links."""
    with translation.override(language):
        return render_to_string("letters/plain.html", {"title": title, "body": body, "language": language})
