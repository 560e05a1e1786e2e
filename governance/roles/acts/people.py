"""Entering people and correcting what is known of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.roles.acts.door import organisation_act
from governance.roles.names import Case
from governance.roles.organisation import OrganisationAct, OrganisationWords
from governance.roles.person import Person, new_salt
from governance.roles.rights import Right
from governance.roles.unit import Unit

LONGEST_FORM = 200


def enter_person(
    district: Unit,
    email: str,
    *,
    by: Person | None,
    basis: str,
    surname: str,
    given: str,
    patronymic: str = "",
    gender: str = "",
    forms: Mapping[str, str] | None = None,
) -> Person:
    """Enter a person of a district, who has no password yet. Raises ValidationError with a sentence."""
    person = Person(
        district=district.root,
        email=email.strip().lower(),
        surname=surname,
        given=given,
        patronymic=patronymic,
        gender=gender,
        forms=dict(forms or {}),
    )
    person.set_unusable_password()
    act = organisation_act(
        OrganisationAct.ENTER_PERSON, district.root_id, by=by, basis=basis, right=Right.APPOINT
    )
    with act as doing:
        if Person.objects.filter(email=person.email).exists():
            raise ValidationError({"email": _("Somebody has this e-mail already.")})
        person.save(force_insert=True)
        doing.person = person
    return person


def correct_person(
    person: Person, *, by: Person | None, basis: str, since: date | None = None, **values: Any
) -> Person:
    """Write other names, case forms or another e-mail of a person, as they hold since that day.

    Papers that are signed keep the words that they were signed with. Raises ValidationError with a sentence.
    """
    _check_past(since)
    # Whoever corrects their own data needs no right to appoint people.
    right = None if by is not None and by.pk == person.pk else Right.APPOINT
    act = organisation_act(
        OrganisationAct.CORRECT_PERSON, person.district_id, by=by, basis=basis, right=right, since=since
    )
    with act as doing:
        doing.person = person
        doing.change(person, **values)
    return person


def keep_form(person: Person, case: Case, form: str, *, by: Person | None, basis: str) -> None:
    """Store a corrected case form of the short name; a form equal to the suggested one is not stored.

    Raises ValidationError when it is longer than 200 characters.
    """
    form = " ".join(form.split())
    if len(form) > LONGEST_FORM:
        raise ValidationError(_("A case form of a name is at most 200 signs long."))
    if form and form != person.in_case(case):
        correct_person(person, by=by, basis=basis, forms={**person.forms, case.value: form})


def let_sign_in(person: Person, allowed: bool, *, by: Person | None, basis: str) -> None:
    """Close the account of a person, or open it again. Raises ValidationError with a sentence."""
    if by is not None and by.pk == person.pk:
        raise ValidationError(_("You cannot close your own account."))
    act = OrganisationAct.REOPEN_ACCOUNT if allowed else OrganisationAct.CLOSE_ACCOUNT
    with organisation_act(act, person.district_id, by=by, basis=basis, right=Right.APPOINT) as doing:
        doing.person = person
        doing.change(person, is_active=allowed)


def let_inspect(person: Person, allowed: bool, *, basis: str) -> None:
    """Open the repair pages to an account, or close them. Done on the server only; it gives no right to decide."""
    with organisation_act(OrganisationAct.LET_INSPECT, person.district_id, by=None, basis=basis) as doing:
        doing.person = person
        doing.change(person, is_staff=allowed, is_superuser=allowed)


def erase_person(person: Person, *, by: Person | None, basis: str) -> None:
    """Erase the e-mail and what earlier acts say of a person, and close the account; signed papers keep the name.

    The row gets a new salt, so that nobody guesses from old digests what it held.
    """
    act = organisation_act(
        OrganisationAct.ERASE_PERSON, person.district_id, by=by, basis=basis, right=Right.APPOINT
    )
    with act as doing:
        doing.person = person
        person.email, person.is_active = f"erased-{person.pk}@erased.invalid", False
        person.row_salt = new_salt()
        person.set_unusable_password()
        person.save()
        OrganisationWords.objects.filter(event__person=person).delete()


def _check_past(since: date | None) -> None:
    if since is not None and since > clock.today():
        raise ValidationError(_("This day is still to come: enter the change when it has begun to hold."))
