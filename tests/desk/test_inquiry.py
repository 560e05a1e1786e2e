"""Questions of the public: asked without an account, registered, answered within the term of the law, erased."""

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.inquiry.inquiry import Inquiry, receive
from governance.documents.kinds.inquiry.print import answer_data, report_data
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.documents.record.private_link import new_key
from governance.documents.settings.inquiries import BY_PORTAL, INQUIRY_FORM
from governance.flows.engine.models import Task
from governance.flows.jobs.retention import erase_ended
from governance.letters.models import OutboxLetter
from governance.roles.acts.settings import change_setting
from governance.roles.unit import UnitKind
from governance.scenarios.letters import play_letters
from governance.scenarios.luza import Luza, found_luza
from governance.scenarios.stage import Stage
from tests.founding import founded, other_district

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]

TODAY = date(2012, 1, 16)
ASKED = {
    "name": "Петрова Анна Сергеевна",
    "email": "petrova@kirov.example",
    "text": "Когда будет автобус на элективные курсы?",
    "sort": "request",
    "theme": "transport",
}


@pytest.fixture(autouse=True)
def _january() -> Any:
    with clock.played(TODAY):
        yield


def came(luza: Luza, key: str = "", **also: Any) -> Inquiry:
    return receive(luza.base, key=key or new_key(), **{**ASKED, **also})


def registered(luza: Luza, key: str = "", **also: Any) -> Inquiry:
    sort = {"sort": "request", "theme": "transport"}
    return perform(came(luza, key, **also), "register_inquiry", by=luza.people["clerk"], **sort)


def assigned(luza: Luza, key: str = "") -> Inquiry:
    deputy, director = luza.people["deputy"], luza.people["director"]
    return perform(registered(luza, key), "resolve", by=director, executor=deputy.pk)


def answered(luza: Luza, key: str = "") -> Inquiry:
    inquiry = perform(
        assigned(luza, key), "write_answer", by=luza.people["deputy"], reply="По субботам в 9:00."
    )
    return perform(inquiry, "sign", by=luza.people["director"])


def waiting(inquiry: Inquiry) -> list[tuple[str, Any]]:
    tasks = Task.objects.open().filter(process__document=inquiry.pk, flow_task_type="HUMAN")
    return [(task.flow_task.name, task.due) for task in tasks]


# --- its way ----------------------------------------------------------------------------------------------------------


def test_it_goes_from_the_form_to_the_answer_within_the_terms_of_the_law(luza: Luza) -> None:
    inquiry = came(luza)
    assert (inquiry.state, inquiry.number, waiting(inquiry)) == (
        "received",
        "",
        [("registration", date(2012, 1, 19))],
    )
    inquiry = perform(
        inquiry, "register_inquiry", by=luza.people["clerk"], sort="complaint", theme="transport"
    )
    assert (inquiry.number, inquiry.sort, inquiry.due) == ("1", "complaint", date(2012, 2, 15))
    inquiry = perform(inquiry, "resolve", by=luza.people["director"], executor=luza.people["deputy"].pk)
    assert waiting(inquiry) == [("execution", date(2012, 2, 15))]
    inquiry = perform(inquiry, "write_answer", by=luza.people["deputy"], reply="По субботам в 9:00.")
    inquiry = perform(inquiry, "sign", by=luza.people["director"])
    assert (inquiry.state, inquiry.settled_on, inquiry.is_late, waiting(inquiry)) == (
        "answered",
        TODAY,
        False,
        [],
    )
    assert history_of(inquiry) == ["draft", "send", "register_inquiry", "resolve", "write_answer", "sign"]
    assert list(verify()) == []
    data = answer_data(inquiry)
    assert data["addressee"] == ["Петрова Анна Сергеевна", "petrova@kirov.example"]
    assert render("inquiry_answer", data).startswith(b"%PDF")
    assert render("inquiry", print_data(inquiry)).startswith(b"%PDF")


def test_the_term_is_prolonged_once_and_no_further_than_the_law_allows(luza: Luza) -> None:
    director, inquiry = luza.people["director"], assigned(luza)
    for due, why in ((date(2012, 2, 15), "рано"), (date(2012, 3, 20), "поздно"), (date(2012, 3, 1), "")):
        with pytest.raises(NotLegal):
            perform(inquiry, "prolong", by=director, due=due, reason=why)
    inquiry = perform(inquiry, "prolong", by=director, due=date(2012, 3, 1), reason="ждём школы")
    assert (inquiry.due, waiting(inquiry)) == (date(2012, 3, 1), [("execution", date(2012, 3, 1))])
    assert "продлено до 01.03.2012" in inquiry.notice
    with pytest.raises(NotLegal, match="allows it once"):
        perform(inquiry, "prolong", by=director, due=date(2012, 3, 2), reason="ещё")


