"""Trying letters by one to oneself, and inviting everybody who has not come in yet."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from governance.desk.accounts.letters import letters_leave, write
from governance.desk.accounts.passes import invite
from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Words
from governance.desk.base.page import Page
from governance.desk.pages.organisation.processes import district_of
from governance.desk.pages.organisation.setup import SET_UP
from governance.desk.pages.organisation.steps import people_to_let_in
from governance.desk.pages.people.entering import awaited
from governance.desk.pages.people.scope import scope
from governance.letters.models import OutboxLetter, Status
from governance.letters.sending import FAILURES
from governance.roles.entry import EntryPass
from governance.roles.person import Person

SHOWN = 5
# Whoever has so many letters waiting learns nothing from another one.
MOST_WAITING = 5
MEANINGS = {Status.SENT: "force", Status.WAITING: "held", Status.LEAVING: "held"}


@dataclass(frozen=True)
class Tried:
    """One letter to oneself, and what became of it."""

    letter: OutboxLetter

    @property
    def meaning(self) -> str:
        return MEANINGS.get(Status(self.letter.status), "alarm")

    @property
    def why(self) -> Words:
        return FAILURES.get(self.letter.failure, "")


@signed_in
def mail_trial(request: SignedInRequest) -> HttpResponse:
    district = district_of(request)
    own = OutboxLetter.objects.filter(person=request.user, district=district).order_by("-pk")
    if request.method == "POST":
        if not letters_leave():
            messages.error(request, _("No letters are sent from here: print a slip instead."))
        elif own.filter(status=Status.WAITING).count() >= MOST_WAITING:
            messages.warning(
                request, _("Your letters still wait: find out why before you write another one.")
            )
        else:
            subject = _("A letter on trial: %(district)s") % {"district": district.name}
            write(request.user, subject, [_("If you read this, letters leave. Nothing else has to be done.")])
            messages.success(request, _("The letter is on its way to %(to)s.") % {"to": request.user.email})
        return redirect("mail_trial")
    page = Page(title=_("Letters on trial"), section=SET_UP.name, crumbs=[SET_UP.crumb])
    also = {"leave": letters_leave(), "tried": [Tried(letter) for letter in own[:SHOWN]]}
    return page.response(request, "governance/organisation/mail.html", also=also)


@dataclass(frozen=True)
class Invited:
    """Somebody with a post, and how far they have come with their account."""

    person: Person
    awaited: str

    @property
    def has_come(self) -> bool:
        return self.person.has_usable_password()

    @property
    def is_to_be_invited(self) -> bool:
        return not self.has_come and not self.awaited


def invited(request: SignedInRequest) -> list[Invited]:
    """Everybody with a post, for whoever may let them in. Raises Http404 for others."""
    scope(request)
    people = people_to_let_in(district_of(request))
    rows = EntryPass.objects.filter(person__in=people).order_by("given_at", "pk")
    passes = {row.person_id: row for row in rows}
    return [Invited(person, awaited(passes[person.pk]) if person.pk in passes else "") for person in people]


@signed_in
def invitations(request: SignedInRequest) -> HttpResponse:
    rows = invited(request)
    page = Page(
        title=gettext_lazy("Invitations"),
        section=SET_UP.name,
        lead=_("Whoever has a post gets a letter with a link, and chooses a password behind it."),
        crumbs=[SET_UP.crumb],
    )
    also = {
        "waiting": [row for row in rows if not row.has_come],
        "come": sum(row.has_come for row in rows),
        "to_invite": sum(row.is_to_be_invited for row in rows),
        "leave": letters_leave(),
    }
    return page.response(request, "governance/organisation/invitations.html", also=also)


@require_POST
@signed_in
def invite_all(request: SignedInRequest) -> HttpResponse:
    """Invite whoever has a post, no password, and no link that waits for them."""
    if not letters_leave():
        messages.error(request, _("No letters are sent from here: print a slip instead."))
        return redirect("invitations")
    wanted = [row.person for row in invited(request) if row.is_to_be_invited]
    for person in wanted:
        invite(person, by=request.user)
    said = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", len(wanted))
    messages.success(request, said % {"n": len(wanted)})
    return redirect("invitations")
