"""How people get into their accounts: invitation, link to a new password, printed slip, end of a lost second factor."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance import clock
from governance.desk.accounts.letters import letters_leave
from governance.desk.accounts.passes import end_second_factor, invite, make_slip, send_reset
from governance.desk.accounts.slip import slip_data
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.pages.people.scope import changeable
from governance.desk.papers.sheet import pdf
from governance.roles.entry import EntryPass, last_pass_of
from governance.roles.person import Person


@dataclass(frozen=True)
class AccountState:
    """How far a person has come with their account, for those who may invite them (governance/person.html)."""

    # They have chosen a password; nobody sees it.
    has_password: bool
    # The last key that they were given and have not used, as a sentence.
    awaited: str
    second_factors: int
    letters_leave: bool


def state_of(person: Person) -> AccountState:
    row = last_pass_of(person)
    factors = Authenticator.objects.filter(user_id=person.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return AccountState(
        person.has_usable_password(), awaited(row) if row else "", factors.count(), letters_leave()
    )


def awaited(row: EntryPass) -> str:
    if row.used_at is not None:
        return ""
    until = timezone.localtime(row.until).strftime("%d.%m.%Y %H:%M")
    what = EntryPass.Purpose(row.purpose).label
    if row.until < clock.now():
        return _("%(what)s: not used, too old since %(until)s") % {"what": what, "until": until}
    return _("%(what)s: not used yet, serves until %(until)s") % {"what": what, "until": until}


@require_POST
@signed_in
def person_invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the letter with the link: an invitation, or for whoever has a password already the way to a new one."""
    person = changeable(request, pk)
    if not letters_leave():
        messages.error(request, _("No letters are sent from here: print a slip instead."))
    elif person.has_usable_password():
        send_reset(person, by=request.user)
        messages.success(request, _("The letter with a link to choose a new password is on its way."))
    else:
        invite(person, by=request.user)
        messages.success(request, _("The invitation is on its way."))
    return redirect("person", pk=pk)


@require_POST
@signed_in
def person_slip(request: SignedInRequest, pk: int) -> HttpResponse:
    """The slip with a one-time code, as PDF; only where no letters leave, for whoever prints it could use it, too."""
    person = changeable(request, pk)
    if letters_leave():
        messages.error(request, _("Letters are sent from here: send one instead of a slip."))
        return redirect("person", pk=pk)
    code, row = make_slip(person, by=request.user)
    answer = pdf(request, "slip", slip_data(person, code, row), f"slip {person.surname}")
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
@signed_in
def person_second_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the second factor of somebody who has lost it; they are signed out everywhere and told."""
    person = changeable(request, pk)
    if person.pk == request.user.pk:
        messages.error(request, _("Your own second factor you change in your profile."))
    elif end_second_factor(person, by=request.user):
        messages.success(request, _("The second factor is ended; its owner is told."))
    else:
        messages.info(request, _("There is no second factor."))
    return redirect("person", pk=pk)
