"""The forms of texts with which papers are begun: a title with its text, and a contract with its laws and blanks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.documents.settings.forms.form import (
    BLANK,
    FormSetting,
    fill,
    paragraphs,
)
from governance.documents.settings.kinds import TextSetting

LONGEST_TITLE = 500
# «29.12.2012 Федеральный закон …»: a law that a contract rests on, with its day.
LAW = re.compile(r"(\d{2}\.\d{2}\.\d{4})\s+(?=\S)")
# «{часы} — сколько часов в неделю»: a blank of a contract, and what it asks for.
DECLARED = re.compile(r"\{([^{}]+)\} [—–-] (?=\S)")


@dataclass(frozen=True)
class Beginning:
    """What a paper is begun with: its title, and its text where it has one."""

    title: str
    text: str


@dataclass(frozen=True, eq=False)
class TextBeginning(FormSetting):
    """First line the title, then the text: «1. …» begins a section, «1.1. …» a clause. `titled`: the title alone."""

    longest: int = 60_000
    titled: bool = False

    def from_json(self, value: Any) -> str:
        text = super().from_json(value)
        if len(paragraphs(text)[0]) > LONGEST_TITLE:
            raise ValidationError(_("The title is longer than 500 characters: shorten it."))
        if self.titled and len(paragraphs(text)) > 1:
            raise ValidationError(_("Write the title alone: such a paper has a table and no text."))
        return text

    def begun(self, district: int, said: Mapping[str, str]) -> Beginning:
        """The beginning that holds today, with what is said in the blanks."""
        title, *lines = paragraphs(fill(self.on(district), said))
        return Beginning(title, "\n".join(lines))


@dataclass(frozen=True)
class ContractBeginning:
    """What a form of contract is begun with."""

    title: str
    text: str
    laws: tuple[tuple[str, date], ...]
    blanks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class ContractText(FormSetting):
    """First line the title; then laws with their days, the blanks with what they ask for, and the text.

    Its blanks are filled in each contract: those that a contract fills by itself, and those that it lists.
    """

    longest: int = 60_000

    def from_json(self, value: Any) -> str:
        text = TextSetting.from_json(self, value)
        if set("{}") & set(BLANK.sub("", text)):
            raise ValidationError(_("A brace is open or closed alone: every blank needs both."))
        read = contract_beginning(text)
        if not read.text:
            raise ValidationError(_("Write the text of the contract below its title."))
        listed, named = [name for name, _label in read.blanks], BLANK.findall(read.text)
        for name in named:
            if name not in {*listed, *self.blanks}:
                raise ValidationError(
                    _(
                        "Nothing fills the blank {%(name)s}: list it as “{%(name)s} — what it asks for”, on a line of "
                        "its own."
                    )
                    % {"name": name[:40]}
                )
        if unused := [name for name in [*self.blanks, *listed] if name not in {*named, *self.optional}]:
            raise ValidationError(
                _("The blank {%(name)s} is missing: the paper has to say it.") % {"name": unused[0]}
            )
        return text

    def begun(self, district: int) -> ContractBeginning:
        """The beginning that holds today."""
        return contract_beginning(self.on(district))

    def example(self, text: str) -> list[str]:
        read = contract_beginning(text)
        said = {**dict(read.blanks), **self.blanks}
        laws = [f"{law} ({day:%d.%m.%Y})" for law, day in read.laws]
        return [read.title, *laws, *paragraphs(fill(read.text, said))]


def contract_beginning(text: str) -> ContractBeginning:
    """Read the parts of the form by how their lines begin. Raises ValidationError for a day that is none."""
    title, *lines = paragraphs(text)
    laws, blanks, said = [], [], []
    for line in lines:
        if law := LAW.match(line):
            laws.append((line[law.end() :], _day(law[1])))
        elif blank := DECLARED.match(line):
            blanks.append((blank[1], line[blank.end() :]))
        else:
            said.append(line)
    return ContractBeginning(title, "\n".join(said), tuple(laws), tuple(blanks))


def _day(word: str) -> date:
    try:
        return datetime.strptime(word, "%d.%m.%Y").date()  # noqa: DTZ007  a day has no time zone
    except ValueError as error:
        raise ValidationError(
            _("“%(word)s” is not a day: write it as 02.05.2012.") % {"word": word}
        ) from error
