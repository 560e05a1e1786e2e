"""The desk of approved papers: begun, written with text and table, led to the body that decides, published."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.desk.base.components import PageLink
from governance.desk.urls import urlpatterns
from governance.documents.approval.opinions import Opinion
from governance.documents.kinds.approved.kinds import APPROVED_KINDS, Curriculum, DistrictRegulation, Estimate
from governance.documents.record.document import Document
from governance.roles.unit import Unit, UnitKind
from governance.scenarios.luza import Luza
from tests.approved.office import Office
from tests.desk.cards import cards
from tests.desk.table import send
from tests.founding import founded
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]
Query = Callable[..., Any]


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    with clock.played(Office.day):
        yield


@pytest.fixture
def office(luza: Luza) -> Office:
    return Office(luza)


def page_of(paper: Document) -> str:
    return f"/papers/{paper.pk}/"


def write_page(paper: Document) -> str:
    return f"/papers/{paper.pk}/write/"


def typed(client: Client, paper: Document, **changed: str) -> dict[str, str]:
    """What a browser sends from the page on which the paper is written, with some fields changed."""
    page = client.get(write_page(paper))
    form, editor, table = (page.context[name] for name in ("form", "editor", "table"))
    data = {name: str(form[name].value() or "") for name in form.fields}
    if editor is not None:
        for section in editor.sections:
            data[f"section-{section['id']}"] = section["title"]
            data |= {f"clause-{clause['id']}": clause["text"] for clause in section["clauses"]}
    if table is not None:
        data |= {
            cell.name: cell.value for line in table.lines for cell in line.fields if not cell.column.computed
        }
    return data | changed


def save(client: Client, paper: Document, *, do: str = "save", **changed: str) -> Any:
    return send(client, write_page(paper), typed(client, paper, **changed) | {"do": do})


def press(client: Client, paper: Document, button: str, **changed: str) -> Any:
    answer = save(client, paper, do=button, **changed)
    assert answer.status_code == 200
    return answer.context["table"]


def cells(table: Any, key: str) -> list[str]:
    return [row.get(key, "") for row in table.rows]


def labels(links: list[PageLink]) -> list[str]:
    return [str(link.label) for link in links]


# --- beginning --------------------------------------------------------------------------------------------------------


def test_the_deputy_of_the_district_is_offered_all_kinds_and_a_school_those_of_schools(
    luza: Luza, desk: Desk
) -> None:
    def offered(who: str) -> set[str]:
        return {str(one.label) for one in desk(who).get("/documents/").context["board"].begins}

    every = {str(kind.kind_label) for kind in APPROVED_KINDS}
    assert offered("deputy") & every == every
    assert offered("deputy_second") & every == {
        "Curriculum",
        "Educational programme",
        "Thematic plan",
        "Rules of bonuses",
    }
    assert offered("head_second") & every == set()


def test_a_paper_of_each_kind_is_begun_and_goes_on_to_its_text(luza: Luza, desk: Desk) -> None:
    deputy = desk("deputy")
    for kind in APPROVED_KINDS:
        # She drafts papers of the district and of the base school, where a kind belongs to both.
        unit = luza.district if UnitKind.DISTRICT in kind.route.units else luza.base
        data = {"title": "О сотрудничестве", "unit": unit.pk}
        answer = send(deputy, reverse(f"{kind.kind_name}_new"), data)
        begun = kind.objects.get()
        assert answer.url == write_page(begun)
        assert (begun.title, begun.unit, begun.state) == ("О сотрудничестве", unit, "draft")
        assert bool(begun.sections) == (kind.kind_name == "signing_rules")
        assert deputy.get(write_page(begun)).status_code == 200


def test_who_drafts_no_such_paper_finds_no_page_to_begin_one(luza: Luza, desk: Desk) -> None:
    assert desk("deputy_second").get(reverse("regulation_new")).status_code == 404
    assert desk("deputy_second").get(reverse("programme_new")).status_code == 200
    assert desk("clerk").post(reverse("programme_new"), {"title": "Программа"}).status_code == 404
    assert desk("head_roo").get(reverse("estimate_new")).status_code == 404
    assert not Document.objects.exists()


def test_a_school_begins_a_paper_of_its_own_and_of_no_other(luza: Luza, desk: Desk) -> None:
    data = {"title": "Учебный план", "unit": luza.base.pk}
    send(desk("deputy_second"), reverse("curriculum_new"), data)
    assert Curriculum.objects.get().unit == luza.schools["second"]


def test_a_paper_without_a_title_is_not_begun(luza: Luza, desk: Desk) -> None:
    answer = desk("deputy").post(reverse("estimate_new"), {"title": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"] == ["Give the paper a title."]
    assert not Document.objects.exists()


def test_a_new_edition_copies_title_text_and_table_of_the_one_in_force(office: Office, desk: Desk) -> None:
    old = office.in_force(office.put_up("estimate"))
    deputy = desk("deputy")
    links = deputy.get(page_of(old)).context["decision"].further
    assert links == [
        PageLink(label="Prepare a new edition…", href=f"{reverse('estimate_new')}?replaces={old.pk}")
    ]
    assert deputy.get(links[0].href).context["page"].second.initial["replaces"] == str(old.pk)
    send(deputy, reverse("estimate_new"), {"again": "yes", "replaces": old.pk})
    new = Estimate.objects.latest("pk")
    assert (new.title, new.rows, new.money) == (old.title, old.rows, old.money)
    assert (new.period_start, new.period_end) == (old.period_start, old.period_end)
    assert (new.replaces_id, new.edition, new.state) == (old.pk, 2, "draft")


def test_only_a_paper_in_force_gets_a_new_edition(office: Office, desk: Desk) -> None:
    draft_paper = office.written("estimate")
    assert desk("deputy").get(reverse("estimate_new")).context["page"].second.editions == {}
    answer = desk("deputy").post(reverse("estimate_new"), {"again": "yes", "replaces": draft_paper.pk})
    assert answer.status_code == 422
    assert Document.objects.count() == 1


# --- writing ----------------------------------------------------------------------------------------------------------


def test_everything_on_the_page_is_saved_at_once(office: Office, desk: Desk) -> None:
    paper = office.begun("schedule")
    pressed = save(desk("deputy"), paper, do="paste:replace", pasted="1. Общие положения\n1.1. График един.")
    clauses = {
        f"clause-{clause['id']}": clause["text"]
        for section in pressed.context["editor"].sections
        for clause in section["clauses"]
    }
    data = {
        "title": "График",
        "period_start": "2011-09-01",
        "period_end": "2012-08-31",
        "author_text": "Иванов",
    }
    rows = {"cell-0-name": "I полугодие", "cell-0-starts": "01.09.2011", "cell-0-ends": "29.12.2011"}
    answer = send(desk("deputy"), write_page(paper), {**data, **clauses, **rows, "cell-0-weeks": "16"})
    assert answer.url == page_of(paper)
    kept = office.fresh(paper)
    assert (kept.title, kept.author_text) == ("График", "Иванов")
    assert (kept.period_start, kept.period_end) == (date(2011, 9, 1), date(2012, 8, 31))
    assert [clause["text"] for clause in kept.sections[0]["clauses"]] == ["График един."]
    assert [(row["name"], row["weeks"]) for row in kept.rows] == [("I полугодие", "16")]


def test_a_page_has_the_fields_of_its_kind(office: Office, desk: Desk) -> None:
    def parts(kind: str) -> tuple[list[str], bool, bool]:
        context = desk("deputy").get(write_page(office.begun(kind))).context
        return list(context["form"].fields), context["editor"] is not None, context["table"] is not None

    period = ["period_start", "period_end"]
    assert parts("regulation") == (["seen", "title", "author_text"], True, False)
    assert parts("estimate") == (["seen", "title", *period, "money", "author_text"], False, True)
    assert parts("schedule") == (["seen", "title", *period, "author_text"], True, True)


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2012-01-01", "", {"period_end": ["Give the last day too."]}),
        ("", "2012-12-31", {"period_start": ["Give the first day too."]}),
        ("2012-12-31", "2012-01-01", {"period_end": ["The period ends before it begins: correct the days."]}),
        ("31.12", "2012-01-01", {"period_start": ["Give the day as a date, for example 15.12.2011."]}),
    ],
)
def test_a_period_that_makes_no_sense_is_marked_and_nothing_is_saved(
    start: str, end: str, wrong: dict[str, list[str]], office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    answer = save(desk("deputy"), paper, period_start=start, period_end=end, title="Другая смета")
    assert answer.status_code == 422
    assert answer.context["form"].errors == wrong
    assert answer.context["form"]["title"].value() == "Другая смета"
    assert office.fresh(paper).revision == paper.revision


def test_a_paper_that_changed_meanwhile_is_not_overwritten_and_the_second_press_rests_on_it(
    office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    data = typed(deputy, paper, money="средства района")
    changed = office.act(paper, "revise", title="Смета расходов на 2012 год")
    answer = send(deputy, write_page(paper), data)
    assert answer.status_code == 422
    assert "has changed since you opened it" in answer.context["form"].non_field_errors()[0]
    assert answer.context["form"]["money"].value() == "средства района"
    assert office.fresh(paper).money == changed.money
    again = send(deputy, write_page(paper), data | {"seen": str(answer.context["form"]["seen"].value())})
    assert again.status_code == 302
    assert office.fresh(paper).money == "средства района"


def test_a_paper_put_up_is_not_written_and_says_why(office: Office, desk: Desk) -> None:
    paper = office.put_up("estimate")
    answer = desk("deputy").get(write_page(paper), follow=True)
    assert answer.redirect_chain == [(page_of(paper), 302)]
    assert "is not possible in it" in answer.content.decode()
    assert desk("head_lalsk").get(write_page(office.written("schedule"))).status_code == 404


def test_a_proposed_wording_stands_beside_its_clause_while_the_text_is_reworked(
    office: Office, desk: Desk
) -> None:
    paper = office.put_up("regulation")
    wording = {"clause": office.clause(paper, "1.2"), "theirs": "Округ — не юридическое лицо.", "why": ""}
    paper = office.object(paper, "lalsk", proposals=[wording])
    paper = office.agree(paper)
    assert paper.state == "rework"
    marks = desk("deputy").get(write_page(paper)).context["editor"].marks
    assert {key: [mark.text for mark in found] for key, found in marks.items()} == {
        wording["clause"]: ["СОШ пгт Лальск proposes:"]
    }


# --- the table --------------------------------------------------------------------------------------------------------


def test_the_sums_of_rows_articles_and_all_are_computed(office: Office, desk: Desk) -> None:
    table = desk("deputy").get(write_page(office.written("estimate"))).context["table"]
    assert [line.fields[-1].value for line in table.lines][:2] == ["34\xa0513,80", "14\xa0000,00"]
    assert [(sums.title, sums.values[0][1]) for sums in table.sums] == [
        ("Транспорт", "48\xa0513,80"),
        ("Оборудование", "40\xa0099,40"),
        ("Бумага и печать", "9\xa0921,00"),
        ("Total", "98\xa0534,20"),
    ]


def test_sums_follow_what_is_typed_before_anything_is_saved(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    table = press(desk("deputy"), paper, "count", **{"cell-0-price": "30,00"})
    assert table.lines[0].fields[-1].value == "37\xa0515,00"
    assert office.fresh(paper).revision == paper.revision


def test_numbers_are_typed_as_people_write_them(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    answer = save(desk("deputy"), paper, **{"cell-1-price": "1 234,50", "cell-1-quantity": "0.5"})
    assert answer.status_code == 302
    kept = office.fresh(paper).rows[1]
    assert (kept["price"], kept["quantity"]) == ("1234.50", "0.5")


def test_a_wrong_cell_is_named_and_everything_typed_stays(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    wrong = {"cell-1-price": "дорого", "cell-3-quantity": "-2", "cell-0-purpose": "Топливо"}
    answer = save(desk("deputy"), paper, **wrong)
    assert answer.status_code == 422
    table = answer.context["table"]
    assert table.errors == [
        PageLink(
            href="#cell-1-price",
            label="Row 2, «Цена, руб.»: «дорого» is no number. Write it like 1 234,50, at most 9 digits.",
        ),
        PageLink(href="#cell-3-quantity", label="Row 4, «Количество»: «-2» is less than zero."),
    ]
    shown = {cell.name: cell for line in table.lines for cell in line.fields}
    assert {name: shown[name].value for name in wrong} == wrong
    assert [name for name in wrong if shown[name].error] == ["cell-1-price", "cell-3-quantity"]
    assert 'id="cell-1-price-error"' in answer.content.decode()
    assert office.fresh(paper).revision == paper.revision


def test_rows_are_added_moved_and_taken_out_without_being_saved(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    standing = [row["unit"] for row in paper.rows]
    assert standing == ["л", "рейс", "шт.", "шт.", "пачка"]

    def after(button: str) -> list[str]:
        return cells(press(deputy, paper, button), "unit")

    assert after("down:cell-0") == ["рейс", "л", "шт.", "шт.", "пачка", ""]
    assert after("up:cell-0") == [*standing, ""]
    assert after("up:cell-4") == ["л", "рейс", "шт.", "пачка", "шт.", ""]
    assert after("drop:cell-1") == ["л", "шт.", "шт.", "пачка", ""]
    assert after("add:cell-1") == ["л", "рейс", "", "шт.", "шт.", "пачка", ""]
    assert after("more:cell") == [*standing, *[""] * 6]
    assert after("drop:cell-99") == [*standing, ""]
    assert office.fresh(paper).revision == paper.revision


def test_the_order_on_the_page_is_the_order_that_is_saved(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    table = press(deputy, paper, "down:cell-0")
    fields = [cell for line in table.lines for cell in line.fields if not cell.column.computed]
    data = {name: value for name, value in typed(deputy, paper).items() if not name.startswith("cell-")}
    data |= {cell.name: cell.value for cell in fields}
    assert send(deputy, write_page(paper), data).status_code == 302
    assert [row["unit"] for row in office.fresh(paper).rows] == ["рейс", "л", "шт.", "шт.", "пачка"]


def test_what_is_still_empty_is_told_and_does_not_keep_a_draft_from_being_saved(
    office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    assert save(deputy, paper, **{"cell-2-price": ""}).status_code == 302
    assert labels(deputy.get(write_page(paper)).context["table"].gaps) == ["Row 3, Цена, руб."]
    notices = deputy.get(page_of(paper)).context["notices"]
    assert [notice.text for notice in notices] == ["Row 3: fill in «Цена, руб.»."]
    assert desk("deputy_second").get(page_of(paper)).status_code == 404


PASTED = 'Транспорт\tБилеты\tшт.\t10\t1 250,50 ₽\nПечать\t"Бумага\nА4 ""Снегурочка"""\tпачка\t3\t165,35\n'


