"""What each process still lacks in which school or body, and where it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.page import Page
from governance.desk.pages.organisation.setup import SET_UP, units_to_set_up
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import DECLARATIONS
from governance.desk.papers.lacking import LackLine, mended_at
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.flows.readiness.lacks import Readiness
from governance.roles.unit import Unit, UnitKind

TITLE = gettext_lazy("What the processes lack")


@dataclass(frozen=True)
class Place:
    """One unit that has papers of a kind, with what it lacks for them."""

    unit: Unit
    lines: Sequence[LackLine]


@dataclass(frozen=True)
class Process:
    """One kind of paper that people begin, and the units that can have such papers."""

    model: type[Document]
    places: Sequence[Place]

    @property
    def ready(self) -> list[Place]:
        return [place for place in self.places if not place.lines]

    @property
    def lacking(self) -> list[Place]:
        return [place for place in self.places if place.lines]

    @property
    def text(self) -> str:
        if not self.places:
            return _("no unit yet that could have such papers")
        if not self.lacking:
            return _("nothing is missing")
        missing = {line.lack.key for place in self.lacking for line in place.lines}
        said = ngettext("%(n)d thing is missing", "%(n)d things are missing", len(missing))
        ready = _("ready: %(ready)d of %(all)d") % {"ready": len(self.ready), "all": len(self.places)}
        return f"{said % {'n': len(missing)}}; {ready}"

    @property
    def meaning(self) -> str:
        if self.places and not self.lacking:
            return "force"
        return "quiet" if self.ready else "due"


def begun_by_people() -> list[type[Document]]:
    """The kinds that people begin, and those that say what else they need."""
    return [
        model
        for name, model in KINDS.items()
        if name in DECLARATIONS
        and model.drafted_by is not None
        and (model.needs or not isinstance(DECLARATIONS[name].begin, Elsewhere | None))
    ]


def process_of(readiness: Readiness, model: type[Document]) -> Process:
    units = readiness.units_for(model)
    lacks = [[LackLine(lack, mended_at(lack)) for lack in readiness.lacks(model, unit)] for unit in units]
    return Process(model, [Place(unit, lines) for unit, lines in zip(units, lacks, strict=True)])


def processes_of(readiness: Readiness) -> list[Process]:
    return [process_of(readiness, model) for model in begun_by_people()]


def counted(processes: Sequence[Process]) -> tuple[int, int]:
    """How many of them can be begun and finished somewhere, of how many."""
    return sum(bool(process.ready) for process in processes), len(processes)


def district_of(request: SignedInRequest) -> Unit:
    """The district that this person sets up. Raises Http404 if there is none."""
    district = units_to_set_up(request).filter(kind=UnitKind.DISTRICT).order_by("pk").first()
    if district is None:
        raise Http404
    return district


@signed_in
def processes(request: SignedInRequest) -> HttpResponse:
    listed = processes_of(Readiness(district_of(request)))
    ready, number = counted(listed)
    said = _("%(ready)d of %(all)d can be begun and finished") % {"ready": ready, "all": number}
    page = Page(title=TITLE, section=SET_UP.name, lead=f"{capfirst(said)}.", crumbs=[SET_UP.crumb])
    return page.response(request, "governance/organisation/processes.html", also={"processes": listed})


@signed_in
def process(request: SignedInRequest, kind: str) -> HttpResponse:
    """One process: each school or body with what it still lacks."""
    model = KINDS.get(kind)
    district = district_of(request)
    if model is None or model not in begun_by_people():
        raise Http404
    found = process_of(Readiness(district), model)
    page = Page(
        title=model.kind_label_many,
        section=SET_UP.name,
        lead=f"{capfirst(found.text)}.",
        crumbs=[SET_UP.crumb, Crumb(TITLE, reverse("processes"))],
    )
    return page.response(request, "governance/organisation/process.html", also={"process": found})
