"""The additional agreement: the only way to change a contract in force, or to end it together.

Source: docs/domain.md, "Contract".
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.change import EFFECT_OF, ContractChange, Purpose
from governance.documents.kinds.contract.consolidated import as_signed, consolidated
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import READERS
from governance.documents.kinds.contract.text import check_order
from governance.documents.language.clauses import clause_by_id, clauses_of, numbered, read_sections
from governance.documents.language.phrases import blank_day, number_and_date, paper_date
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.register import RegisterOf
from governance.documents.record.transitions import May, move
from governance.documents.settings.forms import contracts as forms
from governance.documents.settings.forms.form import FormSetting
from governance.documents.settings.reminding import OF_CONTRACTS
from governance.roles.rights import Right
from governance.roles.unit import UnitKind

# Ids of the clauses that word the change of a term and the beginning of force; others carry the id of their clause.
TERM_CLAUSE, FORCE_CLAUSE, SUBJECT = "00000001", "00000002", "00000000"


@kind("amendment")
class Amendment(ContractChange):
    """Other wordings of clauses, another last day, or the end of a contract; agreed and signed as the contract was."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("amendment", "Draft")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("amendment", "Being agreed")
        REWORK = "rework", Phase.DRAFT, pgettext_lazy("amendment", "Being reworked")
        SIGNING = "signing", Phase.WITH_SOMEBODY, pgettext_lazy("amendment", "Awaiting signatures")
        PARTLY_SIGNED = (
            "partly_signed",
            Phase.WITH_SOMEBODY,
            pgettext_lazy("amendment", "Signed by one party"),
        )
        IN_FORCE = "in_force", Phase.IN_FORCE, pgettext_lazy("amendment", "In force")
        NOT_CONCLUDED = "not_concluded", Phase.ENDED, pgettext_lazy("amendment", "Not concluded")

    kind_label = pgettext_lazy("kind of paper", "Additional agreement")
    kind_label_many = pgettext_lazy("kind of paper", "Additional agreements")
    reminding = OF_CONTRACTS
    kind_purpose = gettext_lazy("Changes or ends a contract in force; it is signed by the same parties.")
    numbered_in = (State.IN_FORCE,)
    registers = (
        RegisterOf(
            {UnitKind.SCHOOL},
            "amendment",
            "Дополнительные соглашения к договорам",
            "{n}-ДС",
            base_school_only=True,
        ),
    )
    retention = gettext_lazy("5 years after the contract has ended")

    # --- the text ---------------------------------------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """The text of the agreement: clauses computed from the changes, then further clauses."""
        subject = {"id": SUBJECT, "title": "Предмет соглашения", "clauses": self._worded_changes()}
        return {
            "title": self.title,
            "place": self.place,
            "contract": number_and_date(self.contract.number, self.contract.registered_on),
            "parties": [party.words() for party in self.sides],
            "sections": numbered([subject, *self.sections] if subject["clauses"] else self.sections),
            **self.annexes(),
        }

    def _worded_changes(self) -> list[dict[str, str]]:
        named = number_and_date(self.contract.number, self.contract.registered_on)
        clauses = []
        # Numbers stay as signed, whatever other agreements have changed.
        numbers = {clause["id"]: clause["number"] for clause in clauses_of(as_signed(self.contract))}
        for key, text in self.changes.items():
            number = numbers.get(key, "?")
            form = forms.AMENDMENT_REWORDS if text else forms.AMENDMENT_EXCLUDES
            clauses.append({"id": key, "text": self._worded(form, пункт=number, договор=named, текст=text)})
        if self.purpose == Purpose.TERMINATE:
            clauses.append(
                {
                    "id": TERM_CLAUSE,
                    "text": self._worded(
                        forms.AMENDMENT_ENDS, договор=named, день=day_text(self.new_ends_on)
                    ),
                }
            )
        elif self.new_ends_on is not None:
            clauses.append(
                {
                    "id": TERM_CLAUSE,
                    "text": self._worded(
                        forms.AMENDMENT_PROLONGS, договор=named, день=day_text(self.new_ends_on)
                    ),
                }
            )
        if clauses:
            clauses.append({"id": FORCE_CLAUSE, "text": self._worded(forms.AMENDMENT_FORCE)})
        return clauses

    def _worded(self, form: FormSetting, **said: str) -> str:
        """By the form that held when the agreement was begun: nobody's signature meets other words."""
        return form.filled(self.district_id, timezone.localdate(self.created_at), **said)

    @move(
        source=(State.DRAFT, State.REWORK),
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("amendment", "Edit the agreement", "edited the agreement"),
        inner=True,
    )
    def revise(self, act: Act, **changes: Any) -> None:
        """Change title, sections (further clauses), changes ({clause id: wording}), new_ends_on.

        Raises NotLegal with a sentence for what cannot be kept.
        """
        readers = {
            "title": READERS["title"],
            "sections": READERS["sections"],
            "changes": self._read_changes,
            "new_ends_on": READERS["ends_on"],
        }
        for name, value in changes.items():
            setattr(self, name, readers[name](value))
        act.facts["changed"] = sorted(changes)

    def _read_changes(self, value: Any) -> dict[str, str]:
        """Only wordings that differ from the contract as it stands are kept."""
        text = consolidated(self.contract)
        wordings = {}
        for key, wording in dict(value).items():
            clause = clause_by_id(text, str(key))
            tidy = read_sections([{"clauses": [{"text": wording}]}]) if str(wording).strip() else []
            new = tidy[0]["clauses"][0]["text"] if tidy else ""
            if new != clause["text"]:
                wordings[str(key)] = new
        return wordings

    def computed_clauses(self) -> Collection[str]:
        return {TERM_CLAUSE, FORCE_CLAUSE, *self.changes}

    # --- what it does to the contract -------------------------------------------------------------------------------

    def check_terms(self) -> None:
        # Read again under lock: the contract may have ended while the agreement was being made.
        contract = Contract.locked(self.contract_id)
        contract.check_alive()
        day = self.new_ends_on
        if self.purpose == Purpose.TERMINATE and day is None:
            raise NotLegal(_("Say on which day the contract ends."))
        if day is not None and day < clock.today():
            raise NotLegal(_("The new last day has passed: nothing is ended backwards."))
        check_order(contract.in_force_since, day)
        if day is not None:
            contract.check_alone([party.unit for party in self.sides[1:]], day)

    def check_free(self) -> None:
        contract = Contract.locked(self.contract_id)
        contract.check_alive()
        check_unamended(contract)

    def enter_into_force(self, act: Act) -> None:
        """From today; the contract follows by this paper. Raises NotLegal when the contract is dead meanwhile."""
        self.check_terms()
        Link.objects.create(
            source_id=self.pk,
            target_id=self.contract_id,
            effect=EFFECT_OF[Purpose(self.purpose)],
            version=self.contract.signed_version,
        )

    def gives_effect(self, effect: str) -> bool:
        return self.state == self.State.IN_FORCE


def check_unamended(contract: Contract) -> None:
    """Raise NotLegal if another additional agreement is being made. The caller has locked the contract."""
    busy = (
        contract.amendments.filter(in_force_since=None).exclude(state=Amendment.State.NOT_CONCLUDED).first()
    )
    if busy is not None:
        raise NotLegal(
            _("An additional agreement to this contract is on its way already: «%(paper)s».")
            % {"paper": busy}
        )


def day_text(day: date | None) -> str:
    """«30» июня 2012 г., or the room for it."""
    return paper_date(day) if day else blank_day()
