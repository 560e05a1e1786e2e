"""Which prints of a meeting somebody may hold: notice, agenda, registration sheet, ballots, their issue sheet."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.documents.kinds.meeting.agenda import AgendaItem
from governance.documents.kinds.meeting.election.election import Election
from governance.documents.kinds.meeting.election.print.ballots import (
    ballot_mark,
    choices_of_election,
    choices_on,
    issue_sheet_data,
    last_round,
)
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.papers import registration_data, told_mark
from governance.documents.kinds.meeting.rounds import Round
from governance.documents.language.phrases import list_moment
from governance.documents.printing.copies import MARK_LENGTH, Copy, copies
from governance.documents.printing.data import PaperData
from governance.documents.record.attached import Version


@copies("meeting")
def copies_of(meeting: Meeting) -> Iterator[Copy]:
    """All that may have been printed of a convened meeting, the present words before earlier ones."""
    versions = Version.objects.filter(document_id=meeting.pk).order_by("-number")
    for version in versions if meeting.number else ():
        told = (
            _("Told to the members"),
            list_moment(timezone.localtime(version.created_at)),
        )
        for form, name in (("notice", _("Notice of a meeting")), ("agenda", _("Agenda of a meeting"))):
            mark = told_mark(form, meeting, version)
            yield Copy(name, mark, present=version.number == meeting.version, facts=(told,))
    if not meeting.is_absentee:
        yield from _registration_sheets(meeting)
    for item in meeting.agenda().prefetch_related("rounds"):
        yield from _of_question(meeting, item)


def _registration_sheets(meeting: Meeting) -> Iterator[Copy]:
    name = _("Registration sheet of a meeting")
    yield Copy(name, _mark(registration_data(meeting)), present=True)
    if meeting.opened_at is not None:
        blank = (_("Filled in"), _("by hand: printed before the meeting"))
        yield Copy(name, _mark(registration_data(meeting, blank=True)), present=True, facts=(blank,))


def _of_question(meeting: Meeting, item: AgendaItem) -> Iterator[Copy]:
    """The ballots of each vote on a question, and the sheets on which they are issued."""
    question = (_("Question of the agenda"), str(item.position))
    voting = last_round(item)
    proves = _(
        "This form of ballot belongs to this vote. The code is the same on all its ballots: it tells neither to whom a "
        "ballot was given nor what stands on it, and a ballot is valid only if the commission has issued it."
    )
    forms = [(choices_on(item, voting)[0], True)]
    forms += [(choices, False) for choices in _earlier_choices(item)]
    for choices, present in forms:
        mark = ballot_mark(meeting, item, choices)
        yield Copy(_("Ballot of a secret vote"), mark, present, (question,), proves)
    name = _("Sheet on which ballots are issued")
    for blank in (False, True):
        yield Copy(name, _mark(issue_sheet_data(meeting, item, blank=blank)), present=True, facts=(question,))


def _earlier_choices(item: AgendaItem) -> Iterator[list[str]]:
    election = Election.objects.select_related("unit").filter(item=item).first()
    if election is None:
        return
    for voting in Round.objects.filter(item=item, poll__isnull=False).order_by("-number"):
        yield choices_of_election(election, voting.poll)[0]


def _mark(data: PaperData) -> str:
    """The last signs of the code of a print."""
    return data["check"]["code"].replace("-", "")[-MARK_LENGTH:]
