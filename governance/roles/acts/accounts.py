"""What is done with an account. No column of the person changes, but it can be read for ever who let whom in."""

from governance.roles.acts.door import organisation_act
from governance.roles.organisation import OrganisationAct, OrganisationEvent
from governance.roles.person import Person
from governance.roles.rights import Right

BY_OWNER = "действие владельца учётной записи"
BY_ADMINISTRATOR = "ведение учётных записей"
BY_PROGRAM = "начало работы программы"


# What is done so that somebody gets into an account.
LETTING_IN = (
    OrganisationAct.INVITE,
    OrganisationAct.SEND_LINK,
    OrganisationAct.PRINT_SLIP,
    OrganisationAct.END_FACTOR,
    OrganisationAct.CLOSE_ACCOUNT,
    OrganisationAct.REOPEN_ACCOUNT,
)
SHOWN = 5


def done_with_account(person: Person) -> list[OrganisationEvent]:
    """The latest of what others have done so that somebody gets into this account, or does not."""
    done = OrganisationEvent.objects.filter(person=person, act__in=LETTING_IN).exclude(actor=person)
    return list(done.select_related("actor").order_by("-at")[:SHOWN])


def note_account(act: OrganisationAct, person: Person, *, by: Person | None) -> None:
    """Enter into the record that this was done with the account of a person. `by` None: on the server.

    Raises ValidationError with a sentence when somebody else than its owner did it without the right to appoint.
    """
    is_own = by is not None and by.pk == person.pk
    basis = BY_PROGRAM if by is None else BY_OWNER if is_own else BY_ADMINISTRATOR
    right = None if is_own else Right.APPOINT
    with organisation_act(act, person.district_id, by=by, basis=basis, right=right) as doing:
        doing.person = person
