"""The context of every page: the district, the person, the number of their tasks."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from governance import clock
from governance.flows.engine.models import Task
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.may import appointments_and_rights
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

ADMITS = (Right.RUN_CAMPAIGN.value, Right.READ_APPLICATIONS.value)
REWARDS = (
    Right.FILL_SHEET.value,
    Right.NOMINATE.value,
    Right.VERIFY_NOMINATION.value,
    Right.READ_NOMINATIONS.value,
)


@dataclass(frozen=True)
class Desk:
    """The data of the frame of a page; templates/governance/base.html says what each field is for."""

    district: str
    person: Person | None = None
    role: str = ""
    task_count: int = 0
    overdue: bool = False
    # Acts only for outside bodies: sees the papers that these are asked about, and nothing else.
    guest: bool = False
    # Runs an admission, reads its applications, or sits in the council.
    admits: bool = False
    # Has a sheet of their own for rewards, nominates, verifies or decides.
    rewards: bool = False
    # Is a teacher and nothing else: sees only their tasks and their own sheets.
    sheet_alone: bool = False
    demo: bool = settings.DEMO
    source_code: str = settings.SOURCE_CODE


def desk(request: HttpRequest) -> dict[str, object]:
    return {"desk": SimpleLazyObject(lambda: _desk(request))}


def _desk(request: HttpRequest) -> Desk:
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not person.is_authenticated:
        district = Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk").first()
        return Desk(district=district.name if district else "")
    appointments: list[Appointment] | None = getattr(request, "appointments", None)
    pairs: set[tuple[str, int]] = getattr(request, "pairs", set())
    if appointments is None:
        appointments, pairs = appointments_and_rights(person)
    appointment = appointments[0] if appointments else None
    waiting = list(Task.objects.waiting_for(person, pairs).values_list("due", flat=True))
    today = clock.today()
    return Desk(
        district=appointment.unit.root.name if appointment else "",
        person=person,
        role=appointment.capacity if appointment else "",
        task_count=len(waiting),
        overdue=any(due is not None and due < today for due in waiting),
        admits=any(right in ADMITS for right, _unit in pairs)
        or any(one.unit.kind == UnitKind.COUNCIL for one in appointments),
        rewards=any(right in REWARDS for right, _unit in pairs),
        sheet_alone=bool(appointments) and all(one.role == Role.TEACHER for one in appointments),
        guest=bool(appointments) and all(one.unit.kind == UnitKind.OUTSIDE for one in appointments),
    )
