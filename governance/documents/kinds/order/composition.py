"""Whom an order may appoint to a commission or council, and to which bodies: in a sentence before it is drafted."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.language.search import searchable
from governance.documents.settings.body_patterns import PATTERNS
from governance.documents.settings.order_library.composing import ComposedSeat
from governance.documents.settings.order_library.parts import CHAIR, SECRETARY
from governance.roles.catalogue import Role
from governance.roles.unit import OF_A_SCHOOL, Unit, UnitKind

LEAST = 3
# Chair, secretary, everybody else, by the kind of body whose composition an order may change.
ROLES_IN = {
    UnitKind.COMMISSION: (Role.COMMISSION_CHAIR, Role.COMMISSION_SECRETARY, Role.COMMISSION_MEMBER),
    UnitKind.BODY: (Role.BODY_CHAIR, Role.BODY_SECRETARY, Role.BODY_MEMBER),
    UnitKind.METHODICAL_COUNCIL: (Role.METHODICAL_CHAIR, Role.METHODICAL_SECRETARY, Role.METHODIST),
}


def role_at(body: Unit, place: str) -> Role:
    chair, secretary, member = ROLES_IN[UnitKind(body.kind)]
    return chair if place == CHAIR else secretary if place == SECRETARY else member


def check_body(school: Unit, name: str, body: Unit | None, pattern: str) -> None:
    """Raises NotLegal where an order of this school can neither set up nor change such a body."""
    if body is None:
        if PATTERNS[pattern].of_district and not school.is_base:
            raise NotLegal(_("A body of the district is set up by an order of the base school."))
        # SQLite knows no capital letters of Russian.
        taken = Unit.objects.filter(district_id=school.root_id).values_list("name", flat=True)
        if searchable(name) in map(searchable, taken):
            raise NotLegal(
                _("«%(body)s» exists already: change its composition by the other form.") % {"body": name}
            )
        return
    of_school = body.kind in OF_A_SCHOOL and body.parent_id == school.pk
    of_all = (UnitKind.METHODICAL_COUNCIL, UnitKind.BODY)
    of_district = body.kind in of_all and body.parent_id == school.root_id and school.is_base
    if not (of_school or of_district):
        raise NotLegal(
            _(
                "The composition of «%(body)s» is not changed by an order of «%(school)s»: choose another body."
            )
            % {"body": body, "school": school}
        )


def check_seats(seats: Sequence[ComposedSeat]) -> None:
    """Raises NotLegal unless it is one chair, at most one secretary, nobody twice, and enough who vote."""
    people = [seat.person for seat in seats]
    if twice := next((person for person in people if people.count(person) > 1), None):
        raise NotLegal(
            _("%(person)s stands twice among the members: name each person once.") % {"person": twice}
        )
    places = [seat.place for seat in seats]
    if places.count(CHAIR) != 1:
        raise NotLegal(_("Name one chair among the members."))
    if places.count(SECRETARY) > 1:
        raise NotLegal(_("Name one secretary among the members, or none."))
    if len(seats) - places.count(SECRETARY) < LEAST:
        raise NotLegal(_("A body decides by the votes of at least three: name more members."))
