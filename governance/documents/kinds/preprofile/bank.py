"""The bank of 9th-graders: one pupil with achievements and proofs, held by the own school on the parent's consent.

The paper is the consent itself, for this purpose and no other, printed to be signed by hand; what the school holds of
the pupil stands beside it, is never printed, and ends with it. Source: docs/domain.md, "The way to a profile".
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.columns import OwnCharField
from governance.documents.approval.erasable import Erasable, last_day_kept
from governance.documents.errors import NotLegal
from governance.documents.language.content_labels import labelled
from governance.documents.language.phrases import list_date
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import new_salt
from governance.documents.record.files import attach_file, attach_scan
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.paper import Paper
from governance.documents.record.perform import draft
from governance.documents.record.private_link import give_link
from governance.documents.record.transitions import ByTerm, May, condition, move
from governance.documents.settings.bank import BANK_DRAFT_KEPT, BANK_KEPT
from governance.documents.settings.calendar import last_day
from governance.documents.settings.forms.bank import BANK_CONSENT, BANK_TITLE
from governance.proof.canonical_json import sha256
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

MOST_ACHIEVEMENTS, MOST_FILES = 30, 40
KEEPS = May(Right.KEEP_PUPILS)
# Who it is about and who consents: texts by the names of their columns, with the longest that fits.
PEOPLE = {
    "surname": 80,
    "given": 80,
    "patronymic": 80,
    "class_name": 20,
    "address": 300,
    "parent": 200,
    "parent_address": 300,
    "parent_document": 300,
    "phone": 40,
    "email": 254,
}
# Without these a consent is none: Federal Law 152-FZ, article 9, part 4.
NEEDED = ("surname", "given", "parent", "parent_address", "parent_document")


@condition(gettext_lazy("Write first who gives the consent, with address and document, and for which pupil."))
def is_whole(entry: "BankEntry") -> bool:
    return all(getattr(entry, name) for name in NEEDED)


@kind("bank_entry")
class BankEntry(Paper, Erasable):
    """Of one school, which alone reads it."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("bank entry", "Awaits the signed consent")
        HELD = "held", Phase.IN_FORCE, pgettext_lazy("bank entry", "In the bank")
        WITHDRAWN = "withdrawn", Phase.ENDED, pgettext_lazy("bank entry", "Consent taken back")
        OVER = "over", Phase.ENDED, pgettext_lazy("bank entry", "Term of keeping is over")

    kind_label = gettext_lazy("Pupil in the bank of 9th-graders")
    kind_label_many = gettext_lazy("Bank of 9th-graders")
    kind_purpose = gettext_lazy(
        "A pupil's achievements with proofs, held by the own school with the parent's consent."
    )
    numbered = False
    drafted_by = KEEPS
    confidential = Right.KEEP_PUPILS
    personal = True
    personal_fields = (*PEOPLE, "birth_date", "achievements", "salt")
    retention = gettext_lazy(
        "personal data: for the term of the district; that there was a consent: permanently"
    )
    content_labels = labelled(
        "title text about",
        about=gettext_lazy("Hash of the names"),
    )

    text = models.TextField(gettext_lazy("text"))
    surname = models.CharField(gettext_lazy("pupil's surname"), max_length=80, blank=True)
    given = models.CharField(gettext_lazy("pupil's given name"), max_length=80, blank=True)
    patronymic = models.CharField(gettext_lazy("pupil's patronymic"), max_length=80, blank=True)
    class_name = models.CharField(gettext_lazy("class"), max_length=20, blank=True)
    birth_date = models.DateField(gettext_lazy("date of birth"), null=True)
    address = models.CharField(gettext_lazy("pupil's address"), max_length=300, blank=True)
    parent = models.CharField(gettext_lazy("parent who consents"), max_length=200, blank=True)
    parent_address = models.CharField(gettext_lazy("parent's address"), max_length=300, blank=True)
    parent_document = models.CharField(gettext_lazy("parent's identity document"), max_length=300, blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=40, blank=True)
    email = models.CharField(gettext_lazy("e-mail"), max_length=254, blank=True)
    # [{"event", "criterion", "value", "proof": id of the file or None}]
    achievements: Any = models.JSONField(gettext_lazy("achievements"), default=list)
    salt = OwnCharField(max_length=32, default=new_salt, editable=False)
    consented_at = models.DateTimeField(null=True)

    @property
    def pupil(self) -> str:
        """«Иванов Пётр Сергеевич»; empty once it is erased."""
        return " ".join(filter(None, [self.surname, self.given, self.patronymic]))

    def content(self) -> dict[str, Any]:
        """The words that were signed, and who by a hash alone: a version is never erased, and personal data is."""
        about = {name: getattr(self, name) for name in PEOPLE}
        return {"title": self.title, "text": self.text, "about": sha256({"salt": self.salt, **about})}

    @move(
        source=(State.DRAFT, State.HELD),
        rule=KEEPS,
        words=verb("bank entry", "Write the card", "wrote the card"),
        inner=True,
    )
    def revise(
        self,
        act: Act,
        *,
        birth_date: date | None = None,
        achievements: Iterable[Mapping[str, Any]] | None = None,
        **people: str,
    ) -> None:
        """Change what is given. Names and documents stay once the consent is signed: it names them."""
        self.check_not_erased()
        if not people.keys() <= PEOPLE.keys():
            raise NotLegal(_("The card knows no such field: open the page again."))
        read = {name: one_line(text or "", PEOPLE[name], _("the field")) for name, text in people.items()}
        if self.state == self.State.HELD and any(
            getattr(self, name) != read.get(name, getattr(self, name)) for name in NEEDED
        ):
            raise NotLegal(
                _(
                    "The signed consent names them so: where a name or document is wrong, enter the pupil anew."
                )
            )
        for name, text in read.items():
            setattr(self, name, text)
        self.birth_date = birth_date or self.birth_date
        if achievements is not None:
            files = {file.pk for file in self.attachments.filter(erased_at=None)}
            self.achievements = read_achievements(achievements, files)
        act.facts["fields"] = sorted([*read, *(["achievements"] if achievements is not None else [])])

    @move(
        source=(State.DRAFT, State.HELD),
        rule=KEEPS,
        words=verb("bank entry", "Enclose a proof", "enclosed a proof"),
        inner=True,
    )
    def enclose(self, act: Act, *, row: int, name: str, data: bytes) -> None:
        """The proof of one achievement; an earlier one of it stays among the files."""
        self.check_not_erased()
        if not 0 <= row < len(self.achievements) or self.attachments.count() >= MOST_FILES:
            raise NotLegal(_("Choose the achievement that the file proves; at most 40 files fit."))
        file = attach_file(self, act, name=name, data=data)
        rows = [dict(each) for each in self.achievements]
        rows[row]["proof"] = file.pk
        self.achievements = rows

    @move(
        source=State.DRAFT,
        target=State.HELD,
        rule=KEEPS,
        words=verb("bank entry", "Enter the signed consent", "entered the signed consent"),
        conditions=(is_whole,),
        inner=True,
    )
    def admit(self, act: Act, *, name: str, data: bytes) -> None:
        """The parent has signed the printed consent: its scan stays with it, and the pupil is in the bank."""
        self.check_not_erased()
        attach_scan(self, act, name=name, data=data)
        self.consented_at = act.at
        self.kept_until = last_day(BANK_KEPT, self.district_id, timezone.localdate(self.created_at))
        self.freeze(act)

    @move(
        source=State.HELD,
        rule=KEEPS,
        words=verb("bank entry", "Give the family a link", "gave the family a private link"),
        inner=True,
    )
    def hand_link(self, act: Act, *, opened_by: str) -> None:
        """By it the family begins applications that fill themselves; an earlier link ends."""
        self.check_not_erased()
        give_link(self, self.kept_until, opened_by)

    @move(
        source=(State.DRAFT, State.HELD),
        target=State.WITHDRAWN,
        rule=KEEPS,
        words=verb("bank entry", "Enter that the consent is taken back", "consent taken back"),
        needs_reason=True,
        grave=True,
    )
    def withdraw(self, act: Act) -> None:
        """At any time, by a word of the parent; the data is erased in the next morning."""
        self.kept_until = min(self.kept_until, clock.today() - timedelta(days=1))

    @move(
        source=(State.DRAFT, State.HELD),
        target=State.OVER,
        rule=ByTerm(last_day_kept),
        words=verb(
            "bank entry", "End: the data may be kept no longer", "ended: the data may be kept no longer"
        ),
    )
    def run_out(self, act: Act) -> None:
        """The last day has passed."""

    def check_not_erased(self) -> None:
        if self.erased_at is not None:
            raise NotLegal(_("The personal data of this paper has been erased."))

    def erase_own(self) -> None:
        """Who it was and what they did; that there was a consent, and in which words, stays."""
        for name in PEOPLE:
            setattr(self, name, "")
        self.birth_date, self.achievements = None, []
        self.remarks.update(text="—")


