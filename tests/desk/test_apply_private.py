"""The private page: what the holder of a link sees and does, and what no other link opens."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, TestCase

from governance import clock
from governance.desk.public.apply.form import IN_CONSENT
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.consent import Consent
from governance.documents.record.perform import perform
from governance.documents.record.private_link import PrivateLink, new_key
from governance.flows.processes.admission_letters import token_for
from tests.admission.office import APPEAL, CHEMISTRY, INTAKE, MATHS, RESULTS, Office, fresh
from tests.desk.applying import SENT, TYPED, Parent, key_in, pdf
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

NEXT = INTAKE + timedelta(days=1)


def visit(address: str, on: date, data: dict[str, Any] | None = None) -> Any:
    """A page asked for, or a form sent, by somebody without an account."""
    client = Client()
    client.cookies["django_language"] = "en"
    with clock.played(on):
        return client.get(address) if data is None else client.post(address, data)


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return office.announced()


@pytest.fixture
@recalled
def published(office: Office, campaign: Campaign) -> dict[str, Application]:
    """Three for two places in mathematics and one in chemistry, results published; the second also waits for one."""
    given = {
        "first": office.applied(campaign, [MATHS], {"math": "31", "certificate": "5"}),
        "second": office.applied(campaign, [MATHS], {"math": "30", "certificate": "4.8"}),
        "third": office.applied(campaign, [MATHS, CHEMISTRY], {"math": "29", "certificate": "4.5"}),
    }
    for application in given.values():
        office.checked(application)
    office.published(campaign)
    return {name: fresh(application) for name, application in given.items()}


def own(office: Office, application: Application) -> str:
    return f"/a/{office.keys[application.pk]}/"


# --- who gets in ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_link_opens_its_own_application_and_another_link_does_not(
    office: Office, campaign: Campaign
) -> None:
    mine = office.applied(campaign, [MATHS], {"math": "31"}, surname="Свойкин")
    other = office.applied(campaign, [MATHS], {"math": "30"}, surname="Чужаков")
    page = visit(own(office, mine), INTAKE)
    assert page.status_code == 200
    assert "Свойкин" in page.content.decode()
    assert "Чужаков" not in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert visit(own(office, other), INTAKE).status_code == 200


@pytest.mark.parametrize(
    "part", ["", "kept/", "fill/", "application.pdf", "consent.pdf", "files/1/", "appeal/", "do/withdraw/"]
)
@pytest.mark.django_db
def test_a_wrong_an_ended_and_a_replaced_link_get_the_same_answer(
    office: Office, campaign: Campaign, part: str
) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"})
    good = own(office, application) + part
    ended = visit(good, INTAKE + timedelta(days=400))
    wrong = visit(f"/a/{'x' * 43}/{part}", INTAKE)
    with office.playing():
        perform(application, "renew_link", basis=application, opened_by=new_key())
    replaced = visit(good, INTAKE)
    assert [page.status_code for page in (ended, wrong, replaced)] == [404, 404, 404]
    assert {page.templates[0].name for page in (ended, wrong, replaced)} == {"governance/apply/no_link.html"}


@pytest.mark.django_db
def test_a_file_is_opened_by_its_own_link_alone(applying: Parent) -> None:
    mine = key_in(applying.send(file__math=pdf()))
    other = key_in(applying.send(surname="Другой"))
    file = Application.objects.order_by("pk")[0].attachments.get()
    assert visit(f"/a/{mine}/files/{file.pk}/", INTAKE).status_code == 200
    assert visit(f"/a/{other}/files/{file.pk}/", INTAKE).status_code == 404


# --- what is asked for ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_parents_send_what_was_asked_for(office: Office, campaign: Campaign) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"})
    address = own(office, application)
    office.act(application, "ask", office.secretary, missing="Нет аттестата.")
    assert "Нет аттестата." in visit(address, NEXT).content.decode()
    form = visit(f"{address}fill/", NEXT).context["form"]
    typed = {
        **TYPED,
        **{name: form[name].value() or "" for name in IN_CONSENT},
        "opened": form["opened"].value(),
        "do": "send",
        "consent": "",
        "file-certificate": pdf(),
    }
    answer = visit_later(f"{address}fill/", typed)
    assert answer.status_code == 302, answer.context["form"].errors
    application = fresh(application)
    assert (application.state, application.attachments.count()) == ("registered", 1)


def visit_later(address: str, data: dict[str, Any]) -> Any:
    """Five minutes after a page of the next day was opened."""
    client = Client()
    client.cookies["django_language"] = "en"
    with clock.played(SENT + timedelta(days=1)):
        return client.post(address, data)


@pytest.mark.django_db
def test_what_is_sent_cannot_be_changed(office: Office, campaign: Campaign) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"})
    assert visit(f"{own(office, application)}fill/", INTAKE).status_code == 302
    assert fresh(application).revision == application.revision


@pytest.mark.django_db
def test_a_corrected_name_needs_the_consent_once_more(applying: Parent) -> None:
    key = key_in(applying.send("keep"))
    typed = {**TYPED, "surname": "Макаров", "opened": applying.word(), "do": "keep", "consent": ""}
    refused = applying.post(f"/a/{key}/fill/", typed)
    assert list(refused.context["form"].errors) == ["consent"]
    assert applying.post(f"/a/{key}/fill/", {**typed, "consent": "on"}).status_code == 302
    assert Consent.objects.get().about == "Макаров Пётр Сергеевич"


# --- going back on it -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_withdrawing_is_asked_once_more(office: Office, campaign: Campaign) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"})
    address = f"{own(office, application)}do/withdraw/"
    assert visit(address, INTAKE).status_code == 200
    assert fresh(application).state == "registered"
    assert visit(address, INTAKE, {}).status_code == 302
    assert fresh(application).state == "withdrawn"
    assert visit(address, INTAKE, {}).status_code == 422


@pytest.mark.django_db
def test_taking_the_consent_back_withdraws_the_application(office: Office, campaign: Campaign) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"})
    visit(f"{own(office, application)}do/take_consent_back/", INTAKE, {})
    assert Consent.objects.get().state == "withdrawn"
    assert fresh(application).state == "withdrawn"


@pytest.mark.parametrize("name", ["accept", "erase", "take_outcome", "revise"])
@pytest.mark.django_db
def test_no_other_move_has_an_address(office: Office, campaign: Campaign, name: str) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"})
    assert visit(f"{own(office, application)}do/{name}/", INTAKE, {}).status_code == 404


# --- results ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_outcome_is_told_once_it_is_published_and_not_before(office: Office, campaign: Campaign) -> None:
    application = office.checked(office.applied(campaign, [MATHS], {"math": "31", "certificate": "5"}))
    rating = office.adopted(campaign)
    page = visit(own(office, application), RESULTS - timedelta(days=2))
    assert page.context["badge"].word == "Being considered"
    assert (page.context["results"], page.context["acts"]["decline"]) == ([], False)
    office.on(RESULTS)
    office.act(rating, "publish", office.secretary)
    page = visit(own(office, application), RESULTS)
    assert page.context["badge"].word == "Recommended"
    _list, row, outcome = page.context["results"][0]
    assert (row["rank"], row["points"], outcome.word) == (1, "200", "recommended")
    assert [(one.claimed, one.counted, one.points) for one in page.context["points"]] == [
        ("31", "31", "100"),
        ("5", "5", "100"),
    ]


@pytest.mark.django_db
def test_the_private_page_asks_the_database_a_dozen_times_at_most(
    office: Office, published: dict[str, Application], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        page = visit(own(office, published["third"]), RESULTS)
    assert len(page.context["results"]) == 3


@pytest.mark.django_db
def test_a_place_is_given_up_and_offered_to_the_next_who_takes_it(
    office: Office, published: dict[str, Application]
) -> None:
    visit(f"{own(office, published['first'])}do/decline/", APPEAL, {})
    assert fresh(published["first"]).state == "declined"
    office.on(APPEAL)
    third = office.act(published["third"], "offer_place", office.secretary, offer=MATHS)
    page = visit(own(office, third), APPEAL)
    assert (page.context["acts"]["take_place"], page.context["acts"]["turn_down"]) == (True, True)
    visit(f"{own(office, third)}do/take_place/", APPEAL, {})
    assert (fresh(third).state, fresh(third).place) == ("recommended", MATHS)


@pytest.mark.django_db
def test_an_offer_is_turned_down_and_the_place_held_before_stays(
    office: Office, published: dict[str, Application]
) -> None:
    visit(f"{own(office, published['first'])}do/decline/", APPEAL, {})
    office.on(APPEAL)
    third = office.act(published["third"], "offer_place", office.secretary, offer=MATHS)
    visit(f"{own(office, third)}do/turn_down/", APPEAL, {})
    assert (fresh(third).state, fresh(third).place) == ("recommended", CHEMISTRY)


@pytest.mark.django_db
def test_an_appeal_is_filed_within_its_term_and_once(
    office: Office, published: dict[str, Application]
) -> None:
    address = f"{own(office, published['third'])}appeal/"
    empty = visit(address, APPEAL, {"text": " "})
    assert list(empty.context["form"].errors) == ["text"]
    late = visit(address, APPEAL + timedelta(days=30), {"text": "Не учли диплом."})
    assert (late.status_code, "Не учли диплом." in late.content.decode()) == (422, True)
    assert visit(address, APPEAL, {"text": "Не учли диплом."}).status_code == 302
    assert [one.state_label for one in visit(own(office, published["third"]), APPEAL).context["appeals"]] == [
        "Being considered"
    ]
    assert visit(address, APPEAL, {"text": "Ещё раз."}).status_code == 422


# --- letters and links ------------------------------------------------------------------------------------------------


def ask(email: str) -> Any:
    opened = visit("/apply/link/", INTAKE).context["form"]["opened"].value()
    client = Client()
    with clock.played(SENT), TestCase.captureOnCommitCallbacks(execute=True):
        return client.post("/apply/link/", {"email": email, "opened": opened})


@pytest.mark.django_db
def test_asking_for_a_link_answers_alike_whether_there_is_an_application_or_not(
    office: Office, campaign: Campaign
) -> None:
    office.applied(campaign, [MATHS], {"math": "31"}, email="known@mail.example")
    known, unknown = ask("KNOWN@mail.example"), ask("unknown@mail.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    assert [letter.to for letter in mail.outbox if letter.to[0].endswith("mail.example")] == [
        ["known@mail.example"]
    ]


@pytest.mark.django_db
def test_a_new_link_comes_after_the_button_in_the_letter_and_ends_the_old_one(
    office: Office, campaign: Campaign
) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"}, email="known@mail.example")
    ask("known@mail.example")
    (letter,) = (letter for letter in mail.outbox if letter.to == ["known@mail.example"])
    (found,) = re.findall(r"/a/new/[^\s]+", letter.body)
    assert visit(found, INTAKE).status_code == 200
    assert visit(own(office, application), INTAKE).status_code == 200
    given = visit(found, INTAKE, {})
    assert visit(own(office, application), INTAKE).status_code == 404
    assert visit(given["Location"], INTAKE).status_code == 200
    assert fresh(application).email_confirmed_at is not None


@pytest.mark.django_db
def test_one_mailbox_gets_so_many_letters_an_hour_and_no_more(
    office: Office, campaign: Campaign, settings: Any
) -> None:
    settings.APPLY_LETTERS_PER_HOUR = 1
    office.applied(campaign, [MATHS], {"math": "31"}, email="known@mail.example")
    assert [ask("known@mail.example").status_code for _n in range(2)] == [302, 302]
    assert len([letter for letter in mail.outbox if letter.to == ["known@mail.example"]]) == 1


@pytest.mark.django_db
def test_an_address_is_confirmed_by_a_button_and_not_by_opening_the_link(
    office: Office, campaign: Campaign
) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"})
    with office.playing():
        address = f"/a/confirm/{token_for(application, office.keys[application.pk])}/"
    visit(address, INTAKE)
    assert fresh(application).email_confirmed_at is None
    assert visit(address, INTAKE, {})["Location"] == own(office, application)
    assert fresh(application).email_confirmed_at is not None


@pytest.mark.parametrize("kind", ["new", "confirm"])
@pytest.mark.django_db
def test_a_forged_token_and_one_for_an_earlier_address_open_nothing(
    office: Office, campaign: Campaign, kind: str
) -> None:
    application = office.begun(campaign)
    with office.playing():
        token = token_for(application, office.keys[application.pk])
    assert visit(f"/a/{kind}/{token}/", INTAKE).status_code == 200
    assert visit(f"/a/{kind}/{token}x/", INTAKE).status_code == 404
    office.parent(application, "revise", applicant={"email": "new@mail.example"})
    assert visit(f"/a/{kind}/{token}/", INTAKE).status_code == 404


@pytest.mark.django_db
def test_letters_go_to_confirmed_addresses_only_and_name_nobody(
    office: Office, campaign: Campaign, django_capture_on_commit_callbacks: Any
) -> None:
    confirmed = office.applied(campaign, [MATHS], {"math": "31"}, email="one@mail.example", surname="Марков")
    other = office.applied(campaign, [MATHS], {"math": "31"}, email="two@mail.example")
    office.parent(confirmed, "confirm_email")
    with django_capture_on_commit_callbacks(execute=True):
        for application in (confirmed, other):
            office.act(application, "ask", office.secretary, missing="Нет аттестата.")
    letters = [letter for letter in mail.outbox if letter.to[0].endswith("mail.example")]
    assert [letter.to for letter in letters] == [["one@mail.example"]]
    assert "Марков" not in letters[0].subject + letters[0].body
    assert "/a/new/" in letters[0].body


@pytest.mark.django_db
def test_parents_are_written_to_when_results_are_published(
    office: Office, campaign: Campaign, django_capture_on_commit_callbacks: Any
) -> None:
    application = office.applied(campaign, [MATHS], {"math": "31"}, email="one@mail.example")
    office.parent(application, "confirm_email")
    office.checked(application)
    rating = office.adopted(campaign)
    office.on(RESULTS)
    with django_capture_on_commit_callbacks(execute=True):
        office.act(rating, "publish", office.secretary)
    assert [letter.to for letter in mail.outbox if letter.to == ["one@mail.example"]] == [
        ["one@mail.example"]
    ]


@pytest.mark.django_db
def test_the_database_knows_no_key(applying: Parent) -> None:
    key = key_in(applying.send())
    assert PrivateLink.objects.get().digest != key
