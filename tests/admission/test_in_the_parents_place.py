"""What is the parents' to decide is done for them with a reason and their signed request, and they are written to."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import consent_of
from governance.documents.record.attached import Attachment
from governance.documents.record.document import Document
from governance.documents.record.history import history_of, verify
from governance.documents.record.kinds import KINDS
from governance.documents.record.transitions import ByHolder
from governance.flows.processes.admission_letters import DONE_FOR_THEM
from governance.roles.person import Person
from tests.memory import recalled
from tests.scans import REQUEST, SCANNED_PDF

from .office import AFTER, APPEAL, CHECKED, MATHS, Office, fresh

pytestmark = pytest.mark.django_db

ADDRESS = "parents@mail.example"
WHY = "Мать пришла в школу 18.06.2012 и попросила об этом."
# What a person enters as it came on paper: the parents' own words, and nothing is decided by them.
ENTERED = {
    ("application", "revise"),
    ("application", "enclose"),
    ("application", "submit"),
    ("application", "supplement"),
    ("application", "confirm_email"),
    ("application", "appeal"),
    ("consent", "give"),
}


@pytest.fixture
@recalled
def application(office: Office) -> Application:
    applied = office.applied(office.announced(), [MATHS], {"math": "31"}, email=ADDRESS, surname="Марков")
    office.parent(applied, "confirm_email")
    return fresh(applied)


def letters() -> list[str]:
    return [letter.body for letter in mail.outbox if letter.to == [ADDRESS]]


def test_every_move_of_the_parents_is_entered_for_them_or_asks_for_their_request() -> None:
    theirs = {
        (name, move)
        for name, model in KINDS.items()
        if name != "inquiry"  # whoever asks a question is no parent of an applicant
        for move, method in model._meta.get_field("state").transitions[model].items()
        if any(isinstance(each.permission, ByHolder) for each in method._django_fsm.transitions.values())
    }
    assert theirs == ENTERED | set(DONE_FOR_THEM)


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"reason": " "}, "Write the reason: without it"),
        ({"data": b""}, "Attach the request that the parents signed"),
        ({"data": b"%PDF-1.4 nothing"}, "The PDF is damaged or not whole"),
        ({"name": "просьба.txt", "data": b"text"}, "A scan is a picture"),
    ],
)
def test_without_a_reason_or_a_request_that_opens_nothing_is_done(
    office: Office, application: Application, missing: dict[str, Any], sentence: str
) -> None:
    before = history_of(application)
    with translation.override(None), pytest.raises(NotLegal, match=sentence):
        office.act(application, "withdraw", office.secretary, **{"reason": WHY, **REQUEST, **missing})
    assert (fresh(application).state, history_of(application)) == ("registered", before)
    assert not Attachment.objects.filter(document_id=application.pk).exists()


def test_the_record_says_who_acted_for_whom_and_by_which_request(
    office: Office, application: Application, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        withdrawn = office.act(application, "withdraw", office.secretary, reason=WHY, **REQUEST)
    event = withdrawn.events.latest("position")
    request = Attachment.objects.get(document_id=application.pk)
    assert (event.actor, event.move, event.reason) == (office.secretary, "withdraw", WHY)
    assert event.capacity == "секретарь приёмной комиссии, за заявителя"
    assert event.facts == {"attached": [request.sha256]}
    assert list(verify()) == []
    (letter,) = letters()
    assert "заявление отозвано" in letter
    assert "Марков" not in letter


def test_the_parents_themselves_give_neither_and_get_no_letter(
    office: Office, application: Application, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        withdrawn = office.parent(application, "withdraw")
    assert withdrawn.events.latest("position").capacity == "заявитель, по личной ссылке"
    assert letters() == []


def test_the_consent_and_the_places_are_given_up_by_request_too(
    office: Office, application: Application, django_capture_on_commit_callbacks: Any
) -> None:
    consent = consent_of(application)
    assert consent is not None
    with pytest.raises(NotLegal):
        office.act(consent, "withdraw", office.secretary, reason=WHY)
    with django_capture_on_commit_callbacks(execute=True):
        office.act(consent, "withdraw", office.secretary, reason=WHY, **REQUEST)
    assert (fresh(consent).state, fresh(application).state) == ("withdrawn", "withdrawn")
    (letter,) = letters()
    assert "согласие на обработку персональных данных отозвано" in letter


def test_a_place_is_taken_and_given_up_for_the_parents(office: Office) -> None:
    campaign = office.announced()
    ranked = [office.applied(campaign, [MATHS], {"math": str(mark)}) for mark in (31, 30, 29)]
    for one in ranked:
        office.checked(one)
    office.published(campaign)
    office.on(APPEAL)
    first, second, third = (fresh(one) for one in ranked)
    with pytest.raises(NotLegal):
        office.act(first, "decline", office.secretary)
    assert office.act(first, "decline", office.secretary, reason=WHY, **REQUEST).state == "declined"
    offered = office.act(third, "offer_place", office.secretary, offer=MATHS)
    assert office.act(offered, "take_place", office.secretary, reason=WHY, **REQUEST).state == "recommended"
    office.act(second, "decline", office.secretary, reason=WHY, **REQUEST)
    assert {Attachment.objects.filter(document_id=one.pk).count() for one in ranked} == {1}


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(office: Office) -> Callable[[Person], Client]:
    def client(person: Person) -> Client:
        signed_in = Client()
        signed_in.force_login(person)
        return signed_in

    return client


def do(client: Client, paper: Document, move: str, **facts: Any) -> Any:
    with clock.played(CHECKED):
        return client.post(reverse("paper_do", args=[paper.pk]), {"move": move, **facts})


def test_the_secretary_encloses_it_on_the_page_and_is_told_whether_they_get_a_letter(
    office: Office, application: Application, desk: Callable[[Person], Client]
) -> None:
    client = desk(office.secretary)
    with clock.played(CHECKED):
        page = client.get(reverse("paper", args=[application.pk])).content.decode()
    assert "Вы действуете за родителей: они получат об этом письмо." in page
    refused = do(client, application, "withdraw", reason=WHY)
    assert (refused.status_code, fresh(application).state) == (422, "registered")
    assert WHY in refused.content.decode()
    file = SimpleUploadedFile("просьба.pdf", SCANNED_PDF)
    assert do(client, application, "withdraw", file=file).status_code == 422
    file.seek(0)
    assert do(client, application, "withdraw", reason=WHY, file=file).status_code == 302
    assert fresh(application).state == "withdrawn"


def test_an_appeal_on_paper_is_filed_on_a_page_of_its_own_within_its_term(
    office: Office, desk: Callable[[Person], Client], django_capture_on_commit_callbacks: Any
) -> None:
    campaign = office.announced()
    applied = office.checked(office.applied(campaign, [MATHS], {"math": "31"}))
    address = reverse("application_appeal", args=[applied.pk])
    paper = reverse("paper", args=[applied.pk])
    client = desk(office.secretary)
    words = {"text": "Не учтена грамота", "reason": WHY}

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("апелляция.pdf", SCANNED_PDF)

    with clock.played(CHECKED):
        assert address not in client.get(paper).content.decode()
        early = client.post(address, {**words, "file": file()})
    assert (early.status_code, "Не учтена грамота" in early.content.decode()) == (422, True)
    office.published(campaign)
    office.on(APPEAL)
    with clock.played(APPEAL):
        assert address in client.get(paper).content.decode()
        assert desk(office.people["director"]).get(address).status_code in (403, 404)
        without = client.post(address, words)
        assert (without.status_code, fresh(applied).appeals.count()) == (422, 0)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, {**words, "file": file()}).status_code == 302
        again = client.post(address, {**words, "file": file()})
    appeal = fresh(applied).appeals.get()
    event = appeal.events.get(move="file")
    assert (appeal.text, event.reason, event.actor) == ("Не учтена грамота", WHY, office.secretary)
    assert event.capacity == "секретарь приёмной комиссии, за заявителя"
    assert (again.status_code, fresh(applied).appeals.count()) == (422, 1)
    with clock.played(AFTER):
        assert address not in client.get(paper).content.decode()
        assert client.post(address, {**words, "file": file()}).status_code == 422
    assert list(verify()) == []
