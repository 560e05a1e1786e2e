"""The profile: the person's appointments and rights, language, calendar link, password."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from governance import clock
from governance.desk.accounts.entering import chosen
from governance.desk.accounts.forms import OwnPasswordForm
from governance.desk.base.access import SignedInRequest, everyone, signed_in
from governance.desk.base.context import fold_side
from governance.desk.base.page import Page, Section
from governance.desk.base.rights import holds, may
from governance.desk.base.terms import by_standing
from governance.desk.pages.calendar.addresses import addresses_of, shown_once
from governance.desk.papers.form_page import FormPage
from governance.flows.engine.followers import followed_by
from governance.letters.bounces import came_back_from
from governance.roles.acts.accounts import done_with_account
from governance.roles.acts.appointing import leads
from governance.roles.appointment import Appointment
from governance.roles.rights import Right
from governance.roles.unit import Unit

PROFILE = Section("profile", gettext_lazy("Profile and roles"), "profile")


class ProfilePage(Page):
    """`rights`: the labels of those held on each unit; `addresses` of the calendar for programs.

    `followed`: the papers that they follow and may see.
    `done_by_others`: what others have lately done with the account, for whoever cannot be written to.
    """

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(title=request.user.full_name, section=PROFILE.name)
        held = Appointment.objects.filter(person=request.user).select_related("unit", "stands_for__person")
        units = Unit.objects.filter(pk__in={unit for _right, unit in request.pairs}).order_by("kind", "pk")
        self.groups = by_standing(held.order_by("-since", "-pk"), clock.today())
        self.rights = [
            (unit, [right.label for right in Right if may(request, right, unit.pk)]) for unit in units
        ]
        self.languages = settings.LANGUAGES
        self.addresses, self.new_address = addresses_of(request.user), shown_once(request)
        self.done_by_others = done_with_account(request.user)
        self.followed = followed_by(request.user, request.pairs)
        self.appoints = holds(request, Right.APPOINT)
        self.sets_up = holds(request, Right.SET_UP)
        self.leads = leads(request.user)
        self.came_back = came_back_from(request.user.pk)


@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    return ProfilePage(request).response(request, "governance/profile.html")


class PasswordPage(FormPage):
    """Change one's own password; all other sessions of this person end."""

    section = PROFILE
    title = gettext_lazy("Change of password")
    lead = gettext_lazy("At least 10 characters, not only digits and no usual word.")
    submit = gettext_lazy("Change the password")

    form: OwnPasswordForm

    def __init__(self, request: SignedInRequest) -> None:
        super().__init__(request)
        self.form = OwnPasswordForm(request.user, self.data, request=request)

    def send(self) -> HttpResponse | None:
        if not self.form.is_valid():
            return None
        with transaction.atomic():
            self.form.save()
            chosen(self.form.user)
            update_session_auth_hash(self.request, self.form.user)
            UserSession.objects.create_from_request(self.request)
        messages.success(
            self.request, _("The password has been changed; other devices have to sign in anew.")
        )
        return redirect("profile")


@require_POST
@signed_in
def side(request: SignedInRequest) -> HttpResponse:
    """Fold the side bar of this browser to icons, or unfold it, and go back to the page."""
    back = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = redirect(back if is_own else reverse("tasks"))
    fold_side(response, folded="fold" in request.POST)
    return response


# Django's own view: stores the choice in a cookie and returns to the page.
language = everyone(require_POST(set_language))
