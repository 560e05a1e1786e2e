"""The verification of a nominated sheet, line by line, and the teacher's objection to what was found."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.approval.claimed_value import reason_for, typed_value
from governance.documents.errors import NotLegal
from governance.documents.kinds.rewards.card import FILLS, LONGEST_TEXT, VERIFIES, NominationCard, State
from governance.documents.kinds.rewards.filling import Filling
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import condition, move


@condition(gettext_lazy("The term to object is over."))
def objection_is_open(nomination: NominationCard) -> bool:
    return nomination.objection_until is not None and clock.today() <= nomination.objection_until


class Verifying(Filling):
    """The moves between the nomination and the council."""

    class Meta(Filling.Meta):
        abstract = True

    @move(
        source=State.NOMINATED,
        target=State.VERIFIED,
        rule=VERIFIES,
        words=verb("nomination", "Verify", "verified"),
        inner=True,
    )
    def verify(self, act: Act, *, verdicts: Iterable[Mapping[str, Any]]) -> None:
        """Say of each line: accept, correct or reject with a reason; the teacher may object within a term."""
        self._settle(act, verdicts)
        self.objection_until = clock.today() + timedelta(days=self.reward_period.system.objection_days)

    @move(
        source=(State.FILLED, State.NOMINATED),
        target=State.DRAFT,
        rule=VERIFIES,
        words=verb("nomination", "Return for completion", "returned for completion"),
        needs_reason=True,
    )
    def send_back(self, act: Act) -> None:
        """Something is missing that cannot be verified without it."""

    @move(
        source=State.VERIFIED,
        target=State.OBJECTED,
        rule=FILLS,
        words=verb("nomination", "Object", "objected"),
        conditions=(objection_is_open,),
        inner=True,
    )
    def object_to(self, act: Act, *, objection: str) -> None:
        """The teacher does not agree with what was found."""
        objection = objection.strip()
        if not objection or len(objection) > LONGEST_TEXT:
            raise NotLegal(
                _("Write what you object to and why, at most %(longest)d signs.") % {"longest": LONGEST_TEXT}
            )
        self.objection = objection

    @move(
        source=State.OBJECTED,
        target=State.VERIFIED,
        rule=VERIFIES,
        words=verb("nomination", "Answer the objection", "answered the objection"),
        needs_reason=True,
        inner=True,
    )
    def answer_objection(self, act: Act, *, verdicts: Iterable[Mapping[str, Any]]) -> None:
        """Say of each line once more; this is the last word before the council."""
        self._settle(act, verdicts)
        self.objection_until = clock.today() - timedelta(days=1)

    def _settle(self, act: Act, verdicts: Iterable[Mapping[str, Any]]) -> None:
        lines = {line.pk: line for line in self.lines}
        given = {int(entry.get("merit", 0)): entry for entry in verdicts}
        if given.keys() != lines.keys():
            raise NotLegal(_("Say something of each point: accept, correct or reject it."))
        sheet = self.reward_period.system.sheet
        for key, line in lines.items():
            entry, name = given[key], sheet.by_code[line.code].name
            outcome = entry.get("outcome")
            if outcome == "accept":
                line.settle(line.value, act.by, act.at)
            elif outcome == "reject":
                line.settle(None, act.by, act.at, reason_for(name, entry.get("reason")))
            elif outcome == "correct":
                value = typed_value(sheet, line.code, entry.get("value", ""))
                line.settle(value, act.by, act.at, reason_for(name, entry.get("reason")))
            else:
                raise NotLegal(_("Say something of each point: accept, correct or reject it."))
        self.reread_lines()
