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
from governance.roles.acts.tokens import give_token, revoke_token
from governance.roles.api_token import LONGEST_PURPOSE, ApiToken

# Where the session keeps a key between the form and the page that shows it, once.
NEW_KEY = "new_api_token"
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


class TokenPage(FormPage):
    """Make a token; who it is, is asked once more, where nobody has just signed in."""

    section = PROFILE
    title = gettext_lazy("New token for a program")
    lead = gettext_lazy("Whoever has it acts as you, as far as you may: keep it as you keep your password.")
    submit = gettext_lazy("Make the token")

    form: TokenForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.form = TokenForm(self.data, initial={"until": clock.today() + USUAL})

    @classmethod
    def confirmed_view(cls) -> View:
        """The view for whoever has just shown who they are, by the ways in which they sign in."""
        page = reauthentication_required(allow_get=False)(lambda request: cls(request).respond())

        @signed_in
        def view(request: HttpRequest) -> HttpResponseBase:
            answer: HttpResponseBase = page(request)
            return answer

        return view

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
