"""What the protocol proposes for a question: what was put to the vote, and the decision that follows from the vote.

A vote is on a motion, and the decision follows from it: an appeal whose motion finds no majority is refused by
decision, and a plan goes back. Only where nothing follows, there is no decision (docs/domain.md, "Meeting and
protocol").
"""

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import AgendaItem, Office
from governance.documents.kinds.meeting.elected_officers import words_of
from governance.documents.kinds.meeting.election.minutes import decided_by_election, elects
from governance.documents.printing.citation import capitalized, decapitalized
from governance.documents.record.effects import EFFECTS
from governance.documents.settings.forms.decisions import (
    DECISION_ADOPTED,
    DECISION_ADVISORY,
    DECISION_DECLINED,
    LEFT_UNDECIDED,
    MOTION_DRAFT,
    NOTHING_FOLLOWS,
)


def proposed_motion(item: AgendaItem) -> str:
    """«за удовлетворение апелляции № 2-А»; empty where nothing was voted on."""
    if not item.rounds.all() or elects(item):
        return ""
    if item.office:
        return words_of(Office(item.office), item.meeting.district_id).motion
    motion = EFFECTS[item.effect_adopted].motion if item.subject is not None else ""
    if item.subject is None or not motion:
        return MOTION_DRAFT.on(item.meeting.district_id)
    return f"{motion} {item.subject.whole.title_in('genitive')}"


def proposed_decision(item: AgendaItem) -> str:
    """The decision as the vote says it; empty where only the secretary knows the words."""
    if elects(item):
        return decided_by_election(item)
    decision = item.decision()
    district = item.meeting.district_id
    if decision is None:
        return LEFT_UNDECIDED.filled(district, причина=item.left_reason) if item.left_reason else ""
    if decision.adopted:
        adopted = item.decision_draft or _adopted(item)
        if decision.advisory and adopted:
            return DECISION_ADVISORY.filled(district, решение=decapitalized(adopted))
        return adopted
    return _declined(item) or NOTHING_FOLLOWS.on(district)


def fixed_decision(item: AgendaItem) -> str:
    """The decision in the very words that were put to the vote, which nobody rewords; empty where it is worded here.

    Without a majority it says that nothing was adopted. Of a paper the vote says what becomes of it, and the protocol
    may word that.
    """
    decision = item.decision()
    if decision is None or not (item.decision_draft or elects(item)):
        return ""
    if not decision.adopted and item.subject is not None:
        return ""
    return proposed_decision(item)


def check_wording(item: AgendaItem, stands: str, typed: str) -> None:
    """Raises NotLegal where a decision that was voted on in these words would be typed over."""
    if typed != stands and fixed_decision(item):
        raise NotLegal(
            _("Question %(number)s was put to the vote in these words: its decision is not reworded.")
            % {"number": item.position}
        )


def _adopted(item: AgendaItem) -> str:
    """«Согласовать план работы … (версия 2).»"""
    if item.subject is None or not EFFECTS[item.effect_adopted].verb:
        return ""
    verb = capitalized(EFFECTS[item.effect_adopted].verb)
    return DECISION_ADOPTED.filled(item.meeting.district_id, согласовать=verb, **_paper(item))


def _declined(item: AgendaItem) -> str:
    """«Апелляцию № 2-А … отклонить.», «План работы … не согласовывать, вернуть на доработку.»"""
    if item.subject is None or not EFFECTS[item.effect_declined].verb:
        return ""
    refusal, verb = EFFECTS[item.effect_adopted].refusal, EFFECTS[item.effect_declined].verb
    refused = ", ".join(filter(None, [refusal, verb]))
    return capitalized(DECISION_DECLINED.filled(item.meeting.district_id, вернуть=refused, **_paper(item)))


def _paper(item: AgendaItem) -> dict[str, str]:
    assert item.subject is not None
    version = item.subject_version.number if item.subject_version else 0
    title = item.subject.whole.title_in("accusative")
    # Only a paper that has changed since it was first put up has versions that could be taken for each other.
    return {"документ": title, "версия": str(version) if version > 1 else ""}