def test_it_is_passed_on_with_a_letter(luza: Luza) -> None:
    inquiry = perform(registered(luza), "pass_on", by=luza.people["director"], to="Администрация района")
    assert inquiry.reply == (
        "Ваше обращение № 1 направлено 16.01.2012 по компетенции: Администрация района. Ответ Вам даст этот орган."
    )
    assert waiting(inquiry) == []


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        ("no_name", "не указаны фамилия"),
        ("illegible", "не поддаётся прочтению"),
        ("insults", "злоупотреблять"),
        ("repeated", "переписка по данному вопросу прекращена"),
    ],
)
def test_it_is_left_without_an_answer_in_the_words_of_the_law(luza: Luza, ground: str, words: str) -> None:
    inquiry = perform(registered(luza), "leave", by=luza.people["director"], ground=ground)
    assert (inquiry.state, words in inquiry.reply) == ("unanswered", True)


def test_each_act_has_its_own_people(luza: Luza) -> None:
    inquiry = assigned(luza)
    for move, key, facts in (
        ("write_answer", "clerk", {"reply": "Да."}),
        ("prolong", "deputy", {"due": date(2012, 3, 1), "reason": "нужно"}),
        ("pass_on", "clerk", {"to": "РОО"}),
        ("leave", "head_second", {"ground": "insults"}),
    ):
        with pytest.raises(NotAllowed):
            perform(inquiry, move, by=luza.people[key], **facts)
    with pytest.raises(NotAllowed):
        receive(luza.base, by=luza.people["deputy"], **{**ASKED, "way": "paper"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"email": ""},
        {"email": "не адрес"},
        {"text": "?"},
        {"text": "я" * 10_001},
        {"name": "я" * 201},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(luza: Luza, wrong: dict[str, str]) -> None:
    with pytest.raises(NotLegal):
        came(luza, **wrong)


def test_the_clerk_enters_what_came_on_paper_without_a_name(luza: Luza) -> None:
    text = "Почему закрыт спортзал?"
    inquiry = receive(
        luza.base, by=luza.people["clerk"], way="paper", text=text, sort="complaint", theme="other"
    )
    assert (inquiry.state, inquiry.consented_at) == ("received", None)


def test_the_scenario_of_letters_reaches_every_state_and_leaves_a_whole_record(db: None) -> None:
    played = play_letters(found_luza(), Stage())
    assert played.unreached() == []
    assert list(verify()) == []


# --- letters ----------------------------------------------------------------------------------------------------------


def test_letters_go_where_they_asked(luza: Luza) -> None:
    inquiry = answered(luza)
    assert OutboxLetter.objects.filter(document=inquiry.pk, person=None).count() == 2
    silent = registered(luza, email="", address="г. Луза, ул. Ленина, 5")
    assert not OutboxLetter.objects.filter(document=silent.pk, person=None).exists()


# --- the public page --------------------------------------------------------------------------------------------------


def form_of(visitor: Client, luza: Luza, **also: Any) -> dict[str, Any]:
    page = visitor.get(reverse("ask"))
    opened = page.context["form"]["opened"].value()
    return {**ASKED, "opened": opened, "school": luza.base.pk, "consent": "on", **also}


def test_anybody_asks_on_the_public_page_and_follows_by_a_private_link(
    luza: Luza, visitor: Client, settings: Any
) -> None:
    settings.APPLY_SHORTEST_SECONDS = 0
    sent = form_of(visitor, luza)
    first, again = (visitor.post(reverse("ask"), sent) for _time in range(2))
    assert (first.status_code, first.url) == (302, again.url)
    inquiry = Inquiry.objects.get()
    assert (inquiry.state, inquiry.consented_at is not None, inquiry.unit) == ("received", True, luza.base)
    page = visitor.get(first.url)
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store, private")
    perform(inquiry, "register_inquiry", by=luza.people["clerk"], sort="request", theme="transport")
    assert "зарегистрировано 16.01.2012, № 1" in visitor.get(first.url).content.decode()
    assert visitor.get(f"{first.url}answer.pdf").status_code == 404
    assert visitor.get(reverse("own_inquiry", args=["x" * 43])).status_code == 404


def test_the_answer_stands_behind_the_private_link_and_nowhere_else(luza: Luza, visitor: Client) -> None:
    key = new_key()
    inquiry = answered(luza, key)
    address = reverse("own_inquiry", args=[key])
    assert "По субботам в 9:00." in visitor.get(address).content.decode()
    assert visitor.get(f"{address}answer.pdf").content.startswith(b"%PDF")
    assert visitor.get(reverse("public_paper", args=[inquiry.code])).status_code == 404
    check = visitor.get(reverse("check_paper", args=[inquiry.code])).content.decode()
    assert "Петрова" not in check
    assert "субботам" not in check


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"name": ""}, "name"),
        ({"email": ""}, "email"),
        ({"text": "?"}, "text"),
        ({"school": "999999"}, "school"),
        ({"website": "spam"}, "website"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    luza: Luza, visitor: Client, settings: Any, wrong: dict[str, str], field: str
) -> None:
    settings.APPLY_SHORTEST_SECONDS = 0
    answer = visitor.post(reverse("ask"), form_of(visitor, luza, **wrong))
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert ASKED["name"] in answer.content.decode() or field == "name"
    assert not Inquiry.objects.exists()


