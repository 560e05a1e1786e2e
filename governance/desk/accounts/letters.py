"""Letters about accounts: to whoever owns one, about everything that is done with it."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from governance.desk.accounts.site import site_name
from governance.desk.base.components import Words
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.entry import EntryPass
from governance.roles.person import Person


def letters_leave() -> bool:
    """Whether mail is set up; the demonstration sends none."""
    return not settings.DEMO and "console" not in settings.EMAIL_BACKEND.lower()


def write(person: Person, subject: str, lines: Iterable[str], *, to: str = "") -> None:
    """Write to a person; `to`: to another mailbox than theirs. The demonstration sends no letters."""
    if not settings.DEMO:
        body = "\n\n".join(filter(None, lines)) + "\n"
        outbox.write(Letter(to or person.email, subject, body, person=person))


def entry_address(key: str) -> str:
    """The address behind which a password is chosen. Never the host of the request: anybody can write that."""
    return settings.PUBLIC_ADDRESS + reverse("entry_link", args=[key])


def write_entry(row: EntryPass, key: str, by: Person | None) -> None:
    """The letter with the one link: an invitation, or the way back in after a forgotten password."""
    person = row.person
    with translation.override(settings.LANGUAGE_CODE):
        district = site_name()
        if row.purpose == EntryPass.Purpose.INVITATION:
            subject = _("Invitation: %(district)s") % {"district": district}
            said = _("You are invited to work here: «%(district)s».") % {"district": district}
            if by is not None:
                said += " " + _("Invited by: %(who)s.") % {"who": by.full_name}
        else:
            subject = _("A new password: %(district)s") % {"district": district}
            if by is not None:
                said = _("The administrator (%(who)s) has sent you a link to choose a new password.") % {
                    "who": by.full_name
                }
            else:
                said = _("Somebody has asked for a new password for this mailbox; that was you, we suppose.")
        until = timezone.localtime(row.until).strftime("%d.%m.%Y %H:%M")
        write(
            person,
            subject,
            [
                _("Hello, %(name)s!") % {"name": addressed(person)},
                said,
                _("Open this address and choose a password:") + "\n" + entry_address(key),
                _("It serves once, until %(until)s. You sign in with the address of this mailbox.")
                % {"until": until},
                _("Give the link to nobody. If you do not know what this is about, delete this letter."),
            ],
        )


def tell(person: Person, said: Words, *, to: str = "") -> None:
    """A letter about what has been done with an account, and what to do if it was not its owner."""
    with translation.override(settings.LANGUAGE_CODE):
        write(
            person,
            _("Your account: %(district)s") % {"district": site_name()},
            [
                _("Hello, %(name)s!") % {"name": addressed(person)},
                str(said),
                _("If this was not you and you know nothing of it, choose a new password at once:")
                + f"\n{settings.PUBLIC_ADDRESS}{reverse('forgotten')}\n"
                + _("and tell the administrator of your district."),
            ],
            to=to,
        )


def addressed(person: Person) -> str:
    """«Вера Львовна»."""
    return " ".join(filter(None, (person.given, person.patronymic)))
