"""The page of an application for those who work on it: who, what is claimed and what was found, twins, the consent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import Exists, OuterRef, Subquery, prefetch_related_objects
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy
from django_fsm import can_proceed

from governance import clock
from governance.desk.base.access import SignedInRequest, enter_along, read_along
from governance.desk.base.components import Badge, Banner, PageLink
from governance.desk.base.fields import choose_from, day_field, text_field
from governance.desk.base.rights import may
from governance.desk.kinds.admission.claims import (
    VERDICTS,
    CheckingPage,
    ClaimShown,
    SettlePage,
    checked_claims,
)
from governance.desk.kinds.admission.consent import consent_notices
from governance.desk.kinds.admission.file_appeal import ADDRESS, to_appeal
from governance.desk.kinds.admission.list import application_fill, application_new
from governance.desk.kinds.admission.request import RequestForm
from governance.desk.kinds.admission.section import (
    ADMISSION,
    OUTCOMES,
    OVERSEERS,
    ApplicationPage,
    name_of,
    offer_names,
)
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import Elsewhere
from governance.desk.papers.declaration import OwnPage, enter
from governance.desk.papers.forms import FactsForm, SeenForm
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign_card import TEST
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.intake import LONGEST_MISSING
from governance.documents.kinds.admission.order_term import OrderTerm, order_term
from governance.documents.kinds.admission.rating import last_appeals_end
from governance.documents.record.document import Document
from governance.documents.record.perform import LONGEST_REASON
from governance.documents.settings.admission import SUPPLEMENT
from governance.documents.settings.calendar import last_day, with_last_day
from governance.roles.rights import Right

# --- what the secretary enters ----------------------------------------------------------------------------------------


class AskForm(FactsForm[Application]):
    """What is missing, in the words that the parents read, and until when they may bring it."""

    missing = text_field(
        gettext_lazy("What is missing"),
        LONGEST_MISSING,
        lines=3,
        help_text=gettext_lazy("The parents read these words by their private link and in the letter."),
    )
    until = day_field(
        gettext_lazy("Bring it until"),
        required=False,
    )

    def prepare(self) -> None:
        district = self.document.district_id
        term = with_last_day(SUPPLEMENT.on(district), last_day(SUPPLEMENT, district))
        self.fields["until"].help_text = _("Left empty: %(term)s.") % {"term": term}


class ConflictForm(FactsForm[Application]):
    """The members of the commission with a conflict of interest."""

    person = forms.TypedChoiceField(label=gettext_lazy("Member of the commission"), coerce=int)

    @classmethod
    def wanted(cls, document: Application) -> set[tuple[str, int]]:
        return {(Right.READ_APPLICATIONS.value, document.unit_id)}

    def prepare(self) -> None:
        members = self.document.holders(Right.READ_APPLICATIONS, self.document.unit_id)
        choices = [(held.person_id, f"{held.person.name}, {held.capacity}") for held in members]
        choose_from(self, "person", [("", "—"), *choices])


class TestForm(FactsForm[Application]):
    """The result of the additional test of those who are equal at the cut-off."""

    value = text_field(gettext_lazy("Result of the additional test"), 12, attrs={"inputmode": "decimal"})

    @property
    def fits(self) -> bool:
        return TEST in self.document.campaign.sheet.tie_break


class OfferForm(FactsForm[Application]):
    """Which free place is offered; the move finds out to whom."""

    offer = forms.ChoiceField(label=gettext_lazy("Free place"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        names = offer_names(self.document.campaign)
        self.offered = [
            (code, names.get(code, code))
            for code, outcome in self.document.outcomes.items()
            if outcome == "reserve" and code not in self.document.turned_down
        ]
        choose_from(self, "offer", self.offered)

    @property
    def fits(self) -> bool:
        return bool(self.offered)


class ConflictReasonForm(SeenForm):
    """What makes the conflict: the commission reads it, and whoever checks its work."""

    reason = text_field(
        gettext_lazy("What makes the conflict"),
        LONGEST_REASON,
        lines=3,
        help_text=gettext_lazy("For example: the pupil is my nephew; I teach the pupil for pay."),
    )


class ConflictPage(ApplicationPage):
    """A member declares it, and can no longer see the application."""

    form_class = ConflictReasonForm
    template = "governance/admission/conflict.html"
    title = gettext_lazy("Declare a conflict of interest")
    said = gettext_lazy("Your conflict of interest is entered: the application is considered without you.")
    read_as = gettext_lazy("conflict of interest")
    address, name = "papers/<key:pk>/conflict/", "application_conflict"
    # A quiet link leads there (`to_conflict`): it is no next step.
    label = ""

    @classmethod
    def fits(cls, document: Document) -> bool:
        return False


# --- the page ---------------------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class ApplicationContext(PaperContext):
    """`offers`, `outcomes` and `verdicts`: words by code; `claims`: beside the text alone."""

    title: str
    name: str
    offers: Mapping[str, str]
    outcomes: Mapping[str, Badge]
    verdicts: Mapping[str, Badge]
    claims: Sequence[ClaimShown]


enter_along(
    Application,
    appeals_end=Subquery(last_appeals_end(OuterRef("campaign_id"), OuterRef("campaign__round"))),
    has_twin=Exists(
        Application.twins_of(OuterRef("pk"), OuterRef("campaign_id"), OuterRef("applicant__fingerprint"))
    ),
)


def context(request: SignedInRequest, document: Application) -> ApplicationContext:
    is_text = request.GET.get("part", "text") == "text"
    prefetch_related_objects([document], "consents")
    return ApplicationContext(
        title=str(document),
        name=name_of(document),
        notices=notices(document, linked=is_of_commission(request, document)),
        offers=offer_names(document.campaign),
        outcomes=OUTCOMES,
        verdicts=VERDICTS,
        claims=checked_claims(document) if is_text else (),
    )


def notices(application: Application, *, linked: bool) -> list[Banner]:
    """What has to be seen before anything is decided: what is missing, a twin, the consent, an offer.

    `linked`: whether the reader reads the other papers of the commission, too.
    """
    banners = []
    if application.state == State.INCOMPLETE:
        late = application.missing_until is not None and clock.today() > application.missing_until
        title = _("The parents are asked for papers: %(term)s") % {"term": application.time_to_supplement}
        banners.append(Banner(meaning="alarm" if late else "due", title=title, text=application.missing))
    if application.state == State.OFFERED:
        name = offer_names(application.campaign).get(application.offered, application.offered)
        text = _("The parents answer: %(term)s; silence is no consent.")
        banners.append(
            Banner(
                meaning="held",
                title=_("Offered: %(place)s") % {"place": name},
                text=text % {"term": application.time_to_answer},
            )
        )
    term = order_term(application, read_along(application, "appeals_end"))
    if term is not None:
        banners.append(order_notice(term))
    if application.erased_at is None:
        twins = application.twins() if read_along(application, "has_twin") else ()
        banners += [twin_notice(twin, linked=linked) for twin in twins]
        banners += consent_notices(application, linked=linked)
    return banners


def order_notice(term: OrderTerm) -> Banner:
    """Until when the pupil is enrolled by the order of the school's head."""
    title = _("The order of enrolment is late") if term.is_over else _("The order of enrolment is awaited")
    text = _("Order No. 458 of 02.09.2020, point 31: %(term)s.")
    return Banner(
        meaning="alarm" if term.is_over else "held",
        title=title,
        text=text % {"term": with_last_day(term.term, term.last)},
    )


