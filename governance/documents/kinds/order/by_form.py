"""An order that was begun by a form of the library is filled anew while it is a draft."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.kinds.order.card import OrderCard
from governance.documents.kinds.order.composition import check_body
from governance.documents.kinds.order.establishing import (
    appoint_again,
    end_what_it_appointed,
    establish,
)
from governance.documents.kinds.order.fields import read_field
from governance.documents.kinds.order.filling import Once, Rows, write_by_form
from governance.documents.kinds.order.parts import Acquaintance
from governance.documents.kinds.order.reading import OrderReading
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.transitions import May, condition, move
from governance.roles.may import holders_among
from governance.roles.person import Person
from governance.roles.rights import Right

State = OrderCard.State


@condition(_("This order was not begun by a form: edit its words."))
def has_filling(order: OrderCard) -> bool:
    return order.filled is not None


class FilledByForm(OrderReading):
    """An order whose words follow from a form until somebody edits them."""

    class Meta:
        abstract = True

    @move(
        source=State.DRAFT,
        rule=May(Right.DRAFT_ORDER),
        words=verb("order", "Fill the form anew", "filled the form anew"),
        conditions=(has_filling,),
        inner=True,
    )
    def fill_anew(self, act: Act, *, once: Once, rows: Rows) -> None:
        """Title, grounds, points, control and annexes as the form gives them; what was edited by hand is gone."""
        filling = self.filled
        assert filling is not None
        written = write_by_form(filling.code, self.unit, once, rows)
        points = written.points(self.unit)
        composed = written.composed
        self.title, self.preamble = composed.title, composed.grounds
        self.control_by = read_field(self, "control_by", composed.control_by)
        self.control_text = composed.control_text
        self.points.all().delete()
        for point in points:
            point.order_id = self.pk
            point.save()
        self.forget_list("points")
        for name, value in written.filling().items():
            setattr(filling, name, value)
        filling.save()
        self.name_readers(composed.readers)
        act.facts["form"] = filling.code

    def check_consequences(self) -> None:
        """Whom the order appoints stands in its text as it was filled in: the points may be edited by hand."""
        super().check_consequences()
        filling = self.filled
        if filling is None or not filling.seats:
            return
        self.read_lists("points")
        texts = {point.text for point in self.points.all()}
        if any(words not in texts for seat in filling.seats for words in seat["said"]):
            raise NotLegal(
                _("The points no longer name the members as they were filled in: fill the form anew.")
            )
        if self.state in (State.DRAFT, State.AGREEING, State.SIGNING):
            check_body(self.unit, filling.body_name, filling.body, filling.pattern)

    def after_signing(self, act: Act) -> None:
        """Those whom it names are appointed, on the ground of the order that has its number now."""
        filling = self.filled
        if filling is not None and filling.seats:
            establish(self, filling)

    def after_its_end(self, act: Act) -> None:
        filling = self.filled
        if filling is not None and filling.seats:
            end_what_it_appointed(self, act.basis)

    def after_its_return(self, act: Act) -> None:
        filling = self.filled
        if filling is not None and filling.seats:
            appoint_again(self, filling, act.basis)

    def name_readers(self, people: Sequence[Person]) -> None:
        """Put those on the list of readers who can confirm in the system; the others sign on paper."""
        able = holders_among(people, Right.READ, self.district_id)
        known = set(self.acquaintances.values_list("person_id", flat=True))
        new = [person for person in people if person.pk in able and person.pk not in known]
        Acquaintance.objects.bulk_create(
            Acquaintance(order_id=self.pk, person=person, name=person.name, capacity=able[person.pk].capacity)
            for person in new
        )
        self.forget_list("acquaintances")
        self.involve((new, "reading"))
