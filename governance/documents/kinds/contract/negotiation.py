"""The negotiation of a contract or additional agreement: its parties, its text, the rounds until all agree."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import GET_STATE

from governance.documents.approval.disagreements import has_no_open_proposal, resolve
from governance.documents.approval.opinions import Consulted, Proposal, once_answered
from governance.documents.errors import NotLegal
from governance.documents.kinds.contract.party import (
    BASE_SCHOOL_DRAFTS,
    ContractParty,
    new_party,
    representatives,
)
from governance.documents.language.content_labels import labelled
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.attached import Signature
from governance.documents.record.signatures import void_signatures
from governance.documents.record.transitions import Condition, May, condition, move
from governance.documents.settings.papers import CONTRACT_ANSWER
from governance.roles.rights import Right
from governance.roles.unit import Unit

DRAFT, REVIEW, REWORK = "draft", "review", "rework"
SIGNING, PARTLY_SIGNED, IN_FORCE = "signing", "partly_signed", "in_force"
NOT_CONCLUDED = "not_concluded"


def other_parties(paper: "Negotiation") -> Sequence[Unit]:
    """The schools to which the base school has put it up."""
    return [party.unit for party in paper.sides[1:]]


@condition(gettext_lazy("Name the school with which it is concluded."))
def has_parties(paper: "Negotiation") -> bool:
    return len(paper.sides) > 1


def has_text(paper: "Negotiation") -> bool:
    return any(section["clauses"] for section in paper.content()["sections"])


class Negotiation(Consulted):
    """A text that two schools or more agree on, in rounds."""

    drafted_by = BASE_SCHOOL_DRAFTS
    answer_within = CONTRACT_ANSWER
    content_labels = labelled(
        "title place parties name address requisites represented_by acting position signatory legal_basis "
        "day sections clauses number text starts_on ends_on notice annexes",
        parties=gettext_lazy("Parties"),
        address=gettext_lazy("Address"),
        requisites=gettext_lazy("Requisites"),
        represented_by=gettext_lazy("Represented by"),
        acting=gettext_lazy("Acting on the basis of"),
        signatory=gettext_lazy("Signs"),
        annexes=gettext_lazy("Annexes"),
    )

    place = models.CharField(gettext_lazy("place"), max_length=100, blank=True)
    sections: Any = models.JSONField(gettext_lazy("text"), default=list)
    in_force_since = models.DateField(gettext_lazy("in force since"), null=True, editable=False)

    class Meta:
        abstract = True

    # --- reading --------------------------------------------------------------------------------------------------

    @cached_property
    def sides(self) -> list[ContractParty]:
        """The parties in their order, the base school first; one query."""
        return list(
            self.parties.select_related(
                "unit__district", "appointment__person", "appointment__unit"
            ).order_by("position")
        )

    @cached_property
    def valid_signatures(self) -> list[Signature]:
        """The signatures over the present version; one query, none before it may be signed."""
        if self.state in (DRAFT, REVIEW, REWORK):
            return []
        return list(
            Signature.objects.filter(document_id=self.pk, voided_at=None, version__number=self.version)
            .select_related("person", "appointment", "scan", "certified_by__person")
            .order_by("signed_at", "pk")
        )

    @property
    def signed_places(self) -> set[str]:
        return {signature.place for signature in self.valid_signatures}

    def side(self, unit_id: int) -> ContractParty:
        """Raises NotLegal when the school is no party."""
        for party in self.sides:
            if party.unit_id == unit_id:
                return party
        raise NotLegal(_("This school is no party of the contract."))

    @property
    def state_when_agreed(self) -> str:
        return SIGNING

    @property
    def is_being_written(self) -> bool:
        """Only before it is first put up: while it is reworked, it shows what lay before the parties."""
        return self.state == DRAFT

    def content_put_up(self) -> dict[str, Any]:
        """The content as frozen, except before it was ever put up."""
        version = None if self.is_being_written else self.present_version
        return version.content if version is not None else self.content()

    def annexes(self) -> dict[str, list[str]]:
        """The protocol of disagreements as the annex that is signed with the text; nothing where nobody objected."""
        if not self.version:
            return {}
        answered = Proposal.objects.filter(opinion__document=self.pk).exclude(answer="")
        clauses = list(dict.fromkeys(answered.order_by("pk").values_list("number", flat=True)))
        if not clauses:
            return {}
        word = "пункт" if len(clauses) == 1 else "пункты"
        return {"annexes": [f"протокол разногласий ({word} {', '.join(clauses)})"]}

    def _unread(self) -> None:
        """Forget what was read of parties and signatures, after a change."""
        self.__dict__.pop("sides", None)
        self.__dict__.pop("valid_signatures", None)

    # --- what a kind adds -------------------------------------------------------------------------------------------

    def check_terms(self) -> None:
        """Raises NotLegal when dates or text are not fit to be put up."""

    def check_free(self) -> None:
        """Raise NotLegal if another paper about the same matter is being made; a kind says which."""
        raise NotImplementedError

    # --- the text ---------------------------------------------------------------------------------------------------

    @move(
        source=(DRAFT, REWORK),
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract", "Correct who acts for a party", "corrected who acts for a party"),
        inner=True,
    )
    def revise_party(self, act: Act, *, unit: int, represented_by: str, acting_on: str) -> None:
        """Correct the words «в лице …, действующего на основании …»; a corrected name stays with the person."""
        party = self.side(unit)
        words = {"represented_by": " ".join(represented_by.split()), "basis": " ".join(acting_on.split())}
        for name, value in words.items():
            if not value or len(value) > 300:
                raise NotLegal(_("Say who acts for «%(unit)s» and on what basis.") % {"unit": party.unit})
            setattr(party, name, value)
        party.keep_name(act.by)
        party.save()
        self._unread()
        act.facts["unit"] = unit

    @move(
        source=REWORK,
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract", "Answer a proposed wording", "answered a proposed wording"),
        inner=True,
    )
    def answer_proposal(self, act: Act, *, proposal: int, answer: str, wording: str = "") -> None:
        """Take their wording, keep ours (the reason says why), or write a third one; the clause changes with it."""
        self.sections = resolve(
            self,
            self.sections,
            act,
            proposal=proposal,
            answer=answer,
            wording=wording,
            shown=self.content()["sections"],
            computed=self.computed_clauses(),
        )

    def computed_clauses(self) -> Collection[str]:
        """Ids of the clauses that word themselves and cannot be reworded as text."""
        return ()

    # --- rounds -----------------------------------------------------------------------------------------------------

    @move(
        source=(DRAFT, REWORK),
        target=GET_STATE(once_answered, states=(REVIEW, SIGNING)),
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract", "Send for agreement", "sent for agreement"),
        conditions=(
            has_parties,
            Condition(
                has_text,
                gettext_lazy("There is nothing to agree to yet: write the text, or say what changes."),
            ),
            Condition(
                has_no_open_proposal,
                gettext_lazy("Answer each proposed wording first: theirs, ours, or another one."),
            ),
        ),
        several=True,
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """Freeze the version and put it up to those who have not agreed yet."""
        self.check_terms()
        self._name_present_representatives()
        self.freeze(act)
        for party in self.sides[1:]:
            self.plan_opinion(party.unit)
        self.ask_opinions(act)

    def _name_present_representatives(self) -> None:
        """A school whose head is away, or another one since, acts through whoever represents it today."""
        present = representatives(party.unit for party in self.sides)
        for party in self.sides:
            appointment = present.get(party.unit_id)
            if appointment is not None and appointment.person_id != party.appointment.person_id:
                party.act_through(appointment)
        self._unread()

    @move(
        source=(REVIEW, SIGNING, PARTLY_SIGNED),
        target=REWORK,
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract", "Take back for rework", "taken back for rework"),
        needs_reason=True,
        grave=True,
    )
    def withdraw(self, act: Act) -> None:
        """Take it back to change the text. Signatures bind nobody any more; all are asked about a new text."""
        void_signatures(self, act.at)
        self.call_off_opinions()

    @move(
        source=(REVIEW, SIGNING, PARTLY_SIGNED),
        target=NOT_CONCLUDED,
        rule=May(Right.SIGN_CONTRACT, on=other_parties),
        words=verb("contract", "Refuse to conclude", "refused to conclude it"),
        needs_reason=True,
        grave=True,
    )
    def refuse(self, act: Act) -> None:
        """A school does not want it at all; the base school may take it up again."""
        void_signatures(self, act.at)
        self.call_off_opinions()
        act.facts["unit"] = act.ground.unit_id if act.ground else None

    @move(
        source=(DRAFT, REVIEW, REWORK, SIGNING, PARTLY_SIGNED),
        target=NOT_CONCLUDED,
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract", "Give up", "gave it up"),
        needs_reason=True,
        grave=True,
    )
    def give_up(self, act: Act) -> None:
        """The base school concludes nothing here after all, e.g. because it was made by mistake."""
        void_signatures(self, act.at)
        self.call_off_opinions()

    @move(
        source=NOT_CONCLUDED,
        target=REWORK,
        rule=May(Right.DRAFT_CONTRACT),
        words=verb("contract", "Take up again", "taken up again"),
        needs_reason=True,
    )
    def resume(self, act: Act) -> None:
        """The school has changed its mind: the text is worked on and put up anew."""
        self.check_free()
        self.renew_opinions(act)


def begin_parties(
    paper: Negotiation, units: Sequence[Unit], words: dict[int, dict[str, str]] | None = None
) -> None:
    """Put the parties on a fresh paper, the base school first. Raises NotLegal when somebody cannot be represented."""
    for position, unit in enumerate([paper.unit, *units]):
        new_party(paper, unit, position, **(words or {}).get(unit.pk, {}))
