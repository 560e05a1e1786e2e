"""What the protocol proposes for a question: what was put to the vote, and the decision that follows from the vote.

A vote is on a motion, and the decision follows from it: an appeal whose motion finds no majority is refused by
decision, and a plan goes back. Only where nothing follows, there is no decision (docs/domain.md, "Meeting and
protocol").
"""

from governance.documents.kinds.meeting.agenda import AgendaItem, Office
from governance.documents.kinds.meeting.election.minutes import decided_by_election, elects
from governance.documents.language.phrases import sentence
from governance.documents.printing.citation import capitalized, decapitalized
from governance.documents.record.effects import EFFECTS

# What a question without a paper puts to the vote, and what comes of it without a majority.
DRAFT_MOTION = "за предложенное решение"
# Who is put up is said vote by vote.
MOTION_OF_OFFICE = {
    Office.CHAIR: "за избрание председательствующим на заседании",
    Office.SECRETARY: "за избрание секретарём заседания",
}
NOTHING_FOLLOWS = "Предложение не набрало необходимого большинства голосов и не принято."


def proposed_motion(item: AgendaItem) -> str:
    """«за удовлетворение апелляции № 2-А»; empty where nothing was voted on."""
    if not item.rounds.all() or elects(item):
        return ""
    if item.office:
        return MOTION_OF_OFFICE[Office(item.office)]
    motion = EFFECTS[item.effect_adopted].motion if item.subject is not None else ""
    if item.subject is None or not motion:
        return DRAFT_MOTION
    return f"{motion} {item.subject.whole.title_in('genitive')}"


def proposed_decision(item: AgendaItem) -> str:
    """The decision as the vote says it; empty where only the secretary knows the words."""
    if elects(item):
        return decided_by_election(item)
    decision = item.decision()
    if decision is None:
        return f"Вопрос оставлен без решения: {item.left_reason}" if item.left_reason else ""
    if decision.adopted:
        adopted = item.decision_draft or _adopted(item)
        return f"Рекомендовать: {decapitalized(adopted)}" if decision.advisory and adopted else adopted
    return _declined(item) or NOTHING_FOLLOWS


def _adopted(item: AgendaItem) -> str:
    """«Согласовать план работы … (версия 2).»"""
    if item.subject is None or not EFFECTS[item.effect_adopted].verb:
        return ""
    return sentence(f"{capitalized(EFFECTS[item.effect_adopted].verb)} {_paper(item)}")


def _declined(item: AgendaItem) -> str:
    """«Апелляцию № 2-А … отклонить.», «План работы … не согласовывать, вернуть на доработку.»"""
    if item.subject is None or not EFFECTS[item.effect_declined].verb:
        return ""
    refusal, verb = EFFECTS[item.effect_adopted].refusal, EFFECTS[item.effect_declined].verb
    return sentence(f"{capitalized(_paper(item))} {', '.join(filter(None, [refusal, verb]))}")


def _paper(item: AgendaItem) -> str:
    assert item.subject is not None
    version = item.subject_version.number if item.subject_version else 0
    title = item.subject.whole.title_in("accusative")
    # Only a paper that has changed since it was first put up has versions that could be taken for each other.
    return f"{title} (версия {version})" if version > 1 else title
