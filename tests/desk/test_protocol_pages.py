"""From the held meeting to the agreed plan and the issued extract, on the pages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_ignore

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.extract import Extract
from governance.documents.kinds.protocol.protocol import Protocol
from governance.flows.engine.models import Task
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.desk.table import MEMBERS, Pages, send
from tests.meeting.council import FOR, PRESENT, SEATS, Council
from tests.meeting.test_points import charged, point
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
PASSWORD = "a long word of the office"


@pytest.fixture
def council(luza: Luza) -> Council:
    for key in ("secretary", "head_second"):
        luza.people[key].set_password(PASSWORD)
        with past_the_door():
            luza.people[key].save()
    return Council(luza)


@pytest.fixture
def plan(council: Council) -> Plan:
    return council.plan()


@pytest.fixture
@recalled
def protocol(council: Council, plan: Plan) -> Protocol:
    """The draft that wrote itself after the meeting."""
    return council.protocol(council.held(subject=plan))


def complete(desk: Desk, protocol: Protocol, do: str = "save", who: str = "secretary", **changes: Any) -> Any:
    """Fill in all texts of the protocol."""
    fresh = Protocol.objects.get(pk=protocol.pk)
    data: dict[str, Any] = {"seen": fresh.revision, "do": do}
    for entry in fresh.entries.all():
        data[f"item{entry.item_id}-heard"] = "Винокурову С.А."
        data[f"item{entry.item_id}-spoke"] = "Пелевин Л.В. поддержал."
        data[f"item{entry.item_id}-decided"] = entry.decided or "Провести."
    return send(desk(who), reverse("protocol_edit", args=[protocol.pk]), {**data, **changes})


def press(desk: Desk, who: str, paper: Any, move: str, **facts: Any) -> Any:
    """Press a button of the paper's decision panel."""
    return send(desk(who), reverse("paper_do", args=[paper.pk]), {"move": move, **facts})


def test_a_whole_meeting_from_the_invitation_to_the_agreed_plan(
    desk: Desk, council: Council, plan: Plan
) -> None:
    card = {
        "title": "Заседание совета",
        "day": "2011-09-12",
        "time": "14:00",
        "place": "г. Луза",
        "do": "convene",
    }
    send(desk("secretary"), reverse("meeting_new"), {**card, "paper": plan.pk, "new-title": "О сайте"})
    pages = Pages(desk, Meeting.objects.get(), council.seats)
    pages.attend(**dict.fromkeys(SEATS, PRESENT))
    pages.do("head_second", "open")
    facts = {"item": pages.item(2).pk, "seat": pages.seats["zhivotovo"].pk}
    pages.do("head_zhivotovo", "recuse", **facts, reason="Сайт ведёт моя школа")
    for number, silent in ((1, "head_lalsk"), (2, "head_zhivotovo")):
        pages.do("head_second", "open_round", item=pages.item(number).pk)
        for who in set(MEMBERS.values()) - {silent}:
            pages.vote(who, FOR)
        if silent == "head_lalsk":
            entered = {
                "round": pages.round.pk,
                "seat": pages.seats["lalsk"].pk,
                "choice": FOR,
                "way": "paper",
            }
            pages.do("secretary", "enter_ballot", **entered)
        pages.close()
    assert pages.do("head_second", "finish").status_code == 302
    protocol = Protocol.objects.get(meeting_id=pages.pk)
    assert complete(desk, protocol, do="submit").status_code == 302
    press(desk, "secretary", protocol, "sign_as_secretary", password=PASSWORD)
    press(desk, "head_second", protocol, "sign_as_chair", password=PASSWORD)
    protocol = Protocol.objects.get(pk=protocol.pk)
    assert (pages.meeting.state, protocol.state, protocol.number) == ("held", "signed", "1")
    assert Plan.objects.get(pk=plan.pk).state == "agreed"
    assert "To the protocol № 1" in pages.see("director")


def test_secretary_completes_the_texts_and_they_stand_on_the_sheet(desk: Desk, protocol: Protocol) -> None:
    page = desk("secretary").get(reverse("paper", args=[protocol.pk])).content.decode()
    assert reverse("protocol_edit", args=[protocol.pk]) in page
    assert complete(desk, protocol).status_code == 302
    page = desk("secretary").get(reverse("paper", args=[protocol.pk])).content.decode()
    assert "Пелевин Л.В. поддержал." in page


def test_a_text_too_long_is_refused_and_everything_typed_stays(desk: Desk, protocol: Protocol) -> None:
    first = protocol.entries.order_by("pk").first()
    assert first is not None
    response = complete(desk, protocol, **{f"item{first.item_id}-spoke": "о" * 20_001})
    page = response.content.decode()
    assert response.status_code == 422
    assert "The text has 20001 signs, and 20000 fit: shorten it." in page
    assert "Винокурову С.А." in page
    assert not protocol.entries.exclude(spoke="").exists()