def read_achievements(rows: Iterable[Mapping[str, Any]], files: set[int]) -> list[dict[str, Any]]:
    """Raises NotLegal."""
    read = []
    for row in rows:
        proof = row.get("proof") or None
        if proof is not None and proof not in files:
            raise NotLegal(_("A proof is no file of this paper: open the page again."))
        read.append(
            {
                "event": one_line(row.get("event", ""), 300, _("the achievement")),
                "criterion": one_line(row.get("criterion", ""), 300, _("the criterion")),
                "value": one_line(row.get("value", ""), 20, _("the result")),
                "proof": proof,
            }
        )
    if len(read) > MOST_ACHIEVEMENTS:
        raise NotLegal(_("At most %(most)d achievements fit.") % {"most": MOST_ACHIEVEMENTS})
    return [row for row in read if row["event"] or row["value"]]


def begin_entry(*, by: Person, unit: Unit, **people: Any) -> BankEntry:
    """Begun with the names that the consent needs; without a signed consent they go after a month."""
    until = last_day(BANK_KEPT, unit.root_id)
    said = {"школа": unit.name, "последний день": list_date(until)}
    return draft(
        BankEntry,
        unit=unit,
        title=BANK_TITLE.on(unit.root_id),
        by=by,
        text=BANK_CONSENT.filled(unit.root_id, **said),
        kept_until=last_day(BANK_DRAFT_KEPT, unit.root_id),
        **people,
    )
