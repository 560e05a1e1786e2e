"""Who cannot get in and whom no administrator can help gets a link on the server."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from governance.letters import outbox
from governance.letters.outbox import Letter
from governance.record_rows import past_the_door
from governance.roles.organisation import OrganisationEvent
from governance.roles.person import Person
from governance.scenarios.luza import Luza

pytestmark = pytest.mark.django_db


def test_the_link_opens_the_page_where_a_password_is_chosen(luza: Luza) -> None:
    said = StringIO()
    call_command("let_in", luza.people["administrator"].email.upper(), "--without-second-factor", stdout=said)
    address = said.getvalue().strip()
    assert address.startswith("http")
    assert Client().get(address.split("/", 3)[3].join(["/", ""]), follow=True).status_code == 200


def test_a_stranger_and_a_closed_account_are_refused(luza: Luza) -> None:
    with past_the_door():
        Person.objects.filter(pk=luza.people["clerk"].pk).update(is_active=False)
    for email in ("nobody@luza.example", luza.people["clerk"].email):
        with pytest.raises(CommandError) as refusal:
            call_command("let_in", email)
        assert refusal.value.returncode == 2


def test_the_person_is_told_and_it_stands_in_the_record(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Letter] = []
    monkeypatch.setattr(outbox, "write", written.append)
    call_command("let_in", luza.people["administrator"].email, stdout=StringIO())
    assert [letter.to for letter in written] == [luza.people["administrator"].email]
    assert OrganisationEvent.objects.latest("position").act == "invite"