def test_too_many_questions_in_an_hour_wait_and_lose_nothing(
    luza: Luza, visitor: Client, settings: Any
) -> None:
    settings.APPLY_SHORTEST_SECONDS, settings.APPLY_SENDS_PER_HOUR = 0, 1
    assert visitor.post(reverse("ask"), form_of(visitor, luza)).status_code == 302
    late = visitor.post(reverse("ask"), form_of(visitor, luza))
    assert (late.status_code, ASKED["text"] in late.content.decode()) == (429, True)
    assert Inquiry.objects.count() == 1


def test_where_people_have_to_be_identified_the_form_leads_to_the_state_portal(
    luza: Luza, visitor: Client, settings: Any
) -> None:
    settings.APPLY_SHORTEST_SECONDS = 0
    sent = form_of(visitor, luza)
    change_setting(
        luza.district,
        INQUIRY_FORM,
        BY_PORTAL,
        since=TODAY,
        by=luza.people["administrator"],
        basis="решение совета",
    )
    for answer in (visitor.get(reverse("ask")), visitor.post(reverse("ask"), sent)):
        assert "gosuslugi.ru" in answer.content.decode()
    assert not Inquiry.objects.exists()
    by_portal = {**ASKED, "way": "portal"}
    assert receive(luza.base, by=luza.people["clerk"], **by_portal).state == "received"


def test_the_form_asks_the_schools_of_its_district_alone(luza: Luza, visitor: Client) -> None:
    school = founded(other_district(), UnitKind.SCHOOL, "СОШ п. Подосиновец")
    page = visitor.get(f"{reverse('ask')}?district={school.district_id}&school={school.pk}")
    assert page.context["form"].fields["school"].choices == [(school.pk, school.name)]
    assert visitor.get(f"{reverse('ask')}?district=999999").status_code == 404
    assert "/ask/" in visitor.get("/district/").content.decode()


# --- personal data ----------------------------------------------------------------------------------------------------


def test_only_those_who_read_personal_data_and_the_executor_see_it(luza: Luza, desk: Desk) -> None:
    inquiry = assigned(luza)
    address = reverse("paper", args=[inquiry.pk])
    seen = {key: desk(key).get(address).status_code for key in ("director", "clerk", "deputy", "secretary")}
    assert seen == {"director": 200, "clerk": 200, "deputy": 200, "secretary": 404}
    assert desk("head_second").get(address).status_code == 404
    assert desk("secretary").get(reverse("inquiry_list")).status_code == 404


def test_after_its_last_day_it_is_erased_and_what_was_decided_stays(luza: Luza, visitor: Client) -> None:
    key = new_key()
    inquiry = answered(luza, key)
    assert inquiry.kept_until == date(2017, 1, 16)
    with clock.played(date(2017, 1, 16)):
        assert erase_ended() == []
    with clock.played(date(2017, 1, 17)):
        erase_ended()
        inquiry = Inquiry.objects.get(pk=inquiry.pk)
        assert (inquiry.name, inquiry.text, inquiry.reply, inquiry.number) == ("", "", "", "1")
        assert visitor.get(reverse("own_inquiry", args=[key])).status_code == 404
        assert "Петрова" not in str(print_data(inquiry))
        assert list(verify()) == []


# --- the report -------------------------------------------------------------------------------------------------------


def test_the_year_is_reported_in_numbers_without_names(luza: Luza, desk: Desk) -> None:
    answered(luza)
    late = assigned(luza)
    came(luza, theme="food")
    with clock.played(date(2012, 3, 1)):
        perform(late, "pass_on", by=luza.people["director"], to="РОО")
        page = desk("director").get(reverse("inquiry_report") + "?year=2012")
        tables = {title: {row.name: row.value for row in rows} for title, rows in page.context["tables"]}
        assert tables["Всего поступило"] == {"обращений": 3}
        assert tables["По теме"]["подвоз и безопасность"] == 2
        assert tables["По результату"] == {
            "дан ответ": 1,
            "направлено по компетенции": 1,
            "оставлено без ответа": 0,
            "на рассмотрении": 1,
        }
        assert tables["Сроки"]["с нарушением срока"] == 1
        assert not re.search("Петрова|автобус", page.content.decode())
        assert desk("clerk").get(reverse("inquiry_report_pdf") + "?year=2012").content.startswith(b"%PDF")
        for key in ("deputy", "secretary"):
            assert desk(key).get(reverse("inquiry_report")).status_code == 404
        assert desk("director").get(reverse("inquiry_report") + "?year=1800").status_code == 404
        report = report_data(luza.base, 2012, Inquiry.objects.all())
        assert "Петрова" not in str(report)


def test_the_page_of_a_school_leads_to_the_form_with_the_school_chosen(luza: Luza, visitor: Client) -> None:
    school, other = luza.schools["second"], founded(other_district(), UnitKind.SCHOOL, "СОШ п. Подосиновец")
    for asked, query in ((school, "?"), (other, f"?district={other.district_id}&")):
        page = visitor.get(reverse("site_school", args=[asked.pk]) + query).content.decode()
        address = f"/ask/{query}school={asked.pk}"
        assert address in html.unescape(page)
        assert visitor.get(address).context["form"]["school"].value() == asked.pk