def test_texts_written_meanwhile_are_not_written_over(
    desk: Desk, council: Council, protocol: Protocol
) -> None:
    seen = protocol.revision
    council.written(Meeting.objects.get(pk=protocol.meeting_id))
    response = complete(desk, protocol, seen=seen)
    assert response.status_code == 422
    assert "The paper has changed since you opened it." in response.content.decode()
    assert "Пелевин Л.В. поддержал." in response.content.decode()
    assert not protocol.entries.exclude(spoke="").exists()
    assert f'name="seen" value="{Protocol.objects.get(pk=protocol.pk).revision}"' in response.content.decode()


def test_protocol_without_texts_is_saved_but_not_put_up_for_signature(desk: Desk, protocol: Protocol) -> None:
    entries = {f"item{entry.item_id}-heard": "" for entry in protocol.entries.all()}
    response = complete(desk, protocol, do="submit", **entries)
    assert response.status_code == 422
    assert "Complete the texts: each question needs what was heard and decided." in response.content.decode()
    assert Protocol.objects.get(pk=protocol.pk).state == "draft"
    assert protocol.entries.filter(spoke="Пелевин Л.В. поддержал.").count() == protocol.entries.count()


def test_nobody_but_its_secretary_writes_the_protocol(desk: Desk, protocol: Protocol) -> None:
    assert desk("director").get(reverse("protocol_edit", args=[protocol.pk])).status_code == 404
    assert complete(desk, protocol, who="director").status_code == 404
    leading = complete(desk, protocol, who="head_second")
    assert leading.status_code == 422
    assert desk("head_second").get(reverse("protocol_edit", args=[protocol.pk])).status_code == 302
    assert not protocol.entries.exclude(spoke="").exists()


def test_a_wrong_password_signs_nothing_and_says_so(desk: Desk, council: Council, protocol: Protocol) -> None:
    signing = council.signing(Meeting.objects.get(pk=protocol.meeting_id))
    wrong = press(desk, "secretary", signing, "sign_as_secretary", password="guess")
    assert wrong.status_code == 422
    assert "The password is wrong; nothing has been signed." in wrong.content.decode()
    foreign = press(desk, "director", signing, "sign_as_chair", password=PASSWORD)
    assert foreign.status_code == 422
    assert not signing.signatures.exists()


def test_the_decisions_take_effect_with_the_second_signature(
    desk: Desk, council: Council, plan: Plan
) -> None:
    signing = council.signing(council.held(subject=plan))
    press(desk, "head_second", signing, "sign_as_chair", password=PASSWORD)
    first = Protocol.objects.get(pk=signing.pk)
    assert (first.state, first.number, Plan.objects.get(pk=plan.pk).state) == ("signing", "1", "review")
    press(desk, "secretary", signing, "sign_as_secretary", password=PASSWORD)
    second = Protocol.objects.get(pk=signing.pk)
    assert (second.state, second.number, Plan.objects.get(pk=plan.pk).state) == ("signed", "1", "agreed")


def test_a_decision_that_could_not_be_carried_out_is_shown_and_resolved(
    desk: Desk, council: Council, plan: Plan
) -> None:
    signing = council.signing(council.held(subject=plan))
    with zeal_ignore():
        perform_withdrawal(plan, council)
    signed = council.lead(council.act(signing, "sign_as_secretary"), "sign_as_chair")
    failed = signed.links_out.exclude(failure="").get()
    page = desk("secretary").get(reverse("paper", args=[signed.pk])).content.decode()
    assert "Not every decision could be carried out" in page
    assert Task.objects.open().filter(process__part=f"link:{failed.pk}").count() == 1
    assert press(desk, "secretary", signed, "resolve_failure", link=failed.pk).status_code == 302
    assert Task.objects.open().filter(process__part=f"link:{failed.pk}").count() == 0
    page = desk("secretary").get(reverse("paper", args=[signed.pk])).content.decode()
    assert "Not every decision could be carried out" not in page


def test_the_panel_of_a_protocol_is_not_titled_by_what_there_is_nothing_of(
    desk: Desk, council: Council
) -> None:
    protocol = charged(council, point(council))
    page = desk("secretary").get(reverse("paper", args=[protocol.pk])).content.decode()
    (title,) = re.findall(r'id="decision-title">\s*(.*?)\s*<', page)
    assert title == "What you can do here"


def test_a_task_about_a_point_leads_to_that_point_and_its_report_asks_for_no_other(
    desk: Desk, council: Council
) -> None:
    protocol = charged(council, point(council), point(council, text="Собрать списки"))
    first, other = protocol.all_points()
    tasks = desk("clerk").get("/").content.decode()
    address = f"{reverse('paper', args=[protocol.pk])}?part={first.part}#decision"
    assert address in tasks
    page = desk("clerk").get(address).content.decode()
    assert (f'value="{first.part}"' in page, f'value="{other.part}"' in page) == (True, False)
    whole = desk("clerk").get(reverse("paper", args=[protocol.pk])).content.decode()
    assert f'value="{other.part}"' in whole


