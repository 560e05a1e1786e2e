"""Texts of the page of a meeting: people and seats, times, the result of a question."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, pgettext

from governance.desk.base.components import Badge
from governance.desk.base.format import MEANINGS
from governance.documents.kinds.meeting.board import Board, ItemRow, RoundRow, SeatRow
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.rounds import Choice, Round

State = Meeting.State


def clock_time(moment: datetime | None) -> str:
    """«10:05», where the district is."""
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""


def when(moment: datetime) -> str:
    """«12 сентября 2011 г., 10:00»."""
    local = timezone.localtime(moment)
    return _("%(day)s, %(time)s") % {"day": date_format(local, "DATE_FORMAT"), "time": f"{local:%H:%M}"}


def state_of(meeting: Meeting) -> Badge:
    """The badge; a meeting in session says since when."""
    word = meeting.state_label
    if meeting.state == State.RUNNING:
        word = _("In session since %(time)s") % {"time": clock_time(meeting.opened_at)}
    return Badge(MEANINGS[meeting.phase], word)


def about(board: Board) -> str:
    """When, where, who leads and who keeps the minutes."""
    meeting = board.meeting
    said = [when(meeting.held_at), meeting.place]
    if board.presiding is not None:
        said.append(_("presiding member: %(name)s") % {"name": board.presiding.person.name})
    if meeting.secretary is not None:
        said.append(_("secretary: %(name)s") % {"name": meeting.secretary.name})
    return " · ".join(filter(None, said))


def who_sits(row: SeatRow) -> str:
    """«Жданов Н.С.», or «и. о.: Бушманова Е.В.»."""
    if row.acting:
        return _("acting: %(name)s") % {"name": row.person.name}
    return row.person.name


def names(board: Board) -> dict[int, str]:
    """Names of all whom the board mentions, by the id of the person."""
    found = {row.person.pk: row.person.name for row in board.seats}
    for item in board.items:
        for round in item.rounds:
            found.update({vote.person.pk: vote.person.name for vote in round.votes})
    return found


def item_state(item: ItemRow, *, over: bool = False) -> tuple[str, str]:
    """Meaning and word of a question on the agenda; `over`: the meeting has ended."""
    standing = item.standing
    if standing is not None and standing.round.is_open:
        return "due", pgettext("question", "being voted on")
    if item.decision is not None:
        return outcome_word(item.decision)
    if item.left:
        return "quiet", pgettext("question", "left undecided")
    if standing is not None:
        return outcome_word(standing.round)
    return "quiet", pgettext("question", "not considered") if over else pgettext("question", "ahead")


def outcome_word(round: Round) -> tuple[str, str]:
    """Meaning and word of one vote."""
    if round.state == Round.State.ANNULLED:
        return "quiet", pgettext("vote", "annulled")
    if not round.decides:
        return "due", pgettext("vote", "no quorum")
    if round.adopted:
        return "force", pgettext("vote", "adopted")
    return "alarm", pgettext("vote", "not adopted")


def progress(round: RoundRow, seats: dict[int, str]) -> str:
    """«Проголосовали 4 из 5. Ждём: Фабричная ООШ.»"""
    awaited = round.awaited
    said = [_("Voted: %(n)d of %(total)d.") % {"n": round.cast, "total": round.cast + len(awaited)}]
    if awaited:
        said.append(_("Awaited: %(seats)s.") % {"seats": ", ".join(seats[vote.seat_id] for vote in awaited)})
    else:
        said.append(_("Everybody has voted."))
    return " ".join(said)


def voters(round: RoundRow, seats: dict[int, str]) -> list[dict[str, str]]:
    """Who voted how in a closed open vote: [{choice, who}]; nothing for a secret one."""
    if round.round.secret:
        return []
    found = []
    for choice in Choice:
        who = [
            f"{vote.person.name} ({', '.join(filter(None, [seats.get(vote.seat_id, ''), way_note(vote.way)]))})"
            for vote in round.votes
            if vote.choice == choice
        ]
        if who:
            found.append({"choice": str(choice.label), "who": "; ".join(who)})
    return found


def way_note(way: str) -> str:
    """How a vote came in, unless from the member's own account."""
    return {
        "aloud": pgettext("ballot", "aloud"),
        "paper": pgettext("ballot", "on paper"),
        "proxy": pgettext("ballot", "by proxy"),
    }.get(way, "")


def listed(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
