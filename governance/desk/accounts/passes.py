"""What an administrator does with an account: invite, send a link, print a slip, end a lost second factor.

Each is told to the owner and stands in the record; none shows or sets a password.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from governance.desk.accounts.letters import tell, write_entry
from governance.desk.base.reading import readings_of
from governance.documents.settings.accounts import INVITATION_DAYS, RESET_HOURS, SLIP_DAYS
from governance.letters.bounces import forget_bounces
from governance.roles.acts.accounts import note_account
from governance.roles.entry import EntryPass, end_passes, give_pass
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person


@transaction.atomic
def invite(person: Person, *, by: Person | None) -> str:
    """Write the letter of invitation. Returns the key of its link, for the command that founds a district."""
    key, row = give_pass(
        person, EntryPass.Purpose.INVITATION, lasts=timedelta(days=INVITATION_DAYS.on(person.district_id))
    )
    note_account(OrganisationAct.INVITE, person, by=by)
    write_entry(row, key, by)
    return key


@transaction.atomic
def send_reset(person: Person, *, by: Person | None) -> None:
    """Write the letter to choose a new password; the present one works until then.

    `by` None: somebody has asked on the page to sign in. That stands in no record, for anybody can do it.
    """
    key, row = give_pass(
        person, EntryPass.Purpose.RESET, lasts=timedelta(hours=RESET_HOURS.on(person.district_id))
    )
    if by is not None:
        note_account(OrganisationAct.SEND_LINK, person, by=by)
    write_entry(row, key, by)


@transaction.atomic
def make_slip(person: Person, *, by: Person) -> tuple[str, EntryPass]:
    """A code to print, where no letters leave. The present password works until it is used."""
    key, row = give_pass(
        person, EntryPass.Purpose.SLIP, lasts=timedelta(days=SLIP_DAYS.on(person.district_id))
    )
    note_account(OrganisationAct.PRINT_SLIP, person, by=by)
    return key, row


@transaction.atomic
def end_second_factor(person: Person, *, by: Person | None) -> bool:
    """End all second factors of a person, who has lost them, and their sessions. False if there is none.

    `by` None: whoever has the server has done it.
    """
    number, _rows = Authenticator.objects.filter(user_id=person.pk).delete()
    if not number:
        return False
    note_account(OrganisationAct.END_FACTOR, person, by=by)
    end_sessions(person)
    who = by.full_name if by is not None else _("on the server")
    tell(person, _("The administrator (%(who)s) has ended your second factor.") % {"who": who})
    return True


def tell_of_new_mailbox(person: Person, before: str, *, by: Person) -> None:
    """The mailbox with which somebody signs in is another one: both are told, and links sent to the old one end."""
    end_passes(person)
    forget_bounces(person.pk)
    said = _("%(who)s has changed the mailbox of your account from %(before)s to %(after)s.") % {
        "who": by.full_name,
        "before": before,
        "after": person.email,
    }
    tell(person, said, to=before)
    tell(person, said)


def end_sessions(person: Person) -> None:
    """Sign a person out everywhere."""
    for session in UserSession.objects.filter(user_id=person.pk):
        session.end()
    readings_of(person).delete()
