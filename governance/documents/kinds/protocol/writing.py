"""Drafting the protocol automatically when its meeting is over."""

from governance.documents.approval.effects import PROTOCOL_OF
from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.language.phrases import list_date
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.effects import EFFECTS
from governance.documents.record.perform import draft
from governance.documents.record.under_way import undivided
from governance.roles.unit import Unit, UnitKind


@undivided
def write_protocol(meeting: Meeting) -> Protocol:
    """Draft the protocol of a held meeting, with a proposal for each text; the secretary completes them."""

    def write(protocol: Protocol, act: Act) -> None:
        Link.objects.create(source_id=protocol.pk, target_id=meeting.pk, effect=PROTOCOL_OF)
        ProtocolEntry.objects.bulk_create(
            ProtocolEntry(protocol=protocol, item=item, heard=item.speaker, decided=proposed_decision(item))
            for item in meeting.questions
        )

    return draft(
        Protocol,
        unit=meeting.unit,
        readers=readers_of(meeting.unit),
        title=f"Протокол заседания {meeting.unit.form('genitive')} от {list_date(meeting.day)}",
        basis=meeting,
        fill=write,
        meeting=meeting,
    )


def readers_of(body: Unit) -> list[Unit]:
    """The councils answer to their whole district; a commission's papers name minors and stay with the commission."""
    return [body.root] if body.kind in (UnitKind.COUNCIL, UnitKind.METHODICAL_COUNCIL) else []


def proposed_decision(item: AgendaItem) -> str:
    """The decision as the vote says it; empty where only the secretary knows the words."""
    decision = item.decision()
    if decision is None:
        return f"Вопрос оставлен без решения: {item.left_reason}" if item.left_reason else ""
    if decision.adopted:
        return item.decision_draft or _about_paper(item, item.effect_adopted)
    if item.subject is not None and EFFECTS[item.effect_declined].decided_by_default:
        return _about_paper(item, item.effect_declined)
    return " ".join(
        part for part in ("Решение не принято.", _about_paper(item, item.effect_declined)) if part
    )


def _about_paper(item: AgendaItem, effect: str) -> str:
    if item.subject is None or not EFFECTS[effect].verb:
        return ""
    version = item.subject_version.number if item.subject_version else 0
    return f"{EFFECTS[effect].verb} {item.subject.whole.title_in('accusative')} (версия {version})."
