"""The list of an admission's applications, for its commission: who applies, for what, in what state, who is awaited.

At most twelve queries however many applications, two more once places are held; every name that is shown is recorded
as read.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from django import forms
from django.contrib import messages
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django_filters import CharFilter, ChoiceFilter

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Crumb
from governance.desk.base.conditions import Conditions
from governance.desk.base.fields import choose_from
from governance.desk.base.format import day
from governance.desk.base.rights import may
from governance.desk.kinds.admission.section import ADMISSION, name_of, offer_names, reads_applications
from governance.desk.papers.board import Board
from governance.desk.papers.forms import revision_of
from governance.desk.public.apply.page import FILLED_IN, closed, filled_in
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.claims import Check
from governance.documents.kinds.admission.order_term import order_term
from governance.documents.kinds.admission.rating import Rating, ends_of_appeals
from governance.documents.language.search import searchable
from governance.documents.record.attached import Conflict
from governance.documents.record.perform import perform
from governance.roles.rights import Right

Applications = QuerySet[Application]
MINE = "mine"


@of_paper("campaign", "commission")
def applications(request: SignedInRequest, campaign: Campaign) -> HttpResponse:
    board = ApplicationBoard(request, campaign)
    return ranked(request, campaign) if request.method == "POST" else board.respond()


def ranked(request: SignedInRequest, campaign: Campaign) -> HttpResponse:
    """Have the rating list computed, and go to it."""
    try:
        perform(campaign, "rank", by=request.user, seen=revision_of(request.POST.get("seen", "")))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("applications", pk=campaign.pk)
    messages.success(request, _("The rating list is computed."))
    return redirect("rating_lists", pk=Rating.objects.filter(campaign=campaign).latest("edition").pk)


# --- what came on paper -----------------------------------------------------------------------------------------------


@of_paper("campaign", "unit", "district", "commission")
def application_new(request: SignedInRequest, document: Campaign) -> HttpResponse:
    """Enter an application, with the consent signed on paper."""
    if not may(request, Right.REGISTER_APPLICATION, document.commission_id or 0):
        raise Http404
    if not document.takes_applications:
        return closed(request, document)
    return filled_in(request, document, by=request.user)


@of_paper("application", "campaign__unit", "campaign__district", "applicant__school")
def application_fill(request: SignedInRequest, document: Application) -> HttpResponse:
    """Continue a draft, or enter what the parents brought later."""
    if not may(request, Right.REGISTER_APPLICATION, document.unit_id):
        raise Http404
    if document.state not in FILLED_IN:
        return redirect("paper", pk=document.pk)
    return filled_in(request, document.campaign, document, by=request.user)


# --- its conditions ---------------------------------------------------------------------------------------------------


class ApplicationConditions(Conditions):
    """Whose application, for which class, in which list."""

    q = CharFilter(
        label=gettext_lazy("Pupil's surname, number or code"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
        method="of_pupil",
    )
    wish = ChoiceFilter(
        label=gettext_lazy("Class or profile"), empty_label=gettext_lazy("all"), method="wishing"
    )
    show = ChoiceFilter(
        label=gettext_lazy("List"),
        empty_label=gettext_lazy("All"),
        choices=[(MINE, gettext_lazy("My checks")), *State.choices],
        widget=forms.HiddenInput,
        method="listed",
    )

    request: SignedInRequest
    campaign: Campaign

    def of_pupil(self, applications: Applications, name: str, query: str) -> Applications:
        """A number, a code, or the beginning of a name, whatever the case of its letters."""
        query = query.strip().removeprefix("№").strip()
        named = Q(applicant__search__startswith=searchable(query))
        return applications.filter(named | Q(number=query) | Q(public_code=query.upper()))

    def wishing(self, applications: Applications, name: str, code: str) -> Applications:
        """Those that name it; of a general class those too that take it if no profile wishes for them."""
        condition = Q(wishes_text__contains=f'"{code}"')
        if self.campaign.offer(code).general:
            condition |= Q(general_too=True)
        return applications.annotate(wishes_text=Cast("wishes", TextField())).filter(condition)

    def listed(self, applications: Applications, name: str, value: str) -> Applications:
        if value != MINE:
            return applications.filter(state=value)
        mine = Check.objects.filter(
            application=OuterRef("pk"), person=self.request.user, done_at=None, dropped_at=None
        )
        return applications.filter(Exists(mine), state=State.REVIEW)


# --- what is shown ----------------------------------------------------------------------------------------------------


def waits_for(application: Application, appeals_until: date | None) -> str:
    """Whom an application waits for, and for what."""
    term = order_term(application, appeals_until) if application.state == State.RECOMMENDED else None
    if term is not None:
        sentence = _("director: order of enrolment, overdue since %(day)s")
        sentence = sentence if term.is_over else _("director: order of enrolment, until %(day)s")
        return sentence % {"day": day(term.last)}
    if application.state == State.REVIEW:
        checks = application.checks.all()
        waiting = [check.person.name for check in checks if check.done_at is None]
        if waiting:
            return _("checks: %(who)s") % {"who": ", ".join(waiting)}
        is_disputed = checks and not all(claim.is_settled for claim in application.claims.all())
        return _("chair: the checks differ") if is_disputed else _("commission: the list")
    sentences = {
        State.REGISTERED: _("secretary: is it complete?"),
        State.INCOMPLETE: _("parents, until %(day)s") % {"day": day(application.missing_until)},
        State.TIED: _("secretary: result of the additional test"),
        State.RECOMMENDED: _("director: order of enrolment"),
        State.OFFERED: _("parents: answer to the offer, until %(day)s")
        % {"day": day(application.offered_until)},
        State.DRAFT: _("secretary: complete the paper form"),
    }
    return sentences.get(State(application.state), "")


class ApplicationBoard(Board[Application]):
    """The applications to one admission that their reader has no conflict of interest with, the first first."""

    model = Application
    template = "governance/admission/applications.html"
    section = ADMISSION
    title = gettext_lazy("Applications")
    conditions_class = ApplicationConditions
    chips_by = "show"
    order = (F("submitted_at").asc(nulls_last=True), "pk")
    related = ("applicant",)

    conditions: ApplicationConditions

    def __init__(self, request: SignedInRequest, campaign: Campaign) -> None:
        self.campaign, self.names = campaign, offer_names(campaign)
        super().__init__(request)
        self.conditions.campaign = campaign
        choose_from(self.conditions.form, "wish", self.names.items())

    def is_for_reader(self) -> bool:
        return reads_applications(self.request, self.campaign)

    def get_visible(self) -> Applications:
        return Application._default_manager.visible_to(self.request.user, self.request.pairs).filter(
            campaign=self.campaign
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """By state; how many checks are one's own is not counted."""
        states = dict(self.visible.order_by().values_list("state").annotate(count=Count("pk")))
        return {MINE: 0, **states} if states else {}

    @property
    def papers(self) -> Applications:
        """With the checks of each that count."""
        checks = Check.objects.filter(dropped_at=None).select_related("person").order_by("pk")
        return super().papers.prefetch_related(Prefetch("checks", checks), "claims")

    @property
    def rows(self) -> Iterable[tuple[Application, str, str]]:
        """Each with the pupil's name, and whom it waits for."""
        holds_place = any(application.state == State.RECOMMENDED for application in self.sheet)
        until = ends_of_appeals([self.campaign.pk]).get(self.campaign.pk) if holds_place else None
        return [
            (application, name_of(application), waits_for(application, until)) for application in self.sheet
        ]

    @property
    def barred(self) -> str:
        """How many are considered without this person, said so that a gap in the numbers is no riddle."""
        all_of_campaign = Application.objects.filter(campaign=self.campaign).values("pk")
        count = Conflict.objects.filter(person=self.request.user, document__in=all_of_campaign).count()
        sentence = ngettext(
            "%(n)d application is considered without you: a conflict of interest is entered.",
            "%(n)d applications are considered without you: a conflict of interest is entered.",
            count,
        )
        return sentence % {"n": count} if count else ""

    @property
    def registers(self) -> bool:
        """Whether the reader is the secretary of the commission."""
        return may(self.request, Right.REGISTER_APPLICATION, self.campaign.commission_id or 0)

    def get_crumbs(self) -> Sequence[Crumb]:
        return [Crumb(self.campaign.title, reverse("paper", args=[self.campaign.pk]))]
