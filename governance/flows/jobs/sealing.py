"""Every morning the record is sealed, and each head of a school gets the seal to keep: nobody here can alter those."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.language.phrases import list_moment
from governance.documents.seals.models import Seal
from governance.documents.seals.sealing import seal_all
from governance.flows.jobs.job import job
from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.roles.may import holders_of
from governance.roles.membership import without_membership
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind


@job(gettext_lazy("Seals made"))
def seal_and_send(_day: None) -> list[Seal]:
    """Seal each district that has new events, and send the new seals. Run again, it does nothing more."""
    with transaction.atomic():
        seals = seal_all()
        for seal in seals:
            send(seal)
    return seals


def keepers(district: Unit) -> list[Person]:
    """Who signs for the schools of a district today: the base school and all that are its members; each once."""
    schools = set(Unit.objects.filter(kind=UnitKind.SCHOOL, district=district).values_list("pk", flat=True))
    schools -= without_membership(schools, clock.today()).keys()
    held = holders_of({(Right.SIGN_CONTRACT.value, school) for school in schools})
    people = {each.person_id: each.person for among in held.values() for each in among}
    return [people[key] for key in sorted(people)]


def send(seal: Seal) -> None:
    """A letter to each keeper, with the seal as text and as a file."""
    with translation.override(settings.LANGUAGE_CODE):
        subject, text = letter(seal)
    files = {seal.file_name: seal.note}
    outbox.write(
        *(
            Letter(person.email, subject, text, person=person, district=seal.district, files=files)
            for person in keepers(seal.district)
        )
    )


def letter(seal: Seal) -> tuple[str, str]:
    """Subject and text of the letter."""
    moment = seal.checkpoint.made_at
    facts = {
        "district": seal.district.name,
        "moment": list_moment(timezone.localtime(moment)) if moment else "",
        "n": seal.size,
        "page": f"{settings.PUBLIC_ADDRESS}{reverse('seals', args=[seal.district_id])}",
    }
    subject = _("Seal of the record of %(moment)s: %(district)s") % facts
    text = _(
        "Keep this letter with its file: if the page %(page)s shows the same seal, and the command "
        "`manage.py verify_history --seal FILE` run on the server with this file finds no fault, then nobody has "
        "altered, added or removed anything in the record of %(district)s up to %(moment)s (%(n)d events)."
    )
    return subject, f"{text % facts}\n\n{seal.note}"
