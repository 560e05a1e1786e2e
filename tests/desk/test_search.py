"""The search: what is found, in which order, by whom; what never is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteHead, WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import draft, perform
from governance.documents.search import indexing
from governance.documents.search.models import IndexEntry, IndexTerm
from governance.flows.jobs.housekeeping import look_after_index
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.leaks import index_all
from tests.office import Office

Desk = Callable[[str], Client]


def found(client: Client, query: str, **conditions: object) -> list[str]:
    """The titles, the best first."""
    page = client.get("/search/", {"q": query, **conditions})
    assert page.status_code == 200
    return [result.paper.title for result in page.context["results"]]


def passages(client: Client, query: str) -> list[tuple[str, str]]:
    """Where it was found in the first paper, with the found words in brackets."""
    result = client.get("/search/", {"q": query}).context["results"][0]
    return [
        (str(label), "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in passage.pieces))
        for label, passage in result.passages
    ]


def objection(client: Client, query: str) -> str:
    page = client.get("/search/", {"q": query})
    assert (page.status_code, page.context["results"]) == (200, [])
    return str(page.context["objection"])


@pytest.fixture
def others(signed: Order, luza: Luza) -> Order:
    """An order that says in its text the number of the signed one, and says it often."""
    deputy = luza.people["deputy"]
    begun = draft(Order, unit=luza.base, title=f"О журнале к {signed.number}", by=deputy)
    text = f"Вести журнал по приказу {signed.number}: {signed.number}, {signed.number}."
    return perform(begun, "revise", by=deputy, points=[{"text": text}])


def test_a_visitor_is_asked_to_sign_in(visitor: Client, db: None) -> None:
    assert visitor.get("/search/").status_code == 302


def test_the_paper_of_a_number_comes_before_those_that_only_say_it(
    signed: Order, others: Order, desk: Desk
) -> None:
    index_all()
    for typed in (signed.number, signed.number.lower(), f"№ {signed.number}", f"приказ {signed.number}"):
        assert found(desk("deputy"), typed) == [signed.title, others.title]


def test_each_form_of_a_word_finds_the_others_and_the_found_words_are_marked(
    signed: Order, plan: Plan, desk: Desk
) -> None:
    index_all()
    for form in ("дежурство", "дежурствами", "ДЕЖУРСТВ"):
        assert found(desk("deputy"), form) == [signed.title]
    assert passages(desk("deputy"), "график дежурствам") == [("Text", "Утвердить [график] [дежурства].")]


def test_all_the_words_are_found_wherever_they_stand_in_the_paper(
    signed: Order, plan: Plan, desk: Desk
) -> None:
    index_all()
    assert found(desk("deputy"), "график учителей") == [signed.title]
    assert found(desk("deputy"), "график совета") == []


@pytest.mark.parametrize("slip", ["дежрство", "дежурсвто", "дижурство", "lt;ehcndj", "дежур"])
def test_a_slip_finds_similar_words_and_says_so(signed: Order, desk: Desk, slip: str) -> None:
    index_all()
    page = desk("deputy").get("/search/", {"q": slip})
    assert [result.paper.pk for result in page.context["results"]] == [signed.pk]
    # What the other layout types was meant exactly.
    assert page.context["alike"] == ([] if slip == "lt;ehcndj" else ["дежурства"])


def test_what_one_may_not_see_is_neither_found_nor_counted_nor_suggested(order: Order, desk: Desk) -> None:
    """The draft of a school: its deputy finds it, for the head of another one its words might as well not exist."""
    index_all()
    assert found(desk("deputy"), "дежурство") == [order.title]
    stranger = desk("head_lalsk")

    def answer(word: str) -> str:
        page = stranger.get("/search/", {"q": word})
        return page.content.decode().replace(word, "").partition('<div class="stack search-page">')[2]

    assert found(stranger, "дежурство") == []
    for said, unsaid in (("дежурство", "лежбищами"), ("дежурсто", "лежбищма"), ("дежу", "лежб")):
        assert answer(said) == answer(unsaid)


def test_remarks_reasons_and_files_are_found(submitted: Order, luza: Luza, desk: Desk) -> None:
    perform(submitted, "remark", by=luza.people["deputy"], text="Проверить звонки на переменах.")
    index_all()
    assert passages(desk("director"), "звонок переменой") == [
        ("Remark", "Проверить [звонки] на [переменах].")
    ]


def test_questions_of_meetings_and_decisions_of_protocols_are_found(luza: Luza, desk: Desk) -> None:
    office = Office(luza)
    office.day = date(2011, 9, 12)
    plan = draft(Plan, unit=luza.district, title="План летней школы", by=luza.people["deputy"])
    head = WriteHead(period_start=date(2011, 9, 1), period_end=date(2012, 8, 31))
    plan = perform(plan, "revise", by=luza.people["deputy"], edits=[head, WriteSection("Лагерь")])
    row = WriteRow("Поход", "Июнь", "Директор БШ", section=plan.table()[0].pk)
    plan = perform(plan, "revise", by=luza.people["deputy"], edits=[row])
    plan = perform(plan, "submit", by=luza.people["deputy"])
    protocol = office.decided(plan)
    index_all()
    client = desk("secretary")
    assert {protocol.title, protocol.meeting.title, plan.title} <= {*found(client, "летними школами")}
    labels = [
        [str(label) for label, _passage in result.passages]
        for result in client.get("/search/", {"q": "летняя школа"}).context["results"]
        if result.paper.kind in ("meeting", "protocol")
    ]
    assert sorted(labels) == [["Agenda"], ["Decision", "Agenda", "Text"]]


def test_what_has_changed_is_not_found_by_what_it_said_before(order: Order, luza: Luza, desk: Desk) -> None:
    index_all()
    perform(order, "revise", by=luza.people["deputy"], points=[{"text": "Закрыть гардероб."}])
    assert found(desk("deputy"), "график") == []
    assert [paper.pk for paper in indexing.waiting()] == [order.pk]
    assert indexing.catch_up() == 1
    assert (found(desk("deputy"), "график"), found(desk("deputy"), "гардеробы")) == ([], [order.title])
    # A word that no paper says any more is suggested to nobody.
    assert not IndexTerm.objects.filter(stem="график").exists()
    assert indexing.catch_up() == 0


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Type a number, a name or some words of what you look for."),
        (" \t ", "Type a number, a name or some words of what you look for."),
        ("\0", "Type a number, a name or some words of what you look for."),
        ("§ «» — ()* \" ' --", "There is no word or number to search for: add one."),
        ("и в на", "There is no word or number to search for: add one."),
        ("приказ " * 40, "That is longer than 200 characters: search for the words that matter."),
    ],
)
def test_what_cannot_be_searched_for_is_said_in_one_sentence(
    luza: Luza, desk: Desk, query: str, sentence: str
) -> None:
    assert objection(desk("deputy"), query) == sentence


@pytest.mark.parametrize(
    "query",
    [
        'дежурство"',
        "дежурство'",
        "«дежурство»",
        "(дежурство",
        "дежурство*",
        "дежурство\0",
        "NOT дежурство",
        "дежурство:*",
        "a:дежурство",
        "дежурство & | ! <->",
        "\\дежурство%_",
        "NEAR(дежурство)",
    ],
)
def test_signs_and_words_of_query_languages_mean_nothing(signed: Order, desk: Desk, query: str) -> None:
    index_all()
    page = desk("deputy").get("/search/", {"q": query})
    assert page.status_code == 200
    words = [part for part in ("not", "near", "a") if part in query.lower()]
    assert [result.paper.pk for result in page.context["results"]] == ([] if words else [signed.pk])


def test_the_results_are_narrowed_by_kind_year_and_state(signed: Order, plan: Plan, desk: Desk) -> None:
    index_all()
    client = desk("deputy")
    both = {signed.title, plan.title}
    query = "работа дежурство"
    assert found(client, query) == []
    for conditions, titles in (
        ({}, both),
        ({"kind": "order"}, {signed.title}),
        ({"kind": "plan"}, {plan.title}),
        ({"year": "2011"}, both),
        ({"year": "2010"}, set()),
        ({"state": "in_force"}, {signed.title}),
        ({"state": "draft"}, {plan.title}),
    ):
        assert {title for word in query.split() for title in found(client, word, **conditions)} == titles


def test_conditions_that_make_no_sense_are_left_out_and_told(signed: Order, desk: Desk) -> None:
    index_all()
    page = desk("deputy").get("/search/", {"q": "дежурство", "kind": "poem", "year": "ммxi", "page": "99"})
    assert [result.paper.pk for result in page.context["results"]] == [signed.pk]
    assert page.context["narrowing"].ignored == [
        "«poem» is no value of «Kind»: this condition was left out.",
        "«ммxi» is no value of «Year»: this condition was left out.",
    ]


def test_people_are_found_by_those_who_appoint_them(luza: Luza, desk: Desk) -> None:
    surname = luza.people["deputy"].surname

    def people(key: str) -> list[str]:
        return [one.label for one in desk(key).get("/search/", {"q": surname}).context["people"]]

    assert people("administrator") == [luza.people["deputy"].full_name]
    assert people("observer") == []


def test_a_search_asks_few_queries(
    signed: Order, others: Order, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    index_all()
    client = desk("deputy")
    client.get("/search/", {"q": "дежурство"})
    for query in ("дежурство", "дежрство", signed.number, "§"):
        with django_assert_max_num_queries(12):
            client.get("/search/", {"q": query})


# --- the index -----------------------------------------------------------------------------------------------------


def test_an_index_that_was_altered_is_found_and_mended(
    signed: Order, capsys: pytest.CaptureFixture[str]
) -> None:
    index_all()
    call_command("search_index", "--check")
    entry = IndexEntry.objects.get(document=signed)
    IndexEntry.objects.filter(document=signed).update(places=[["title", "Ничего"]])
    with pytest.raises(SystemExit):
        call_command("search_index", "--check")
    assert f"papers {signed.pk}\n" in capsys.readouterr().out.replace("документы", "papers")
    events = Event.objects.count()
    call_command("search_index", "--rebuild")
    assert IndexEntry.objects.get(document=signed).places == entry.places
    assert Event.objects.count() == events


def test_each_day_a_part_of_the_index_is_compared(signed: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    index_all()
    monkeypatch.setattr("governance.flows.jobs.housekeeping.papers_of_the_day", Document.objects.all)
    assert look_after_index() == []
    IndexEntry.objects.filter(document=signed).update(places=[])
    assert [paper.pk for paper in look_after_index()] == [signed.pk]
    assert look_after_index() == []


def test_a_paper_that_does_not_tell_its_words_is_found_by_its_title(
    signed: Order, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(paper: object) -> None:
        raise RuntimeError("no words")

    monkeypatch.setattr("governance.documents.search.gathering.words_of", fails)
    index_all()
    assert found(desk("deputy"), "дежурство") == [signed.title]
    assert passages(desk("deputy"), "график") == [("Earlier version", "Утвердить [график] дежурства.")]


def test_one_paper_that_fails_stops_no_other(
    signed: Order, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    gather = indexing.places_of

    def fails(paper: Document) -> Any:
        if paper.pk == signed.pk:
            raise RuntimeError("no words")
        return gather(paper)

    monkeypatch.setattr(indexing, "places_of", fails)
    number = Document.objects.count()
    assert indexing.catch_up() == number - 1
    assert [paper.pk for paper in indexing.waiting()] == [signed.pk]


def test_a_paper_that_is_gone_leaves_nothing_behind(order: Order, luza: Luza) -> None:
    index_all()
    with past_the_door():
        indexing.forget(order.pk)
    assert not IndexEntry.objects.filter(document=order).exists()
    assert not IndexTerm.objects.filter(stem="дежурств").exists()
