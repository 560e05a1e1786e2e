"""What a contract says: its blanks filled, its terms, its dates."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.agreement import Agreement
from governance.documents.kinds.contract.form import READERS
from governance.documents.kinds.contract.notice import WithNotice
from governance.documents.kinds.contract.patterns import Matter
from governance.documents.language.clauses import blanks_in, filled, numbered
from governance.documents.language.money import with_sums_spelt_out
from governance.documents.language.phrases import paper_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Version
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.transitions import May, move
from governance.documents.settings.calendar import last_day_of
from governance.roles.rights import Right
from governance.roles.unit import Unit

LONGEST_VALUE = 2_000


class Ending(models.TextChoices):
    """Why a contract ends on its last day."""

    TERM = "term", gettext_lazy("by its term")
    AGREEMENT = "agreement", gettext_lazy("by agreement of the parties")
    NOTICE = "notice", gettext_lazy("by notice of a party")


def check_order(first: date | None, last: date | None) -> None:
    """Raise NotLegal if the last day of a contract is before the first one."""
    if first and last and last < first:
        raise NotLegal(_("The contract would end before it begins: correct its dates."))


class ContractText(Agreement, WithNotice):
    """Fields and words of a contract; what it does in force stands in `contract`."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("contract", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("contract", "Being agreed")
        REWORK = "rework", Phase.DRAFT, pgettext_lazy("contract", "Being reworked")
        SIGNING = "signing", Phase.WITH_SOMEBODY, pgettext_lazy("contract", "Awaiting signatures")
        PARTLY_SIGNED = "partly_signed", Phase.WITH_SOMEBODY, pgettext_lazy("contract", "Signed by one party")
        IN_FORCE = "in_force", Phase.IN_FORCE, pgettext_lazy("contract", "In force")
        EXPIRED = "expired", Phase.ENDED, pgettext_lazy("contract", "Expired")
        TERMINATED = "terminated", Phase.ENDED, pgettext_lazy("contract", "Terminated")
        ARCHIVED = "archived", Phase.ENDED, pgettext_lazy("contract", "In the archive")
        NOT_CONCLUDED = "not_concluded", Phase.ENDED, pgettext_lazy("contract", "Not concluded")

    retention = gettext_lazy("5 years after it has ended")
    select_related_fields = ("form_version", "signed_version")

    matter = models.CharField(
        gettext_lazy("what is concluded"), max_length=10, choices=Matter.choices, default=Matter.MEMBERSHIP
    )
    # The version of the common form that it was made from; none for one written by itself.
    form_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    legal_basis: Any = models.JSONField(gettext_lazy("legal basis"), default=list)
    # What fills the form's blanks for this school: {"предметы": "математика, физика"}.
    values: Any = models.JSONField(gettext_lazy("blanks"), default=dict)
    starts_on = models.DateField(gettext_lazy("first day"), null=True)
    ends_on = models.DateField(gettext_lazy("last day"), null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, default=Ending.TERM)
    # The paper that set the last day, if it is not the contract itself.
    ended_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    # The version that binds: what the parties have signed.
    signed_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    # --- reading --------------------------------------------------------------------------------------------------

    @property
    def gives_membership(self) -> bool:
        return self.matter == Matter.MEMBERSHIP

    @property
    def school(self) -> Unit:
        """The member school; of several the first."""
        return self.sides[1].unit

    def own_values(self) -> dict[str, str]:
        """What the blanks that need no asking are filled with."""
        if len(self.sides) < 2:
            return {}
        base, *others = self.sides
        return {
            "округ": base.unit.root.form("genitive"),
            "базовая школа": base.unit.charter_name,
            "школа": ", ".join(party.unit.charter_name for party in others),
            "адрес": "; ".join(party.unit.address or party.unit.place for party in others),
            "директор": ", ".join(party.represented_by for party in others),
            "начало": paper_date(self.starts_on) if self.starts_on else "даты подписания",
            "окончание": paper_date(self.ends_on) if self.ends_on else "",
            "срок уведомления": self.notice_in_papers,
        }

    def fillings(self) -> dict[str, str]:
        """What stands in the blanks; a sum to be paid in words too."""
        return {name: with_sums_spelt_out(said) for name, said in self.values.items()} | self.own_values()

    def content(self) -> dict[str, Any]:
        """All that is agreed to and signed, its blanks filled."""
        return {
            "title": self.title,
            "place": self.place,
            "parties": [party.words() for party in self.sides],
            "legal_basis": self.legal_basis,
            "sections": numbered(filled(self.sections, self.fillings())),
            "starts_on": self.starts_on.isoformat() if self.starts_on else "",
            "ends_on": self.ends_on.isoformat() if self.ends_on else "",
            "notice": self.notice_in_papers,
            **self.annexes(),
        }

    def holds_on(self, day: date) -> bool:
        """Whether it binds on a day: by its dates, whatever nightly job did or did not run."""
        return (
            self.state == self.State.IN_FORCE
            and self.in_force_since is not None
            and self.in_force_since <= day
            and (self.ends_on is None or day <= self.ends_on)
        )

    def last_day_by_notice(self) -> date:
        """The last day for a party that gives notice today."""
        if self.notice_term is None:
            return clock.today()
        return last_day_of(self.notice_term, self.district_id, rolls=False)

    # --- the text ---------------------------------------------------------------------------------------------------

    @move(
        source=(State.DRAFT, State.REWORK),
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract", "Edit the contract", "edited the contract"),
        inner=True,
    )
    def revise(self, act: Act, **changes: Any) -> None:
        """Change title, place, sections, legal_basis, values, starts_on, ends_on, notice.

        Raises NotLegal with a sentence for what cannot be kept.
        """
        readers = {**READERS, "starts_on": READERS["ends_on"], "values": read_values, "place": read_place}
        for name, value in changes.items():
            setattr(self, name, readers[name](value))
        check_order(self.starts_on, self.ends_on)
        act.facts["changed"] = sorted(changes)

    def check_terms(self) -> None:
        check_order(self.starts_on, self.ends_on)
        if self.ends_on and self.ends_on < clock.today():
            raise NotLegal(_("The last day of the contract has passed: give a later one."))
        open_blanks = blanks_in(self.content()["sections"])
        if open_blanks:
            raise NotLegal(
                _("Fill the blanks of the form first: %(blanks)s.") % {"blanks": ", ".join(open_blanks)}
            )


def read_values(value: Any) -> dict[str, str]:
    """What fills the blanks. Raises NotLegal when a text is too long."""
    values = {str(name): str(text).strip() for name, text in dict(value).items()}
    for name, text in values.items():
        if len(text) > LONGEST_VALUE or "{" in text or "}" in text:
            raise NotLegal(
                _("«%(name)s»: write at most %(longest)d signs, without braces.")
                % {"name": name, "longest": LONGEST_VALUE}
            )
    return values


def read_place(value: Any) -> str:
    place = " ".join(str(value).split())
    if len(place) > 100:
        raise NotLegal(_("Name the place in at most 100 signs."))
    return place
