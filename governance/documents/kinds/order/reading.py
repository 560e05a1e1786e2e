"""The readers of an order: who is named, who has confirmed it, who has not read it and why."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.order.amending import IN_FORCE, Amending
from governance.documents.kinds.order.card import OrderCard
from governance.documents.kinds.order.parts import Acquaintance, row_of
from governance.documents.kinds.order.preparation import district_of
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import May, move
from governance.roles.may import ground_for
from governance.roles.person import Person
from governance.roles.rights import Right

State = OrderCard.State
LONGEST_EXCUSE = 300


def not_asked_to_read(order: OrderCard, person: Person) -> Promise | None:
    order.read_lists("acquaintances")
    if any(reader.person_id == person.pk and reader.is_unread for reader in order.acquaintances.all()):
        return None
    return _("You are not asked to confirm that you have read this order, or have confirmed it already.")


class OrderReading(Amending):
    """The moves around the roll of readers."""

    class Meta:
        abstract = True

    @move(
        source=[State.DRAFT, State.AGREEING, State.SIGNING, *IN_FORCE],
        rule=May(Right.DRAFT_ORDER),
        words=verb("order", "Name those who have to read it", "named those who have to read it"),
    )
    def acquaint(self, act: Act, *, people: Iterable[Person]) -> None:
        """Put people on the list of readers; they are asked at the signature, or at once when it stands."""
        named = []
        for person in people:
            held = ground_for(person, Right.READ, self.district_id)
            if held is None:
                raise NotLegal(
                    _("%(person)s has no role in the district today: they confirm reading on paper.")
                    % {"person": person}
                )
            _reader, new = Acquaintance.objects.get_or_create(
                order_id=self.pk,
                person=person,
                defaults={
                    "asked_at": act.at if self.in_force else None,
                    "name": person.name,
                    "capacity": held.capacity,
                },
            )
            if new:
                named.append(person.pk)
                self.involve(([person], "reading"))
        if not named:
            raise NotLegal(_("Choose people who are not on the list yet."))
        self.forget_list("acquaintances")
        act.facts["people"] = named

    @move(
        source=[State.DRAFT, State.AGREEING, State.SIGNING, *IN_FORCE],
        rule=May(Right.DRAFT_ORDER),
        words=verb("order", "Take off the list of readers", "took a person off the list of readers"),
        inner=True,
    )
    def drop_reader(self, act: Act, *, part: str) -> None:
        """Somebody named by mistake; a confirmation once given stays."""
        reader = row_of(self.acquaintances.filter(confirmed_at=None), part)
        if reader is None:
            raise NotLegal(_("This person is not awaited any more: open the page again."))
        act.facts.update(part=part, person=reader.person_id)
        reader.delete()
        self.forget_list("acquaintances")

    @move(
        source=IN_FORCE,
        rule=May(Right.READ, on=district_of, unless=not_asked_to_read),
        words=verb("order", "Confirm that I have read it", "has read the order"),
        personal=True,
        several=True,
    )
    def confirm_read(self, act: Act, *, part: str = "") -> None:
        """«С приказом ознакомлен(а)»: by the named person alone, once. `part`, if given, has to be their own."""
        reader = next(
            row for row in self.acquaintances.all() if row.person_id == act.person.pk and row.is_unread
        )
        if part and part != reader.part:
            raise NotAllowed(_("Each confirms their own reading."))
        reader.confirmed_at, reader.name = act.at, act.person.name
        if act.ground is not None:
            reader.capacity = act.ground.capacity
        reader.save(update_fields=["confirmed_at", "name", "capacity"])
        act.facts["part"] = reader.part

    @move(
        source=IN_FORCE,
        rule=May(Right.CONTROL_ORDER),
        words=verb("order", "Name as not having read it", "named a person as not having read the order"),
        needs_reason=True,
        inner=True,
    )
    def excuse_reader(self, act: Act, *, part: str) -> None:
        """Somebody who cannot or will not confirm reading: the reason stands on the roll, and may be read later."""
        reader = next((row for row in self.acquaintances.all() if row.part == part and row.is_open), None)
        if reader is None:
            raise NotLegal(_("This person is not awaited any more: open the page again."))
        if len(act.reason) > LONGEST_EXCUSE:
            raise NotLegal(_("The reason is longer than 300 characters: shorten it."))
        reader.excused_at, reader.excuse = act.at, " ".join(act.reason.split())
        reader.save(update_fields=["excused_at", "excuse"])
        act.facts.update(part=part, person=reader.person_id)