def test_rows_pasted_from_a_spreadsheet_go_to_the_end_or_take_the_place_of_all(
    office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    deputy = desk("deputy")
    table = press(deputy, paper, "paste_rows:append", pasted_rows=PASTED)
    assert len([row for row in table.rows if any(row.values())]) == 7
    table = press(deputy, paper, "paste_rows:replace", pasted_rows=PASTED)
    assert table.rows[:2] == [
        {"article": "Транспорт", "purpose": "Билеты", "unit": "шт.", "quantity": "10", "price": "1 250,50"},
        {
            "article": "Печать",
            "purpose": 'Бумага\nА4 "Снегурочка"',
            "unit": "пачка",
            "quantity": "3",
            "price": "165,35",
        },
    ]
    assert (table.pasted, table.errors) == ("", [])


def test_headings_row_numbers_and_sums_may_be_copied_along(office: Office, desk: Desk) -> None:
    pasted = (
        "№ п/п\tЦена, руб.\tСтатья расходов\tКоличество\tСумма, руб.\n"
        "1\t27,60\tТранспорт\t10\t276,00\n2\t5\tПечать\t2\t10,00"
    )
    table = press(desk("deputy"), office.written("estimate"), "paste_rows:replace", pasted_rows=pasted)
    assert table.rows[:2] == [
        {"price": "27,60", "article": "Транспорт", "quantity": "10"},
        {"price": "5", "article": "Печать", "quantity": "2"},
    ]


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        (" \n", "Copy the rows in your spreadsheet"),
        ("\t".join("абвгдежз"), "have 8 columns, and this table takes 5"),
        ("а\n" * 1001, "at most 1000 rows fit"),
    ],
)
def test_what_cannot_be_pasted_stays_in_its_field_with_a_sentence(
    pasted: str, sentence: str, office: Office, desk: Desk
) -> None:
    paper = office.written("estimate")
    table = press(desk("deputy"), paper, "paste_rows:replace", pasted_rows=pasted)
    assert sentence in table.refusal
    assert table.pasted == pasted
    assert cells(table, "unit")[:5] == ["л", "рейс", "шт.", "шт.", "пачка"]


