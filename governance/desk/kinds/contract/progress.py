"""Making many contracts: one after another, about a second a request, until all are made or say why not.

What is to be made stands in the session of whoever makes them; what is made is asked of the papers themselves. So
nothing is made twice, whatever is reloaded or pressed again, and any process of the server may go on with it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import chain
from time import monotonic

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb
from governance.desk.base.page import Page
from governance.desk.kinds.contract.section import CONTRACTS
from governance.documents.errors import Refused
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.making import Making, make_contracts
from governance.roles.person import Person
from governance.roles.unit import Unit

KEPT = "contracts_making"
# How long one request makes contracts before it shows how far it is.
SLICE_SECONDS = 1.0
EACH, ONE = "each", "one"


@dataclass
class School:
    """What was typed for one school."""

    pk: int
    values: dict[str, str]
    wording: dict[str, str]
    refusal: str = ""


@dataclass
class Work:
    """The contracts that somebody set out to make from one version of a form."""

    form: int
    version: int
    way: str
    common: dict[str, str]
    schools: list[School]
    # The last paper before the work began: contracts after it are the work's own.
    after: int = 0

    @classmethod
    def kept(cls, request: HttpRequest, form: ContractForm) -> "Work | None":
        """The work that this person began from the form, if there is any."""
        raw = request.session.get(KEPT)
        if raw is None or raw["form"] != form.pk:
            return None
        return cls(**{**raw, "schools": [School(**school) for school in raw["schools"]]})

    def begin(self) -> None:
        latest = Contract.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.after = latest or 0

    def made(self, by: Person) -> dict[int, Contract]:
        """The contracts made so far, by the id of the school; one query for them and one for their schools."""
        own = Contract.objects.filter(pk__gt=self.after, author=by, form_version=self.version)
        made = own.filter(parties__unit__in=[school.pk for school in self.schools]).distinct()
        contracts = made.prefetch_related("parties").order_by("pk")
        return {party.unit_id: contract for contract in contracts for party in contract.parties.all()}

    def papers(self) -> list[list[School]]:
        """The schools of each contract to be made."""
        return [self.schools] if self.way == ONE else [[school] for school in self.schools]

    def pending(self, made: Iterable[int]) -> list[list[School]]:
        known = set(made)
        return [schools for schools in self.papers() if schools[0].pk not in known and not schools[0].refusal]

    def go_on(self, request: SignedInRequest, form: ContractForm) -> None:
        """Make contracts for about a second, at least one, and keep in the session how far it is."""
        self._make_some(form, request.user)
        request.session[KEPT] = asdict(self)

    def _make_some(self, form: ContractForm, by: Person) -> None:
        end = monotonic() + SLICE_SECONDS
        pending = self.pending(self.made(by))
        version = form.present_version
        if version is None or version.pk != self.version:
            for school in chain.from_iterable(pending):
                school.refusal = _("The form has a new version: look at the blanks again and press anew.")
            return
        units = Unit.objects.in_bulk([school.pk for schools in pending for school in schools])
        for schools in pending:
            self._make(form, schools, units, by)
            if monotonic() >= end:
                break

    def _make(self, form: ContractForm, schools: list[School], units: dict[int, Unit], by: Person) -> None:
        try:
            making = Making(
                tuple(units[school.pk] for school in schools),
                {name: self._value(name, schools, units) for name in self.common},
                {school.pk: school.wording for school in schools},
            )
            list(make_contracts(form, [making], by=by))
        except Refused as refusal:
            # Of two requests at once the second finds made what the first one has just made.
            if schools[0].pk not in self.made(by):
                for school in schools:
                    school.refusal = str(refusal)

    def _value(self, name: str, schools: list[School], units: dict[int, Unit]) -> str:
        """What fills a blank: the school's own words, else those for all; school by school in one paper for several."""
        found = {str(units[school.pk]): school.values.get(name) or self.common[name] for school in schools}
        if len({*found.values()}) == 1:
            return next(iter(found.values()))
        return "; ".join(f"{school}: {value}" for school, value in found.items() if value)


@of_paper("contract_form")
def contracts_progress(request: SignedInRequest, document: ContractForm) -> HttpResponse:
    """How many of how many are made, and those that could not be."""
    return show(request, document)


@require_POST
@of_paper("contract_form")
def go_on(request: SignedInRequest, document: ContractForm) -> HttpResponse:
    work = Work.kept(request, document)
    if work is None:
        return redirect("contracts_make", pk=document.pk)
    work.go_on(request, document)
    if "HX-Request" in request.headers:
        return show(request, document, template="governance/contract/made.html")
    return redirect("contracts_progress", pk=document.pk)


def contracts_go_on(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make some more. Signed out, it answers htmx with 401: the sign-in page must not land inside the page."""
    if not request.user.is_authenticated and "HX-Request" in request.headers:
        return HttpResponse(status=401)
    return go_on(request, pk)


contracts_go_on.access = "paper"  # type: ignore[attr-defined]  # `go_on` asks who may see the form


@dataclass(kw_only=True)
class ProgressPage(Page):
    """templates/governance/contract/progress.html, and made.html, which replaces a part of it."""

    form_pk: int
    total: int
    left: int
    contracts: list[Contract]
    # The schools with which none could be made, and why.
    refused: list[tuple[Unit, str]]


def show(
    request: SignedInRequest, form: ContractForm, template: str = "governance/contract/progress.html"
) -> HttpResponse:
    work = Work.kept(request, form)
    if work is None:
        return redirect("contracts_make", pk=form.pk)
    made = work.made(request.user)
    refused = [school for school in work.schools if school.refusal and school.pk not in made]
    units = Unit.objects.in_bulk([school.pk for school in refused])
    page = ProgressPage(
        section=CONTRACTS.name,
        crumbs=[CONTRACTS.crumb, Crumb(form.title, reverse("paper", args=[form.pk]))],
        title=_("Making contracts"),
        form_pk=form.pk,
        total=len(work.papers()),
        left=len(work.pending(made)),
        contracts=list(dict.fromkeys(made.values())),
        refused=[(units[school.pk], school.refusal) for school in refused],
    )
    return page.response(request, template)
