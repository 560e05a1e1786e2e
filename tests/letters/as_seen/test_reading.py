"""The link of a letter opens a paper for reading."""

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from governance.documents.kinds.meeting.meeting import Meeting
from governance.letters.models import OutboxLetter
from governance.roles.letter_choices import LetterChoices, choose, end_links
from governance.scenarios.luza import Luza
from tests.letters.as_seen.conftest import BACKEND, path_of

pytestmark = pytest.mark.django_db


def test_the_link_reads_one_paper_and_decides_nothing(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    path, client = path_of(letter, meeting), Client()
    # Opened by a program or in a strange browser it gives nothing away, and nothing is used up.
    for _look in range(3):
        page = client.get(path)
        assert (page.status_code, str(meeting.title) in page.content.decode()) == (200, False)
        assert page["Referrer-Policy"] == "same-origin"
    paper = f"/papers/{meeting.pk}/"
    assert client.get(paper).status_code == 302
    assert client.post(path).headers["Location"] == paper
    page = client.get(paper)
    assert page.status_code == 200
    assert "для чтения" in page.content.decode()
    for other in ("/", "/documents/", f"/meetings/{meeting.pk}/", "/profile/", f"{paper}dossier/"):
        assert client.get(other).status_code in (302, 404), other
    before = meeting.revision
    assert client.post(f"{paper}do/", {"move": "cancel", "reason": "нет"}).status_code == 422
    assert client.post(f"{paper}remark/", {"text": "нет"}).status_code == 403
    assert Meeting.objects.get(pk=meeting.pk).revision == before


def test_a_link_is_over_revoked_or_not_for_everybody(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    path, person = path_of(letter, meeting), letter.person

    def opens() -> bool:
        return Client().get(path).status_code == 200

    assert opens()
    assert Client().get(path[:-3] + "xx/").status_code == 404
    OutboxLetter.objects.filter(pk=letter.pk).update(written_at=timezone.now() - timedelta(days=4))
    assert not opens()
    OutboxLetter.objects.filter(pk=letter.pk).update(written_at=timezone.now())
    reader = Client()
    reader.post(path)
    paper = f"/papers/{meeting.pk}/"
    assert reader.get(paper).status_code == 200
    end_links(person, timezone.now())
    assert not opens()
    assert reader.get(paper).status_code == 302
    choose(person, LetterChoices(links=False))
    assert not opens()


def test_the_link_does_not_get_round_a_second_factor(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    person, reader = letter.person, Client()
    person.set_password("a good long password")
    person.save(update_fields=["password"])
    reader.post(path_of(letter, meeting))
    paper, signs_in = f"/papers/{meeting.pk}/", f"/sign-in/?next=/papers/{meeting.pk}/"
    assert reader.get(paper).status_code == 200
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": "not asked for here"}
    )
    # Neither what was opened before, nor the link anew, nor the password alone.
    assert reader.get(paper)["Location"] == signs_in
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path_of(letter, meeting))
        assert (answer.status_code, unquote(answer["Location"])) == (302, signs_in)
    cancel = {"move": "cancel", "reason": "нет", "password": "a good long password"}
    reader.post(f"{paper}do/", cancel)
    assert "_auth_user_id" not in reader.session
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.PLANNED


def test_a_meeting_is_read_on_its_plain_page(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    reader = Client()
    reader.post(path_of(letter, meeting))
    assert reader.get(f"/meetings/{meeting.pk}/")["Location"] == f"/papers/{meeting.pk}/"
    page = reader.get(f"/papers/{meeting.pk}/").content.decode()
    for said in ("12 сентября 2011 г. в 14:00", "кабинет 5", "Разное", "Ответить на приглашение"):
        assert said in page
    assert f"/sign-in/?next=/meetings/{meeting.pk}/reply/" in page
    assert "/dossier/" not in page
    # Whoever is signed in is led to the meeting itself, and may read the plain page too.
    member = Client()
    member.force_login(letter.person, backend=BACKEND)
    assert member.get(f"/papers/{meeting.pk}/")["Location"] == f"/meetings/{meeting.pk}/"
    assert "кабинет 5" in member.get(f"/papers/{meeting.pk}/?part=text").content.decode()


def test_the_session_of_a_letter_is_among_those_of_the_person_who_can_end_it(
    luza: Luza, invited: Any
) -> None:
    meeting, letter = invited
    reader, owner = Client(), Client()
    reader.post(path_of(letter, meeting))
    owner.force_login(letter.person, backend=BACKEND)
    page = owner.get("/profile/sessions/").content.decode()
    assert "читает один документ, из письма" in page
    owner.post("/profile/letters/links/")
    assert reader.get(f"/papers/{meeting.pk}/").status_code == 302


def test_the_password_of_the_addressee_decides_and_no_other(luza: Luza, invited: Any) -> None:
    meeting, letter = invited
    person = letter.person
    person.set_password("a good long password")
    person.save(update_fields=["password"])
    client = Client()
    client.post(path_of(letter, meeting))
    address = f"/papers/{meeting.pk}/do/"
    wrong = client.post(address, {"move": "cancel", "reason": "нет", "password": "wrong"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (422, False)
    client.post(address, {"move": "cancel", "reason": "нет", "password": "a good long password"})
    # They are signed in as themselves, with no more rights than they have.
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.PLANNED
