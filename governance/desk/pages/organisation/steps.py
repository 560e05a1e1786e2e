"""The guided set-up: a list of what is done, what is missing and what that hinders, in any order, taken up again.

Nothing is stored about it: each step is found anew in the district as it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from governance.desk.accounts.letters import letters_leave
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.page import Page
from governance.desk.pages.organisation.processes import counted, processes_of
from governance.desk.pages.organisation.setup import SET_UP, units_to_set_up
from governance.flows.readiness.lacks import Readiness
from governance.flows.readiness.standing import Standing
from governance.letters.models import OutboxLetter, Status
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.setting import entered
from governance.roles.unit import Unit, UnitKind

DONE, MISSING, PARTLY, NOT_YET = "force", "due", "held", "quiet"
NAMED = 5


@dataclass(frozen=True)
class SetupStep:
    """One line of the list. `meaning`: done, missing, partly done, or not begun without anything waiting for it."""

    title: str
    meaning: str
    text: str
    href: str
    label: str

    @property
    def is_done(self) -> bool:
        return self.meaning == DONE

    @property
    def state(self) -> str:
        return {DONE: _("done"), MISSING: _("missing"), PARTLY: _("partly"), NOT_YET: _("not begun")}[
            self.meaning
        ]


@dataclass(kw_only=True)
class SetupPage(Page):
    """The context of templates/governance/organisation/setup.html."""

    lists: list[list[SetupStep]]
    kinds: list[tuple[str, list[Unit]]]


@signed_in
def setup(request: SignedInRequest) -> HttpResponse:
    units = list(units_to_set_up(request))
    kinds = [(str(kind.label), [unit for unit in units if unit.kind == kind]) for kind in UnitKind]
    lists = [list(steps_of(Readiness(unit))) for unit in units if unit.kind == UnitKind.DISTRICT]
    steps = [step for one in lists for step in one]
    page = SetupPage(
        title=SET_UP.label,
        section=SET_UP.name,
        lead=_("Done: %(done)d of %(all)d. Each step can be left and taken up again, in any order.")
        % {"done": sum(step.is_done for step in steps), "all": len(steps)},
        lists=lists,
        kinds=[(kind, of_kind) for kind, of_kind in kinds if of_kind],
    )
    return page.response(request, "governance/organisation/setup.html")


def steps_of(readiness: Readiness) -> Iterator[SetupStep]:
    standing = readiness.standing
    yield _schools(standing)
    yield _people(standing)
    yield from _bodies(standing)
    yield _registers(standing)
    yield _settings(standing.district)
    yield _mail(standing.district)
    yield _invitations(standing.district)
    yield _processes(readiness)


def _schools(standing: Standing) -> SetupStep:
    schools, title = standing.of_kind(UnitKind.SCHOOL), _("Schools")
    if not schools:
        text = _("none yet: nobody can make an order or a contract")
        return SetupStep(title, MISSING, text, reverse("import_schools"), _("Enter schools"))
    said = ngettext("%(n)d school", "%(n)d schools", len(schools)) % {"n": len(schools)}
    if standing.base_school is None:
        text = _("%(schools)s; none is the base school, so no order approves what the district decides")
        address = reverse("unit_edit", args=[schools[0].pk])
        return SetupStep(title, MISSING, text % {"schools": said}, address, _("Mark it"))
    bare = [school for school in schools if not (school.tax_number and school.state_number)]
    if bare:
        text = ngettext(
            "%(n)d without ИНН and ОГРН, which contracts name",
            "%(n)d without ИНН and ОГРН, which contracts name",
            len(bare),
        )
        said = f"{said}; {text % {'n': len(bare)}}"
    return SetupStep(title, DONE, said, reverse("import_schools"), _("From a table"))


def _people(standing: Standing) -> SetupStep:
    number = Person.objects.filter(district=standing.district, is_active=True).count()
    headless = [
        unit.short_name
        for unit in standing.of_kind(UnitKind.SCHOOL)
        if not standing.is_held(Right.SIGN_ORDER, unit)
    ]
    said = ngettext("%(n)d person", "%(n)d people", number) % {"n": number}
    if headless:
        text = _("no director yet: %(schools)s") % {"schools": ", ".join(headless[:NAMED])}
        said = f"{said}; {text}" + (" …" if len(headless) > NAMED else "")
    meaning = DONE if number > 1 and not headless else MISSING
    return SetupStep(_("People and posts"), meaning, said, reverse("import_people"), _("From a table"))


def _bodies(standing: Standing) -> Iterator[SetupStep]:
    if not standing.of_kind(UnitKind.COUNCIL):
        text = _("there is none: nothing can be voted on")
        address = f"{reverse('unit_new')}?kind={UnitKind.COUNCIL.value}"
        yield SetupStep(_("Council of the district"), MISSING, text, address, _("Found it"))
    for body in standing.units:
        if body.is_body:
            yield _body(standing, body)


def _body(standing: Standing, body: Unit) -> SetupStep:
    seats, members = standing.seats(body), standing.members(body)
    if not seats:
        text, name, label = _("no seats yet: nobody can vote"), "seats_new", _("Enter the seats")
    elif not standing.has_rules(body):
        text, name, label = (
            _("no deciding rules: no sitting can be opened"),
            "regulation_new",
            _("Set the rule"),
        )
    elif not members:
        text, name, label = _("nobody sits on its seats yet"), "unit_appoint", _("Appoint members")
    else:
        text = _("%(members)d of %(seats)d seats filled; its rules are in force")
        told = text % {"members": members, "seats": seats}
        return SetupStep(body.name, DONE, told, reverse("unit_setup", args=[body.pk]), _("Open"))
    return SetupStep(body.name, MISSING, text, reverse(name, args=[body.pk]), label)


def _registers(standing: Standing) -> SetupStep:
    number = standing.register_count
    text = ngettext(
        "%(n)d register, each came with its unit", "%(n)d registers, each came with its unit", number
    )
    meaning = DONE if number else MISSING
    return SetupStep(
        _("Registers and numbers"), meaning, text % {"n": number}, reverse("registers"), _("Open")
    )


def _settings(district: Unit) -> SetupStep:
    number = len({row.name for row in entered(district.pk)})
    if not number:
        text = _("as the program begins; papers can be made with these values")
        return SetupStep(_("Terms and choices"), NOT_YET, text, reverse("settings"), _("Open"))
    text = ngettext(
        "the district has decided on %(n)d setting", "the district has decided on %(n)d settings", number
    )
    return SetupStep(_("Terms and choices"), DONE, text % {"n": number}, reverse("settings"), _("Open"))


def _mail(district: Unit) -> SetupStep:
    title, address = _("Letters"), reverse("mail_trial")
    if not letters_leave():
        return SetupStep(title, NOT_YET, _("no letters leave: people get printed slips"), address, _("Look"))
    letters = OutboxLetter.objects.filter(district_id=district.pk)
    states = set(letters.order_by().values_list("status", flat=True).distinct())
    if states & {Status.FAILED, Status.IN_DOUBT}:
        return SetupStep(title, MISSING, _("some letters did not leave"), reverse("letters"), _("Look"))
    if Status.SENT in states:
        return SetupStep(title, DONE, _("letters leave"), address, _("Try"))
    return SetupStep(title, MISSING, _("not tried yet: send one to yourself"), address, _("Try"))


def _invitations(district: Unit) -> SetupStep:
    waiting = sum(not person.has_usable_password() for person in people_to_let_in(district))
    title, address = _("Invitations"), reverse("invitations")
    if not waiting:
        return SetupStep(title, DONE, _("everybody has chosen a password"), address, _("Open"))
    text = ngettext("%(n)d person has not come in yet", "%(n)d people have not come in yet", waiting)
    return SetupStep(title, MISSING, text % {"n": waiting}, address, _("Open"))


def people_to_let_in(district: Unit) -> list[Person]:
    """Whoever has a post and may sign in."""
    people = Person.objects.filter(district=district, is_active=True, appointments__isnull=False)
    return list(people.distinct().order_by("surname", "given", "pk"))


def _processes(readiness: Readiness) -> SetupStep:
    ready, number = counted(processes_of(readiness))
    text = _("%(ready)d of %(all)d can be begun and finished") % {"ready": ready, "all": number}
    meaning = DONE if ready == number else PARTLY if ready else MISSING
    return SetupStep(_("Processes"), meaning, text, reverse("processes"), _("What is missing"))