def twin_notice(twin: Application, *, linked: bool) -> Banner:
    return Banner(
        meaning="due",
        title=_("Possibly the same pupil: application No. %(number)s") % {"number": twin.number},
        text=_(
            "Name and date of birth are the same. Ask the parents which one stands, and withdraw the other."
        ),
        link=reverse("paper", args=[twin.pk]) if linked else "",
        link_label=_("Open it"),
    )


def is_of_commission(request: SignedInRequest, application: Application) -> bool:
    """Not so who hears the appeal: they read this one application alone."""
    return may(request, Right.READ_APPLICATIONS, application.unit_id)


def to_list(request: SignedInRequest, document: Application) -> PageLink | None:
    if not is_of_commission(request, document):
        return None
    return PageLink(label=_("All applications"), href=reverse("applications", args=[document.campaign_id]))


def to_conflict(request: SignedInRequest, document: Application) -> PageLink | None:
    """For a member while the application is still considered."""
    checks = may(request, Right.CHECK_APPLICATION, document.unit_id)
    if not checks or not can_proceed(document.declare_conflict):
        return None
    address = reverse("application_conflict", args=[document.pk])
    return PageLink(label=_("I have a conflict of interest…"), href=address)


enter(
    Application,
    section=ADMISSION,
    begin=Elsewhere("By parents on the public form, or by the secretary from the list of the applications."),
    writes={
        "revise": OwnPage("application_fill", gettext_lazy("Correct the form")),
        "check_claims": CheckingPage,
        "settle_claims": SettlePage,
        "declare_conflict": ConflictPage,
        "ask": AskForm,
        "enter_conflict": ConflictForm,
        "enter_test": TestForm,
        "offer_place": OfferForm,
        "withdraw": RequestForm,
        "decline": RequestForm,
        "take_place": RequestForm,
        "turn_down": RequestForm,
    },
    effects={
        "accept": gettext_lazy("Two members of the commission get it to check."),
        "reopen": gettext_lazy("The checks made so far bind nobody; write why."),
    },
    further=[to_appeal, to_conflict, to_list],
    context=context,
    overseers=OVERSEERS,
    addresses=[
        path("papers/<key:pk>/applications/new/", application_new, name="application_new"),
        path("papers/<key:pk>/application/", application_fill, name="application_fill"),
        ADDRESS,
    ],
    readings={
        "application_fill": gettext_lazy("form of the application"),
        "application_appeal": gettext_lazy("filing an appeal for the parents"),
    },
)