def perform_withdrawal(plan: Plan, council: Council) -> None:
    """The deputy takes the plan back after the vote."""
    from governance.documents.record.perform import perform

    perform(plan, "withdraw", by=council.outsider, reason="Нашли ошибку")


# --- the extract --------------------------------------------------------------------------------------------------


@pytest.fixture
def signed(council: Council) -> Protocol:
    return council.signed(council.held())


def extract_new(desk: Desk, who: str, protocol: Protocol, item: Any) -> Any:
    return send(desk(who), reverse("extract_new", args=[protocol.pk]), {"item": item})


def test_an_extract_is_made_certified_with_the_password_and_issued(
    desk: Desk, council: Council, signed: Protocol
) -> None:
    page = desk("secretary").get(reverse("paper", args=[signed.pk])).content.decode()
    assert reverse("extract_new", args=[signed.pk]) in page
    item = council.item(Meeting.objects.get(pk=signed.meeting_id))
    assert extract_new(desk, "secretary", signed, item.pk).status_code == 302
    extract = Extract.objects.get()
    assert press(desk, "secretary", extract, "certify", password="guess").status_code == 422
    assert press(desk, "secretary", extract, "certify", password=PASSWORD).status_code == 302
    nobody = press(desk, "secretary", extract, "issue", to=" ")
    assert "Write to whom the extract is issued." in nobody.content.decode()
    assert press(desk, "secretary", extract, "issue", to="МОКУ СОШ № 2 г. Лузы").status_code == 302
    extract = Extract.objects.get()
    assert (extract.state, extract.number, extract.issued_to) == ("issued", "1", "МОКУ СОШ № 2 г. Лузы")
    page = desk("secretary").get(reverse("paper", args=[extract.pk])).content.decode()
    assert "МОКУ СОШ № 2 г. Лузы, 12.09.2011" in page


def test_the_same_press_sent_twice_makes_one_extract(desk: Desk, council: Council, signed: Protocol) -> None:
    item = council.item(Meeting.objects.get(pk=signed.meeting_id))
    addresses = {extract_new(desk, "secretary", signed, item.pk).url for _time in range(2)}
    assert (len(addresses), Extract.objects.count()) == (1, 1)


@pytest.mark.parametrize("item", ["", "x", "999999"])
def test_an_extract_is_about_one_question_of_the_protocol(desk: Desk, signed: Protocol, item: str) -> None:
    response = extract_new(desk, "secretary", signed, item)
    assert response.status_code == 422
    assert "Choose the question" in response.content.decode()
    assert not Extract.objects.exists()


def test_who_does_not_certify_makes_no_extract(desk: Desk, council: Council, signed: Protocol) -> None:
    item = council.item(Meeting.objects.get(pk=signed.meeting_id))
    for who in ("director", "head_second", "deputy"):
        assert extract_new(desk, who, signed, item.pk).status_code == 422
        page = desk(who).get(reverse("paper", args=[signed.pk])).content.decode()
        assert reverse("extract_new", args=[signed.pk]) not in page
    assert not Extract.objects.exists()


def test_no_extract_is_made_from_a_protocol_that_is_not_signed(desk: Desk, protocol: Protocol) -> None:
    item = protocol.meeting.agenda().first()
    assert item is not None
    response = extract_new(desk, "secretary", protocol, item.pk)
    assert response.status_code == 422
    assert "An extract is made from a signed protocol" in response.content.decode()
    assert not Extract.objects.exists()


# --- cost ---------------------------------------------------------------------------------------------------------


@recalled
def voted(council: Council, plan: Plan, questions: int) -> Meeting:
    """A held meeting that has voted on so many questions and on a plan."""
    meeting = council.running(*[f"Вопрос {number}" for number in range(questions)], subject=plan)
    for item in list(meeting.agenda()):
        meeting = council.vote(meeting, item, **dict.fromkeys(SEATS, FOR))
    return council.lead(meeting, "finish")


@pytest.mark.parametrize("who", ["secretary", "head_second", "director"])
@pytest.mark.parametrize("stage", ["signing", "signed"])
def test_page_costs_at_most_twelve_queries_however_many_questions(
    desk: Desk,
    council: Council,
    who: str,
    stage: str,
    django_assert_max_num_queries: Any,
) -> None:
    meeting = voted(council, council.plan(), 8)
    protocol = council.signing(meeting) if stage == "signing" else council.signed(meeting)
    client = desk(who)
    # What each process reads once a minute.
    client.get("/")
    with django_assert_max_num_queries(12):
        assert client.get(reverse("paper", args=[protocol.pk])).status_code == 200


def test_draft_costs_no_more_for_more_questions(desk: Desk, council: Council) -> None:
    costs = []
    for title, questions in (("План работы", 1), ("План олимпиад", 8)):
        protocol = council.protocol(voted(council, council.plan(title), questions))
        client = desk("secretary")
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("paper", args=[protocol.pk]))
        costs.append(len(queries))
    assert costs[0] == costs[1]
