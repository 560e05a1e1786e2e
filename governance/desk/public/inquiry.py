"""A question to a school without an account: the form, and the private page that shows what becomes of it."""

from functools import wraps

from django import forms
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import View, everyone
from governance.desk.base.components import Badge, Crumb, Fact, known
from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.format import MEANINGS, day
from governance.desk.base.keys import key_in
from governance.desk.base.page import Page
from governance.desk.base.visitor import (
    guesses_keys,
    in_the_next_hour,
    is_too_often,
    next_hour,
    note_wrong_key,
    too_often,
)
from governance.desk.papers.sheet import pdf
from governance.desk.public.apply.guard import Guarded
from governance.desk.public.apply.holder import no_such_link, private
from governance.desk.public.site.site import Site, site_of
from governance.documents.errors import Refused
from governance.documents.kinds.inquiry.card import LONGEST
from governance.documents.kinds.inquiry.inquiry import FEWEST, LONGEST_TEXT, Inquiry, receive
from governance.documents.kinds.inquiry.print import answer_data
from governance.documents.record.private_link import paper_behind
from governance.documents.settings.forms.inquiries import INQUIRY_CONSENT
from governance.documents.settings.inquiries import BY_PORTAL, INQUIRY_FORM, INQUIRY_KEPT
from governance.roles.unit import Unit, UnitKind


class AskForm(Guarded):
    """What somebody asks a school."""

    school = forms.TypedChoiceField(
        label=gettext_lazy("Which school you ask"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose the school.")},
    )
    sort = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Inquiry.Sort.choices)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), choices=Inquiry.Theme.choices)
    text = text_field(
        gettext_lazy("Your question"),
        LONGEST_TEXT,
        lines=8,
        missing=gettext_lazy("Write the question in a sentence at least."),
    )
    name = text_field(
        gettext_lazy("Surname, name, patronymic"),
        200,
        missing=gettext_lazy("Write your name: the law gives no answer to a question without a name."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("The answer goes there; or give a postal address below."),
        error_messages={"invalid": gettext_lazy("Give the address as in name@mail.ru.")},
    )
    address = text_field(gettext_lazy("Postal address"), LONGEST, required=False)
    phone = text_field(gettext_lazy("Telephone"), 40, required=False)
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Without the consent the question cannot be kept: tick it.")}
    )

    def __init__(self, data: QueryDict | None, *, site: Site, schools: dict[int, Unit]) -> None:
        super().__init__(data, initial={"school": key_in(site.request.GET.get("school", ""), 9)})
        choose_from(self, "school", [(key, school.name) for key, school in schools.items()])
        district = site.district_id
        words = INQUIRY_CONSENT.filled(district, срок=str(INQUIRY_KEPT.on(district)))
        self.fields["consent"].label = words

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that people fill in: the trap stands apart, out of sight."""
        return [field for field in self.visible_fields() if field.name != "website"]

    def clean(self) -> None:
        given = self.cleaned_data
        if len(given.get("text", "").strip()) < FEWEST and "text" in given:
            self.add_error("text", _("Write the question in a sentence at least."))
        if not given.get("address") and not given.get("email") and "email" in given:
            self.add_error("email", _("Give an e-mail or a postal address: the answer has to reach you."))


GIVEN = ("sort", "theme", "text", "name", "email", "address", "phone")


@everyone
def ask(request: HttpRequest) -> HttpResponse:
    """The form of a district: kept as it was typed where it is refused; sent twice, it is one question."""
    site = site_of(request)
    found = Unit.objects.filter(kind=UnitKind.SCHOOL, district_id=site.district_id)
    schools = {school.pk: school for school in found.select_related("district").order_by("-is_base", "pk")}
    if not schools:
        raise Http404
    page = Page(section="", title=_("Ask the school"), crumbs=[Crumb(site.name, site.href("site"))])
    if INQUIRY_FORM.on(site.district_id) == BY_PORTAL:
        page.lead = _("Questions come by the state portal, which knows who asks.")
        return page.response(request, "governance/inquiry/portal.html")
    is_sent = request.method == "POST"
    form = AskForm(request.POST if is_sent else None, site=site, schools=schools)
    is_refused = is_sent and is_too_often(
        request, "inquiry", settings.APPLY_SENDS_PER_HOUR, in_all=settings.APPLY_SENDS_PER_HOUR_IN_ALL
    )
    if is_refused:
        sentence = _("Too many forms came in this hour. What you wrote stays here: send it after %(time)s.")
        form.add_error(None, sentence % {"time": next_hour()})
    elif is_sent and form.is_valid():
        try:
            if paper_behind(form.key) is None:
                with transaction.atomic():
                    given = {name: form.cleaned_data[name] for name in GIVEN}
                    receive(schools[form.cleaned_data["school"]], key=form.key, **given)
            return private(redirect("own_inquiry", key=form.key))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except IntegrityError:
            # The same form came twice at once, and the other one was faster.
            if paper_behind(form.key) is None:
                raise
            return private(redirect("own_inquiry", key=form.key))
    page.lead = _("A proposal, an application or a complaint: the head answers within the term of the law.")
    answer = page.response(
        request, "governance/inquiry/ask.html", status=422 if form.errors else 200, also={"form": form}
    )
    return in_the_next_hour(private(answer)) if is_refused else private(answer)


def by_key(view: View) -> View:
    """A page of the question behind a key; every key that opens nothing gets the same answer."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str) -> HttpResponseBase:
        if guesses_keys(request):
            return private(too_often(request))
        card = paper_behind(key)
        inquiry = None
        if card is not None and card.kind == Inquiry.kind_name:
            own = Inquiry.objects.filter(pk=card.pk, erased_at=None)
            inquiry = own.select_related("unit__district", "district").first()
        if inquiry is None:
            note_wrong_key(request)
            return private(no_such_link(request))
        return private(view(request, inquiry, key))

    vars(guarded)["access"] = "key"
    return guarded


@by_key
def own_inquiry(request: HttpRequest, inquiry: Inquiry, key: str) -> HttpResponse:
    """Its number and state, until when it is answered, the letters and the answer; and the link to keep."""
    State = Inquiry.State
    shown = State.ASSIGNED if inquiry.state == State.SIGNING else State(inquiry.state)
    is_over = inquiry.settled_on is not None
    facts = [
        Fact(_("Number"), inquiry.number),
        Fact(_("School"), inquiry.unit.name),
        Fact(_("Came on"), day(inquiry.received_on)),
        Fact(_("Answer until"), day(inquiry.due) if not is_over else ""),
        Fact(_("Settled on"), day(inquiry.settled_on)),
        Fact(_("Your data is kept until"), day(inquiry.kept_until)),
    ]
    also = {
        "inquiry": inquiry,
        "key": key,
        "badge": Badge(MEANINGS[shown.phase], shown.label),
        "said": inquiry.reply if is_over else inquiry.notice,
        "facts": known(facts),
        "link": settings.PUBLIC_ADDRESS + reverse("own_inquiry", args=[key]),
        "answered": inquiry.state == State.ANSWERED,
    }
    return render(request, "governance/inquiry/own.html", also)


@by_key
def own_answer(request: HttpRequest, inquiry: Inquiry, key: str) -> HttpResponse:
    """The answer on the form of the school, once it is signed."""
    if inquiry.state != Inquiry.State.ANSWERED:
        raise Http404
    return pdf(request, "inquiry_answer", answer_data(inquiry), f"answer {inquiry.number}")
