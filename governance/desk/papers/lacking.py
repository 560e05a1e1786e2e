"""What is missing before a paper can be finished, with the way to mend it, for whoever begins or prepares one."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import SignedInRequest
from governance.desk.base.rights import may
from governance.documents.record.document import Document
from governance.flows.readiness.lacks import Lack, Readiness, What
from governance.roles.may import holders
from governance.roles.rights import Right
from governance.roles.unit import Unit

# The page on which it is entered, and the name under which the detail goes there.
MENDED_AT: dict[What, tuple[str, str]] = {
    What.HOLDER: ("unit_appoint", "right"),
    What.MEMBERS: ("unit_appoint", ""),
    What.REGISTER: ("register_new", "code"),
    What.SEATS: ("seat_new", ""),
    What.RULES: ("regulation_new", ""),
    What.DATA: ("unit_edit", ""),
}


@dataclass(frozen=True)
class LackLine:
    """One thing that is missing (components/lacks.html); `href`: where this reader mends it, empty if they may not."""

    lack: Lack
    href: str


@dataclass(frozen=True)
class Lacking:
    """All that is missing; `ask`: who can mend it, where the reader cannot."""

    lines: list[LackLine]
    ask: str = ""

    def __bool__(self) -> bool:
        return bool(self.lines)


def mended_at(lack: Lack) -> str:
    """The address of the page on which an administrator enters what is missing; empty where a paper is."""
    match lack.what:
        case What.UNIT:
            return reverse("unit_new") + "?" + urlencode({"kind": lack.detail})
        case What.BASE_SCHOOL:
            return reverse("setup")
        case What.PAPER:
            return ""
    name, detail = MENDED_AT[lack.what]
    query = "?" + urlencode({detail: lack.detail}) if detail else ""
    return reverse(name, args=[lack.unit.pk]) + query


def lacking(request: SignedInRequest, model: type[Document], units: Iterable[Unit]) -> Lacking:
    """What is missing for papers of this kind at these units, which are of one district."""
    wanted = list(units)
    if not wanted:
        return Lacking([])
    district = wanted[0].root
    readiness = Readiness(district)
    found: dict[object, Lack] = {}
    for unit in wanted:
        for lack in readiness.lacks(model, unit):
            found.setdefault(lack.key, lack)
    sets_up = may(request, Right.SET_UP, district.pk)
    lines = [LackLine(lack, mended_at(lack) if sets_up else "") for lack in found.values()]
    return Lacking(lines, "" if sets_up or not lines else _who_sets_up(district))


def _who_sets_up(district: Unit) -> str:
    names = ", ".join(one.person.name for one in holders(Right.SET_UP, district.pk))
    return _("The administrator of the district mends this: %(names)s.") % {"names": names} if names else ""
