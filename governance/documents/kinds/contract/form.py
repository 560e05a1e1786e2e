"""The common form of the district's contracts: clauses with blanks, prepared once and versioned as data.

Contracts are made from a frozen version of it; each remembers which, so that what a school changed can be told from
what the form says.
"""

import re
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.notice import WithNotice, read_notice
from governance.documents.kinds.contract.party import BASE_SCHOOL_DRAFTS
from governance.documents.kinds.contract.patterns import Matter
from governance.documents.language.clauses import blanks_in, numbered, read_sections
from governance.documents.language.content_labels import labelled
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import Condition, May, condition, move
from governance.documents.settings.reminding import OF_CONTRACTS
from governance.roles.rights import Right

# Blanks that are filled automatically, and with what.
OWN_BLANKS = {
    "округ": gettext_lazy("the name of the district, in the genitive"),
    "школа": gettext_lazy("the full name of the school"),
    "адрес": gettext_lazy("its address"),
    "директор": gettext_lazy("who acts for it, in the genitive"),
    "базовая школа": gettext_lazy("the full name of the base school"),
    "начало": gettext_lazy("the first day of the contract"),
    "окончание": gettext_lazy("the last day of the contract"),
    "срок уведомления": gettext_lazy("the term of notice, with its unit"),
}
BLANK_NAME = re.compile(r"[^{}\n]{1,60}")
MOST_BLANKS = 40
MOST_ACTS = 30


def has_text(form: "ContractForm") -> bool:
    return any(section["clauses"] for section in form.sections)


@condition(gettext_lazy("A blank of the text is on no list: correct it, or add it to the blanks."))
def knows_its_blanks(form: "ContractForm") -> bool:
    return not form.unknown_blanks()


@kind("contract_form")
class ContractForm(Paper, WithNotice):
    """A form with clauses and blanks, the laws that it rests on, and the terms that its contracts begin with."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("contract form", "Draft")
        IN_USE = "in_use", Phase.IN_FORCE, pgettext_lazy("contract form", "In use")
        RETIRED = "retired", Phase.ENDED, pgettext_lazy("contract form", "Retired")

    kind_label = gettext_lazy("Form of contract")
    kind_label_many = gettext_lazy("Forms of contracts")
    reminding = OF_CONTRACTS
    kind_purpose = gettext_lazy(
        "The common text from which contracts are made; a contract shows where it differs."
    )
    drafted_by = BASE_SCHOOL_DRAFTS
    numbered = False
    can_be_copied = True
    retention = gettext_lazy("until it is replaced, then 3 years")
    content_labels = labelled(
        "title legal_basis day sections clauses number text blanks name label ends_on notice",
        blanks=gettext_lazy("Blanks"),
        label=gettext_lazy("What it asks for"),
    )

    matter = models.CharField(
        gettext_lazy("what is concluded"), max_length=10, choices=Matter.choices, default=Matter.MEMBERSHIP
    )
    sections: Any = models.JSONField(gettext_lazy("text"), default=list)
    # [{"text": «Закон РФ «Об образовании»», "day": "1992-07-10"}]
    legal_basis: Any = models.JSONField(gettext_lazy("legal basis"), default=list)
    # [{"name": «предметы», "label": «Subjects taught»}]: what is asked for each school.
    blanks: Any = models.JSONField(gettext_lazy("blanks"), default=list)
    ends_on = models.DateField(gettext_lazy("last day"), null=True)

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "legal_basis": self.legal_basis,
            "sections": numbered(self.sections),
            "blanks": self.blanks,
            "ends_on": self.ends_on.isoformat() if self.ends_on else "",
            "notice": self.notice_in_papers,
        }

    def moves_of_a_copy(self) -> list[tuple[str, dict[str, Any]]]:
        taken = ("sections", "legal_basis", "blanks", "notice")
        return [("revise", {name: getattr(self, name) for name in taken})]

    def unknown_blanks(self) -> list[str]:
        """Blanks of the text that nothing would fill."""
        known = {*OWN_BLANKS, *(blank["name"] for blank in self.blanks)}
        return [name for name in blanks_in(self.sections) if name not in known]

    @move(
        source=State.DRAFT,
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract form", "Edit the form", "edited the form"),
        inner=True,
    )
    def revise(self, act: Act, **changes: Any) -> None:
        """Change title, sections, legal_basis, blanks, ends_on, notice.

        Raises NotLegal with a sentence for what cannot be kept.
        """
        for name, value in changes.items():
            setattr(self, name, READERS[name](value))
        act.facts["changed"] = sorted(changes)

    @move(
        source=State.DRAFT,
        target=State.IN_USE,
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract form", "Put into use", "put into use"),
        conditions=(
            Condition(has_text, gettext_lazy("The form has no text yet: write or paste it.")),
            knows_its_blanks,
        ),
    )
    def issue(self, act: Act) -> None:
        """Freeze the version from which contracts are made."""
        self.freeze(act)

    @move(
        source=State.IN_USE,
        target=State.DRAFT,
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract form", "Open a new version", "opened a new version"),
    )
    def reopen(self, act: Act) -> None:
        """Contracts made before keep the version that they were made from."""

    @move(
        source=(State.DRAFT, State.IN_USE),
        target=State.RETIRED,
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract form", "Take out of use", "taken out of use"),
        needs_reason=True,
        grave=True,
    )
    def retire(self, act: Act) -> None:
        """No further contracts are made from it."""


def read_title(value: Any) -> str:
    title = " ".join(str(value).split())
    if not title or len(title) > 500:
        raise NotLegal(_("Give the paper a title of at most 500 signs."))
    return title


def read_basis(value: Any) -> list[dict[str, str]]:
    """Laws and decisions, each with its day."""
    acts = []
    for line in value:
        text, day = " ".join(str(line.get("text") or "").split()), str(line.get("day") or "")
        if not text and not day:
            continue
        if not text or len(text) > 500:
            raise NotLegal(_("Name each law or decision of the legal basis in at most 500 signs."))
        try:
            acts.append({"text": text, "day": date.fromisoformat(day).isoformat()})
        except ValueError as error:
            raise NotLegal(
                _("Give the day of «%(text)s»: the legal basis is dated.") % {"text": text}
            ) from error
    if len(acts) > MOST_ACTS:
        raise NotLegal(_("The legal basis is too long: name at most %(n)d papers.") % {"n": MOST_ACTS})
    return acts


def read_blanks(value: Any) -> list[dict[str, str]]:
    """The blanks that are asked for each school, each once."""
    blanks: dict[str, dict[str, str]] = {}
    for line in value:
        name, label = (" ".join(str(line.get(key) or "").split()) for key in ("name", "label"))
        if not name and not label:
            continue
        if not BLANK_NAME.fullmatch(name) or len(label) > 200:
            raise NotLegal(_("Name a blank in at most 60 signs, without braces."))
        if name in OWN_BLANKS:
            raise NotLegal(
                _("The blank «%(name)s» is filled by itself: call yours otherwise.") % {"name": name}
            )
        if name in blanks:
            raise NotLegal(_("The blank «%(name)s» is on the list twice.") % {"name": name})
        blanks[name] = {"name": name, "label": label or name}
    if len(blanks) > MOST_BLANKS:
        raise NotLegal(_("There are too many blanks: at most %(n)d.") % {"n": MOST_BLANKS})
    return list(blanks.values())


def read_day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise NotLegal(_("Give a day, or leave it empty."))


READERS = {
    "title": read_title,
    "sections": read_sections,
    "legal_basis": read_basis,
    "blanks": read_blanks,
    "ends_on": read_day,
    "notice": read_notice,
}