def test_fields_that_are_not_the_tables_are_passed_over(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    more = {"cell-0-sum": "1", "cell-x-price": "2", "cell-0-secret": "3"}
    assert save(desk("deputy"), paper, money="иное", **more).status_code == 302
    assert set(office.fresh(paper).rows[0]) == {"article", "purpose", "unit", "quantity", "price"}


def test_a_table_of_a_thousand_rows_is_saved_from_one_form(office: Office, desk: Desk) -> None:
    paper = office.written("estimate")
    rows = {
        f"cell-{place}-{key}": value
        for place in range(1000)
        for key, value in {
            "article": "А",
            "purpose": "Б",
            "unit": "шт.",
            "quantity": "1",
            "price": "2",
        }.items()
    }
    assert save(desk("deputy"), paper, **rows).status_code == 302
    assert len(office.fresh(paper).rows) == 1000


# --- the page of a paper ----------------------------------------------------------------------------------------------


def facts(page: Any) -> dict[str, str]:
    return {fact.name: str(fact.value) for fact in page.context["way"]}


def test_the_page_says_whom_the_kind_asks_who_decides_and_what_follows(office: Office, desk: Desk) -> None:
    deputy = desk("deputy")
    assert facts(deputy.get(page_of(office.written("regulation")))) == {
        "Asked": "all schools of the district, 10 days to answer",
        "Then asked": "the outside bodies that are named, 14 days to answer",
        "Decides": "council of the district",
        "Approved": "by an order of the director",
        "Published": "after the approval",
    }
    assert facts(deputy.get(page_of(office.written("thematic_plan")))) == {
        "Decides": "methodical council of the district",
        "Approved": "by the decision itself, without an order",
    }


def test_the_way_has_only_the_steps_of_its_kind(office: Office, desk: Desk) -> None:
    def steps(kind: str) -> list[str]:
        return [step.name for step in desk("deputy").get(page_of(office.written(kind))).context["steps"]]

    first, agenda, decides = (
        "Complete the paper and send it for agreement",
        "Put the paper on the agenda of a meeting",
        "The body decides",
    )
    assert steps("programme") == [first, agenda, decides, "The director approves by an order"]
    assert steps("thematic_plan") == [first, agenda, decides, "Close the paper as executed"]
    assert steps("regulation")[1] == "Those who are asked agree"
    assert steps("regulation")[-1] == "Publish the paper"


def test_each_button_says_what_follows(office: Office, desk: Desk) -> None:
    def effects(who: str, paper: Document) -> dict[str, str]:
        decision = desk(who).get(page_of(paper)).context["decision"]
        return {move.name: move.effect for move in decision.moves}

    assert effects("deputy", office.written("estimate")) == {
        "submit": "The text is frozen as a version, and the secretary puts it on the agenda."
    }
    asked = office.put_up("regulation")
    assert list(effects("head_lalsk", asked)) == ["consent"]
    assert list(effects("deputy", asked)) == ["withdraw"]
    in_force = office.in_force(office.put_up("profiles"))
    assert all(
        effect
        for paper in (asked, in_force)
        for who in ("deputy", "head_lalsk")
        for effect in effects(who, paper).values()
    )


def test_outside_bodies_are_named_and_dropped_on_the_page(office: Office, desk: Desk) -> None:
    paper = office.written("regulation")
    deputy, roo = desk("deputy"), office.luza.outside["roo"]

    def named() -> list[str]:
        return [str(opinion.unit) for opinion in deputy.get(page_of(paper)).context["answers"]]

    def do(move: str, unit: Unit) -> Any:
        seen = Document.objects.get(pk=paper.pk).revision
        return send(deputy, f"{page_of(paper)}do/", {"move": move, "unit": unit.pk, "seen": seen})

    assert named() == []
    do("invite", roo)
    assert named() == ["РОО"]
    assert do("invite", roo).status_code == 422
    assert do("invite", office.luza.base).status_code == 422
    do("drop_invited", roo)
    assert named() == []
    anchors = [panel.anchor for panel in deputy.get(page_of(office.written("estimate"))).context["more"]]
    assert anchors == []


def test_the_sheet_says_what_each_has_answered_and_until_when_others_are_awaited(
    office: Office, desk: Desk
) -> None:
    paper = office.agree(office.put_up("regulation", "roo"), "base", "second")
    sheet = cards(desk("deputy").get(page_of(paper)))["Agreement"]
    assert sheet.sum == "2 of 7 agree"
    assert {row.name: row.said for row in sheet.rows} == {
        "СОШ г. Лузы": "agreed",
        "СОШ № 2 г. Лузы": "agreed",
        **dict.fromkeys(
            ("СОШ пгт Лальск", "Фабричная ООШ", "Н.-Лальская ООШ", "Покровская ООШ"), "awaited by 17.11"
        ),
        "РОО": "not asked yet",
    }


def test_the_page_leads_to_the_meeting_that_has_it_on_its_agenda_and_to_what_it_rests_on(
    office: Office, desk: Desk
) -> None:
    paper = office.put_up("estimate")
    meeting = office.convened(paper).meeting
    (decides,) = (
        fact for fact in desk("secretary").get(page_of(paper)).context["way"] if fact.name == "Decides"
    )
    assert decides.value == "council of the district, meeting of 07.11.2011"
    assert decides.href == page_of(meeting)


def test_editions_lead_to_each_other(office: Office, desk: Desk) -> None:
    deputy = desk("deputy")
    old = office.in_force(office.put_up("estimate"))
    send(deputy, reverse("estimate_new"), {"again": "yes", "replaces": old.pk})
    new = Estimate.objects.latest("pk")
    way = {fact.name: fact for fact in deputy.get(page_of(new)).context["way"]}
    assert (way["Edition"].value, way["Takes the place of"].href) == ("2", page_of(old))
    send(deputy, f"{page_of(new)}do/", {"move": "replace", "paper": "", "seen": new.revision})
    assert office.fresh(new).replaces_id is None
    send(deputy, f"{page_of(new)}do/", {"move": "replace", "paper": old.pk, "seen": new.revision + 1})
    office.in_force(office.act(office.fresh(new), "submit"))
    (notice,) = deputy.get(page_of(old)).context["notices"]
    assert (notice.title, notice.link) == ("Repealed", page_of(new))


def test_the_words_agree_with_the_noun(office: Office, client: Client) -> None:
    client.force_login(office.deputy, backend="governance.desk.base.signed_in.PersonBackend")
    titles = {}
    for kind in ("regulation", "estimate", "curriculum"):
        page = client.get(reverse(f"{kind}_new"))
        titles[kind] = page.context["title"]
    assert titles == {
        "regulation": "Новое положение",
        "estimate": "Новая смета расходов",
        "curriculum": "Новый учебный план",
    }
    words = [
        client.get(page_of(office.in_force(office.put_up(kind)))).context["document"].state_label
        for kind in titles
    ]
    assert words == ["Утверждено", "Утверждена", "Утверждён"]


# --- the deciding body ------------------------------------------------------------------------------------------------


def offered_to(client: Client, body: Unit) -> list[str]:
    page = client.get(reverse("meeting_new"), {"body": body.pk})
    return [paper.kind for paper in page.context["page"].awaiting]


def test_an_agenda_offers_exactly_the_papers_that_this_body_decides_on(office: Office, desk: Desk) -> None:
    for kind in ("estimate", "curriculum", "thematic_plan"):
        office.put_up(kind)
    office.put_up("profiles")
    office.agree(office.put_up("schedule"))
    luza = office.luza
    assert offered_to(desk("secretary"), luza.council) == ["estimate", "schedule"]
    assert offered_to(desk("methodical_secretary"), luza.methodical) == ["curriculum", "thematic_plan"]


def test_papers_are_called_by_their_kind_on_the_agenda(office: Office, desk: Desk) -> None:
    office.put_up("estimate")
    page = desk("secretary").get(reverse("meeting_new")).content.decode()
    assert "(Estimate of expenses, version 1)" in page


# --- the desk of an outside body --------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def asked_outside(office: Office) -> DistrictRegulation:
    """The regulation before the district office, beside other papers that are none of its business."""
    office.in_force(office.put_up("estimate"))
    office.agree(office.put_up("profiles"))
    return office.agree(office.put_up("regulation", "roo"))  # type: ignore[no-any-return]


def test_an_outside_body_finds_one_task_its_paper_and_the_ways_to_answer(
    asked_outside: DistrictRegulation, desk: Desk
) -> None:
    roo = desk("head_roo")
    groups = roo.get("/").context["groups"]
    assert [task.href for group in groups for task in group.tasks] == [page_of(asked_outside)]
    page = roo.get(page_of(asked_outside))
    assert [move.name for move in page.context["decision"].moves] == ["consent"]
    assert [one.href for one in page.context["decision"].beside] == [f"{page_of(asked_outside)}answer/"]
    assert roo.get(f"{page_of(asked_outside)}answer/").status_code == 200
    assert roo.get(f"{page_of(asked_outside)}pdf/")["Content-Type"] == "application/pdf"
    send(roo, f"{page_of(asked_outside)}do/", {"move": "consent"})
    assert Opinion.objects.get(unit__kind=UnitKind.OUTSIDE).outcome == "consent"
    assert roo.get("/").context["groups"] == []
    assert roo.get(page_of(asked_outside)).status_code == 200


def test_an_outside_body_that_is_not_named_sees_nothing(
    asked_outside: DistrictRegulation, desk: Desk
) -> None:
    department = desk("head_department")
    assert department.get("/").context["groups"] == []
    assert department.get(page_of(asked_outside)).status_code == 404
    assert desk("head_roo").get(page_of(asked_outside)).status_code == 200


def test_the_links_on_its_page_lead_an_outside_body_nowhere_that_it_may_not_go(
    office: Office, asked_outside: DistrictRegulation, desk: Desk
) -> None:
    paper = office.agree(asked_outside, "roo")
    office.convened(paper)
    page = desk("head_roo").get(page_of(paper))
    assert facts(page)["Decides"] == "council of the district, meeting of 07.11.2011"
    assert [fact.name for fact in page.context["way"] if fact.href] == []
    assert not any(link.is_open for link in page.context["links"])
    assert [fact.name for fact in desk("secretary").get(page_of(paper)).context["way"] if fact.href] == [
        "Decides"
    ]


def test_no_page_shows_an_outside_body_anything_else_of_the_district(
    asked_outside: DistrictRegulation, office: Office, desk: Desk
) -> None:
    roo = desk("head_roo")
    others = [paper.title for paper in Document.objects.exclude(pk=asked_outside.pk)]
    people = [person.surname for key, person in office.people.items() if key != "head_roo"]
    told = {}
    for one in urlpatterns:
        if "<" in str(one.pattern):
            continue
        page = roo.get(reverse(str(one.name)))
        assert page.status_code in (200, 204, 302, 403, 404, 405), one.name
        text = page.content.decode(errors="ignore")
        told[one.name] = [words for words in (*others, *people) if words in text]
    # Whoever passed the paper on is named in the task.
    assert {name: words for name, words in told.items() if words} == {"tasks": ["Чирков"]}


def test_no_address_opens_another_paper_to_an_outside_body(
    asked_outside: DistrictRegulation, desk: Desk
) -> None:
    roo = desk("head_roo")
    others = {paper.kind: paper.pk for paper in Document.objects.exclude(pk=asked_outside.pk)}
    assert {"estimate", "profiles", "order", "protocol", "meeting"} <= set(others)
    further = {"<slug:purpose>": "change", "<slug:move>": "open"}
    answers = set()
    for one in urlpatterns:
        if not str(one.pattern).startswith(("papers/<key:pk>", "meetings/<key:pk>", "people/<key:pk>")):
            continue
        opened = getattr(one.callback, "kind", None)
        for kind, pk in others.items():
            if opened not in {None, kind}:
                continue  # an address of another kind knows no such paper, whoever asks
            path = str(one.pattern).replace("<key:pk>", str(pk))
            for part, value in further.items():
                path = path.replace(part, value)
            path = "/" + re.sub("<key:[a-z]+>", "1", path)
            answers |= {roo.get(path).status_code, roo.post(path).status_code}
    assert answers == {404, 405}


def test_the_navigation_of_an_outside_body_leads_only_to_its_own(
    asked_outside: DistrictRegulation, desk: Desk
) -> None:
    closed = [reverse(name) for name in ("contracts", "meetings", "calendar", "dashboard")]
    guest = desk("head_roo").get("/").content.decode()
    head = desk("head_lalsk").get("/").content.decode()
    assert [address for address in closed if f'href="{address}"' in guest] == []
    assert [address for address in closed if f'href="{address}"' in head] == closed
    assert f'href="{reverse("documents")}"' in guest


# --- the public page and the register ---------------------------------------------------------------------------------


def test_the_public_page_shows_a_published_paper_with_its_stamps_and_its_pdf(
    office: Office, visitor: Client
) -> None:
    paper = office.in_force(office.put_up("regulation", "roo"))
    assert visitor.get(reverse("public")).context["board"].rows == []
    paper = office.act(paper, "publish")
    (row,) = visitor.get(reverse("public")).context["board"].rows
    assert (row.paper.title, str(row.paper.model.kind_label)) == (paper.title, "Regulation")
    page = visitor.get(f"/public/{row.paper.code}/")
    stamps = page.context["sheet"].paper["stamps"]
    assert [stamp["heading"] for stamp in stamps] == ["СОГЛАСОВАНО", "Приложение № 1", "СОГЛАСОВАНО"]
    assert [stamp["text"] for stamp in stamps if "____" in stamp["text"]] == []
    address = reverse("public_pdf", args=[row.paper.code])
    assert f'href="{address}"' in page.content.decode()
    assert visitor.get(address)["Content-Type"] == "application/pdf"


def test_the_register_finds_each_kind_and_its_states(office: Office, desk: Desk) -> None:
    office.put_up("estimate")
    office.written("schedule")

    def found(query: str) -> list[str]:
        board = desk("deputy").get(f"/documents/?{query}").context["board"]
        assert board.conditions.ignored == []
        return [str(paper.model.kind_label) for paper, _step in board.rows]

    assert found("kind=estimate") == ["Estimate of expenses"]
    assert found("state=schedule.draft") == ["Calendar schedule"]
    assert found("state=estimate.review") == ["Estimate of expenses"]
    assert found("kind=regulation") == []


# --- queries ----------------------------------------------------------------------------------------------------------


def test_pages_ask_at_most_twelve_queries_however_much_there_is(
    office: Office, desk: Desk, django_assert_max_num_queries: Query
) -> None:
    luza = office.luza
    for number in range(20):
        founded(luza.district, UnitKind.OUTSIDE, f"Орган {number}")
    rows = [
        {"article": f"Статья {n % 7}", "purpose": "Бумага", "quantity": "3", "price": "7,50"}
        for n in range(300)
    ]
    long = office.act(office.written("estimate"), "revise", rows=rows)
    draft_paper = office.written("regulation")
    for unit in Unit.objects.filter(kind=UnitKind.OUTSIDE):
        draft_paper = office.act(draft_paper, "invite", unit=unit)
    asked = office.agree(office.act(draft_paper, "submit"), "base", "second")
    wording = {"clause": office.clause(asked, "1.2"), "theirs": "Иначе.", "why": "Так вернее."}
    asked = office.object(asked, "lalsk", proposals=[wording])
    outside = office.agree(office.put_up("regulation", "roo"))
    for kind in ("estimate", "estimate", "curriculum", "schedule", "schedule", "profiles"):
        waiting = office.put_up(kind)
        if kind in ("schedule", "profiles"):
            office.agree(waiting)
    in_force = office.in_force(office.put_up("regulation", "roo"))
    pages = [
        ("deputy", page_of(long)),
        ("deputy", write_page(long)),
        ("deputy", page_of(asked)),
        ("deputy", page_of(in_force)),
        ("head_kulikovo", page_of(asked)),
        ("head_kulikovo", f"{page_of(asked)}answer/"),
        ("head_roo", page_of(outside)),
        ("head_roo", "/documents/"),
        ("secretary", page_of(asked)),
        ("secretary", reverse("meeting_new")),
        ("deputy", reverse("estimate_new")),
        ("deputy", f"{reverse('regulation_new')}?replaces={in_force.pk}"),
        ("deputy", "/documents/"),
    ]
    for who, address in pages:
        client = desk(who)
        # What each process reads once a minute.
        client.get(address)
        with django_assert_max_num_queries(12, info=f"{who} {address}"):
            assert client.get(address).status_code == 200
    office.act(in_force, "publish")
    for address in ("/public/", f"/public/{in_force.code}/"):
        with django_assert_max_num_queries(12, info=address):
            assert Client().get(address).status_code == 200
