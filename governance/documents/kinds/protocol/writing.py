"""Drafting the protocol automatically when its meeting is over, under the number of the sitting."""

from governance.documents.approval.effects import PROTOCOL_OF
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.minutes import Part, forget_minutes, present_texts, proposed
from governance.documents.kinds.meeting.named import named_on
from governance.documents.kinds.meeting.speeches import speakers_of
from governance.documents.kinds.protocol.entry import ProtocolEntry
from governance.documents.kinds.protocol.proposals import proposed_decision, proposed_motion
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.language.phrases import list_date
from governance.documents.record.act import Act
from governance.documents.record.attached import Link
from governance.documents.record.numbering import take_number
from governance.documents.record.perform import draft
from governance.documents.record.under_way import undivided
from governance.roles.unit import Unit, UnitKind


@undivided
def write_protocol(meeting: Meeting) -> Protocol:
    """Draft the protocol of a held meeting from its minutes; the secretary completes it.

    What was decided follows from the votes, over the wording that was put to them.
    """
    minutes = {} if meeting.is_absentee else present_texts(meeting)
    spoke = {} if meeting.is_absentee else speakers_of(meeting)
    named = named_on(meeting)

    def write(protocol: Protocol, act: Act) -> None:
        Link.objects.create(source_id=protocol.pk, target_id=meeting.pk, effect=PROTOCOL_OF)
        if meeting.number:
            take_number(protocol, of=meeting, on=meeting.day)
        ProtocolEntry.objects.bulk_create(
            ProtocolEntry(
                protocol=protocol,
                item=item,
                heard=""
                if meeting.is_absentee
                else minutes.get(
                    (item.pk, Part.HEARD), proposed(item, Part.HEARD, named[item.pk], meeting.district_id)
                ),
                spoke=minutes.get((item.pk, Part.SPOKE)) or "\n".join(spoke.get(item.pk, ())),
                motion=proposed_motion(item),
                decided=proposed_decision(item),
            )
            for item in meeting.questions
        )
        if minutes:
            forget_minutes(meeting)

    return draft(
        Protocol,
        unit=meeting.unit,
        readers=readers_of(meeting.unit),
        title=f"Протокол {_of_what(meeting)} {meeting.unit.form('genitive')} от {list_date(meeting.day)}",
        basis=meeting,
        fill=write,
        meeting=meeting,
    )


def _of_what(meeting: Meeting) -> str:
    return "заочного голосования" if meeting.is_absentee else "заседания"


def readers_of(body: Unit) -> list[Unit]:
    """The councils answer to their whole district, the bodies of a school to it; a commission's papers name minors and
    stay with the commission."""
    if body.kind == UnitKind.BODY and body.parent is not None:
        return [body.parent]
    return [body.root] if body.kind in (UnitKind.COUNCIL, UnitKind.METHODICAL_COUNCIL) else []
