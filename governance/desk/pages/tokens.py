"""Tokens for programs: a person makes them, sees their last use, and revokes them. The key is shown once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance import clock
from governance.desk.base.access import SignedInRequest, View, signed_in
from governance.desk.base.page import Page, Section
from governance.desk.papers.form_page import FormPage
from governance.documents.record.kinds import KINDS
from governance.flows.webhooks import sending
from governance.flows.webhooks.calling import objection_to
from governance.flows.webhooks.models import MOST_WEBHOOKS, Webhook
from governance.roles.acts.tokens import give_token, revoke_token
from governance.roles.api_token import LONGEST_PURPOSE, ApiToken

# Where the session keeps a key between the form and the page that shows it, once.
NEW_KEY, NEW_SECRET = "new_api_token", "new_webhook_secret"
# How far ahead a token may end, and how far it does if nothing else is said.
LONGEST, USUAL = timedelta(days=366), timedelta(days=90)
PROFILE = Section("profile", gettext_lazy("Profile and roles"), "profile")


@dataclass(frozen=True)
class TokenLine:
    """A token as its person sees it: nobody can read its key any more."""

    pk: int
    purpose: str
    scope: str
    made_at: datetime
    until: date
    used_at: datetime | None
    revoked_at: datetime | None
    opens: bool


class TokensPage(Page):
    """templates/governance/tokens.html; `key`: of the token that was made just now."""

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(title=_("Tokens for programs"), section=PROFILE.name, crumbs=[PROFILE.crumb])
        self.key = request.session.pop(NEW_KEY, "")
        lines = [
            TokenLine(
                one.pk,
                one.purpose,
                one.get_scope_display(),
                one.made_at,
                one.until,
                one.used_at,
                one.revoked_at,
                one.opens,
            )
            for one in ApiToken.objects.filter(person=request.user).order_by("-made_at")
        ]
        self.webhook = request.session.pop(NEW_SECRET, "")
        self.webhooks = list(Webhook.objects.filter(person=request.user))
        self.open = [line for line in lines if line.opens]
        self.ended = [line for line in lines if not line.opens]


@signed_in
def tokens(request: SignedInRequest) -> HttpResponse:
    return TokensPage(request).response(request, "governance/tokens.html")


class TokenForm(forms.Form):
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("For example «Site of the school: published orders»."),
        max_length=LONGEST_PURPOSE,
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("What it may do"),
        choices=[
            (ApiToken.Scope.READ, gettext_lazy("Read what I may see")),
            (ApiToken.Scope.ACT, gettext_lazy("Read, and make moves as me; signatures never")),
        ],
        initial=ApiToken.Scope.READ,
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label=gettext_lazy("Until when"),
        help_text=gettext_lazy("A year at most; after this day it opens nothing."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day > clock.today() + LONGEST:
            raise ValidationError(_("A token is given for a year at most."))
        return day


class ConfirmedPage(FormPage):
    """A page for whoever has just shown who they are, by the ways in which they sign in."""

    section = PROFILE

    @classmethod
    def confirmed_view(cls) -> View:
        page = reauthentication_required(allow_get=False)(lambda request: cls(request).respond())

        @signed_in
        def view(request: HttpRequest) -> HttpResponseBase:
            answer: HttpResponseBase = page(request)
            return answer

        return view


class TokenPage(ConfirmedPage):
    """Make a token; who it is, is asked once more, where nobody has just signed in."""

    title = gettext_lazy("New token for a program")
    lead = gettext_lazy("Whoever has it acts as you, as far as you may: keep it as you keep your password.")
    submit = gettext_lazy("Make the token")

    form: TokenForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.form = TokenForm(self.data, initial={"until": clock.today() + USUAL})

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        given = self.form.cleaned_data
        try:
            key, _token = give_token(
                self.request.user, given["purpose"], ApiToken.Scope(given["scope"]), until=given["until"]
            )
        except ValidationError as refusal:
            self.form.add_error(None, refusal)
            return None
        self.request.session[NEW_KEY] = key
        return redirect("tokens")


@require_POST
@signed_in
def token_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nothing is opened by it any more."""
    revoke_token(get_object_or_404(ApiToken, person=request.user, pk=pk), by=request.user)
    messages.success(request, _("The token has been revoked: programs get nothing by it any more."))
    return redirect("tokens")


class WebhookForm(forms.Form):
    url = forms.URLField(
        label=gettext_lazy("Address of the program"),
        help_text=gettext_lazy("It begins with https:// and can be reached from the internet."),
        max_length=500,
        assume_scheme="https",
    )
    kind = forms.ChoiceField(label=gettext_lazy("Of which papers"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        kinds = [(name, model.kind_label_many) for name, model in KINDS.items()]
        self.fields["kind"].choices = [("", _("all")), *kinds]  # type: ignore[attr-defined]  # of a choice field

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if objection_to(url):
            raise ValidationError(
                _("This address is not called: it has to be public and begin with https://.")
            )
        return url


class WebhookPage(ConfirmedPage):
    """Have a program told of what happens."""

    title = gettext_lazy("Tell a program")
    lead = gettext_lazy("It is told which papers changed that you may see: numbers and links, no contents.")
    submit = gettext_lazy("Tell it from now on")

    form: WebhookForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.form = WebhookForm(self.data)

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        own = Webhook.objects.filter(person=self.request.user)
        if own.count() >= MOST_WEBHOOKS:
            told = _("You have %(n)d addresses already: end one that is used no more.")
            self.form.add_error(None, told % {"n": MOST_WEBHOOKS})
            return None
        webhook = Webhook(person=self.request.user, **self.form.cleaned_data)
        sending.begin(webhook)
        self.request.session[NEW_SECRET] = webhook.spelt_secret
        return redirect("tokens")


@require_POST
@signed_in
def webhook_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The program is told of nothing any more."""
    get_object_or_404(Webhook, person=request.user, pk=pk).delete()
    messages.success(request, _("The program is told of nothing any more."))
    return redirect("tokens")


@require_POST
@signed_in
def webhook_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Try again after it was given up, with all that has come since."""
    sending.begin(get_object_or_404(Webhook, person=request.user, pk=pk))
    messages.success(request, _("The program is told again, of all that has come since."))
    return redirect("tokens")
