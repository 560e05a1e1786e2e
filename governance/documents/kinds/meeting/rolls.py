"""The roll of a round: the roster is frozen when the round opens; presence follows who comes and leaves."""

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.documents.approval.regulation import Regulation
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.rounds import Roll, Round
from governance.documents.kinds.meeting.table import Attendance, Participants
from governance.roles.body import Proxy


def call_roll(voting: Round, table: Participants, regulation: Regulation, recused: frozenset[int]) -> None:
    """Freeze the roster: every filled seat, who sits there or should, who is recused, who is represented."""
    represented = table.represented if regulation.allows_proxy else {}
    rolls = []
    for key, place in table.places.items():
        mark = table.marks.get(key)
        appointment = mark.appointment if mark else place.expected
        rolls.append(
            Roll(
                round=voting,
                seat=place.seat,
                person_id=appointment.person_id,
                appointment=appointment,
                present=table.is_here(key),
                recused=key in recused,
                group=place.seat.group,
                proxy=_usable(represented.get(key), recused),
            )
        )
    Roll.objects.bulk_create(rolls)


def follow_door(voting: Round, table: Participants, mark: Attendance) -> None:
    """Let an open round know that somebody came or left.

    Whoever came may vote; a proxy can be used only while its holder is present; a vote once given remains. Raises
    NotLegal when another person sits down on a seat that has voted in person.
    """
    voted = set(voting.ballots.values_list("seat_id", flat=True))
    rolls = {roll.seat_id: roll for roll in voting.rolls.all()}
    recused = frozenset(key for key, roll in rolls.items() if roll.recused)
    own = rolls.get(mark.seat_id)
    if own is None:
        return  # the seat was vacant when the round opened
    if mark.here and mark.person_id != own.person_id:
        if own.seat_id in voted and own.proxy_id is None:
            raise NotLegal(
                _("This seat has voted in the open round: close it before another person sits down here.")
            )
        own.person_id, own.appointment_id = mark.person_id, mark.appointment_id
    for roll in _concerned(rolls, mark, table):
        roll.present = table.is_here(roll.seat_id)
        if roll.present:
            roll.proxy = None
        elif roll.seat_id not in voted:
            roll.proxy = _usable(table.represented.get(roll.seat_id), recused)
        roll.save()


def _concerned(rolls: dict[int, Roll], mark: Attendance, table: Participants) -> "Iterable[Roll]":
    """The seat itself, and the seat for which it holds a proxy."""
    yield rolls[mark.seat_id]
    for proxy in table.proxies:
        if proxy.holder_id == mark.seat_id and proxy.principal_id in rolls:
            yield rolls[proxy.principal_id]


def _usable(proxy: Proxy | None, recused: frozenset[int]) -> Proxy | None:
    """Whoever is recused votes for nobody."""
    return None if proxy is None or proxy.holder_id in recused else proxy


def check_groups(table: Participants) -> None:
    """Raises NotLegal where a filled seat belongs to no group, and the rule counts by groups."""
    without = [place.seat.name for place in table.places.values() if not place.seat.group]
    if without:
        raise NotLegal(
            _("The rule counts by groups of members, and these seats belong to none: %(names)s.")
            % {"names": ", ".join(without)}
        )


def check_silent(voting: Round, silent: Collection[int]) -> None:
    """Raises NotLegal when somebody else may still vote than those whom the presiding person has seen."""
    voted = voting.ballots.values_list("seat_id", flat=True)
    awaited = voting.rolls.filter(Q(present=True) | Q(proxy__isnull=False), recused=False)
    others = awaited.exclude(seat_id__in=voted).exclude(seat_id__in=silent).select_related("person")
    if names := ", ".join(roll.person.name for roll in others):
        raise NotLegal(
            _(
                "Not everybody has voted. Awaited: %(names)s. Close the vote again if it is to end without them."
            )
            % {"names": names}
        )
