"""What is legal for a plan, asked at the door."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from governance.clock import played
from governance.documents.errors import NotAllowed, NotLegal, Refused, Stale
from governance.documents.kinds.plan.edits import (
    PlaceRow,
    PlaceSection,
    RemoveRow,
    RemoveSection,
    Resolve,
    WriteHead,
    WriteRow,
    WriteSection,
)
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.reading import read_plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import draft, perform
from governance.proof.canonical_json import sha256
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.plan.chain import Chain, table_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _september() -> Iterator[None]:
    """The plan is made in September 2011; sentences are compared as they stand in the code."""
    with played(date(2011, 9, 5)), translation.override(None):
        yield


@pytest.fixture
def chain(luza: Luza, monkeypatch: pytest.MonkeyPatch) -> Chain:
    return Chain(luza, monkeypatch)


def refusal(chain: Chain, plan: Plan, *edits: object) -> str:
    """The sentence with which the edits are refused; nothing has changed then."""
    before, events = plan.content(), history_of(plan)
    with pytest.raises(NotLegal) as refused:
        chain.edit(plan, *edits)
    assert (plan.content(), history_of(plan)) == (before, events)
    return str(refused.value)


def row(plan: Plan, text: str) -> PlanRow:
    return plan.rows().get(text=text)


def section(plan: Plan, title: str) -> int:
    return plan.sections.get(title=title).pk


# --- writing ----------------------------------------------------------------------------------------------------------


def test_the_district_deputy_drafts_a_plan_and_the_deputy_of_a_school_may_not(chain: Chain) -> None:
    assert draft(Plan, unit=chain.luza.district, title="План работы", by=chain.deputy).state == "draft"
    with pytest.raises(NotAllowed):
        draft(Plan, unit=chain.luza.district, title="План работы", by=chain.stranger)
    assert Plan.objects.count() == 1


def test_a_plan_is_written_section_by_section_and_row_by_row(chain: Chain) -> None:
    plan = chain.small()
    assert table_of(plan) == [
        ("Совет", ["1. Создание совета округа", "2. Сбор сведений"]),
        ("Школы", ["1. День открытых дверей"]),
    ]
    written = row(plan, "Создание совета округа")
    assert (written.term_start, written.term_end) == (date(2011, 12, 1), date(2011, 12, 31))
    assert (written.executors, written.doubts) == (["Директор БШ"], [])


def test_writing_freezes_no_version(chain: Chain) -> None:
    plan = chain.small()
    assert (plan.version, plan.state, plan.versions.count()) == (0, "draft", 0)


def test_the_record_names_what_was_edited_by_its_id_and_not_by_its_text(chain: Chain) -> None:
    plan = chain.small()
    corrected = row(plan, "Сбор сведений")
    chain.edit(plan, WriteRow("Сбор данных", "Сентябрь", "Зам по УВР", row=corrected.pk))
    assert plan.events.last().facts == {"edits": [{"edit": "WriteRow", "row": corrected.pk}]}


def test_a_row_is_corrected_in_its_place(chain: Chain) -> None:
    plan = chain.small()
    corrected = row(plan, "Создание совета округа")
    chain.edit(plan, WriteRow("Выборы совета", "15 декабря", "Директор БШ", row=corrected.pk))
    assert table_of(plan)[0] == ("Совет", ["1. Выборы совета", "2. Сбор сведений"])
    assert row(plan, "Выборы совета").term_end == date(2011, 12, 15)


def test_rows_are_numbered_anew_when_one_is_added_placed_or_removed(chain: Chain) -> None:
    plan = chain.small()
    council, schools = section(plan, "Совет"), section(plan, "Школы")
    chain.edit(plan, WriteRow("Первое заседание", "сентябрь", "Совет округа", section=council, position=1))
    assert table_of(plan)[0][1] == ["1. Первое заседание", "2. Создание совета округа", "3. Сбор сведений"]
    chain.edit(plan, PlaceRow(row(plan, "Первое заседание").pk, section=schools))
    chain.edit(plan, RemoveRow(row(plan, "Создание совета округа").pk))
    assert table_of(plan) == [
        ("Совет", ["1. Сбор сведений"]),
        ("Школы", ["1. День открытых дверей", "2. Первое заседание"]),
    ]


def test_numbers_go_on_through_the_plan_where_they_did_so_before(chain: Chain) -> None:
    plan = chain.small()
    chain.edit(
        plan,
        WriteRow(
            "День открытых дверей",
            "май",
            "Директора школ",
            row=row(plan, "День открытых дверей").pk,
            number="3.",
        ),
    )
    chain.edit(plan, PlaceRow(row(plan, "Сбор сведений").pk, position=1))
    assert table_of(plan) == [
        ("Совет", ["1. Сбор сведений", "2. Создание совета округа"]),
        ("Школы", ["3. День открытых дверей"]),
    ]


def test_sections_are_renamed_placed_and_removed_when_empty(chain: Chain) -> None:
    plan = chain.small()
    chain.edit(
        plan, WriteSection("Работа школ", section=section(plan, "Школы")), WriteSection("Кадры", position=1)
    )
    chain.edit(plan, PlaceSection(section(plan, "Работа школ"), 1))
    assert [title for title, _rows in table_of(plan)] == ["Работа школ", "Кадры", "Совет"]
    assert refusal(chain, plan, RemoveSection(section(plan, "Совет"))) == (
        "The section still has rows: move or delete them first."
    )
    chain.edit(plan, RemoveSection(section(plan, "Кадры")))
    assert [title for title, _rows in table_of(plan)] == ["Работа школ", "Совет"]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (WriteHead(title=" "), "Give the plan a title."),
        (WriteHead(title="п" * 501), "A text of 501 characters is too long: shorten it to 500."),
        (WriteHead(aims=["цель"] * 201), "A list holds at most 200 lines: shorten it."),
        (WriteHead(period_start=date(2011, 9, 1)), "Give the first and the last day of the plan's period."),
        (
            WriteHead(period_start=date(2012, 9, 1), period_end=date(2011, 9, 1)),
            "The plan's period ends before",
        ),
        (WriteSection("\t"), "Give the section a title."),
        (WriteRow("Дело"), "Choose the section for the new row."),
        (WriteRow(" ", row=0), "This row is not in the plan any more: open the page again."),
        (WriteRow("Дело", section=0), "This section is not in the plan any more: open the page again."),
        (RemoveRow(0), "This row is not in the plan any more"),
        (Resolve(doubt=3), "This question is settled already"),
    ],
)
def test_an_edit_that_cannot_be_is_refused_with_a_sentence(chain: Chain, edit: object, sentence: str) -> None:
    assert refusal(chain, chain.small(), edit).startswith(sentence)


@pytest.mark.parametrize("text", ["", "ы" * 10_001, "ы" * 1_000_000, "\ud800"])
def test_a_text_that_is_missing_too_long_or_broken_changes_nothing(chain: Chain, text: str) -> None:
    plan = chain.small()
    refusal(chain, plan, WriteRow(text, section=section(plan, "Школы")))
    refusal(chain, plan, WriteSection(text, section=section(plan, "Школы")))


def test_one_refused_edit_takes_back_those_before_it(chain: Chain) -> None:
    plan = chain.small()
    refusal(chain, plan, WriteSection("Кадры"), RemoveRow(0))
    assert plan.sections.count() == 2


def test_a_plan_takes_at_most_a_thousand_rows(chain: Chain) -> None:
    plan = chain.small()
    rows = [WriteRow(f"Дело {count}", section=section(plan, "Школы")) for count in range(998)]
    assert refusal(chain, plan, *rows) == (
        "A plan holds at most 1000 rows in 100 sections: divide it into several plans."
    )
    chain.edit(plan, *rows[:-1])
    assert plan.rows().count() == 1000


def test_a_page_that_is_out_of_date_edits_nothing(chain: Chain) -> None:
    plan = chain.small()
    seen = plan.revision
    chain.edit(plan, WriteSection("Кадры"))
    with pytest.raises(Stale):
        perform(plan, "revise", by=chain.deputy, seen=seen, edits=[WriteSection("Кадры ещё раз")])
    assert plan.sections.count() == 3


def test_another_person_edits_nothing(chain: Chain) -> None:
    plan = chain.small()
    for person in (
        chain.stranger,
        chain.director,
        chain.luza.people["secretary"],
        chain.luza.people["administrator"],
    ):
        with pytest.raises(NotAllowed):
            perform(plan, "revise", by=person, edits=[WriteSection("Чужое")])
    assert plan.sections.count() == 2


# --- doubts -----------------------------------------------------------------------------------------------------------


def test_doubts_are_raised_by_what_is_written_and_go_when_it_is_corrected_or_resolved(chain: Chain) -> None:
    plan = chain.small()
    chain.edit(plan, WriteRow("Олимпиады", "", "РОО", section=section(plan, "Школы")))
    assert [doubt.code for doubt in plan.open_doubts()] == ["no_term", "executor"]
    assert {doubt.place for doubt in plan.open_doubts()} == {"Школы, row 2"}
    written = row(plan, "Олимпиады")
    chain.edit(plan, WriteRow("Олимпиады", "Ноябрь-декабрь", "РОО", row=written.pk))
    assert [doubt.code for doubt in plan.open_doubts()] == ["executor"]
    chain.edit(plan, Resolve(row=written.pk))
    assert plan.open_doubts() == []
    chain.edit(plan, WriteRow("Предметные олимпиады", "Ноябрь-декабрь", "РОО", row=written.pk))
    assert plan.open_doubts() == []
    chain.edit(plan, WriteRow("Предметные олимпиады", "Ноябрь-декабрь", "Департамент", row=written.pk))
    assert [doubt.code for doubt in plan.open_doubts()] == ["executor"]


def test_dates_that_a_person_gives_stand_in_for_words_that_were_not_understood(chain: Chain) -> None:
    plan = chain.small()
    schools, days = section(plan, "Школы"), {"term_start": date(2012, 1, 9), "term_end": date(2012, 1, 13)}
    chain.edit(plan, WriteRow("Каникулы", "после праздников", "Совет округа", section=schools, **days))
    written = row(plan, "Каникулы")
    assert (written.term_start, written.term_end, written.term_kind) == (*days.values(), "given")
    assert plan.open_doubts() == []
    outside = {"term_start": date(2012, 1, 9), "term_end": date(2013, 1, 13)}
    assert refusal(chain, plan, WriteRow("Каникулы", row=written.pk, **outside)) == (
        "The term lies outside the plan's period: correct the days, or the period."
    )


def test_terms_are_dated_anew_when_the_period_changes(chain: Chain) -> None:
    plan = chain.small()
    chain.edit(plan, WriteHead(period_start=date(2012, 9, 1), period_end=date(2013, 5, 31)))
    assert row(plan, "Создание совета округа").term_end == date(2012, 12, 31)
    chain.edit(plan, WriteHead(period_start=date(2012, 10, 1), period_end=date(2013, 5, 31)))
    undated = row(plan, "Сбор сведений")
    assert (undated.term_start, [doubt["code"] for doubt in undated.doubts]) == (None, ["term"])


# --- from a file ------------------------------------------------------------------------------------------------------


def test_the_districts_plan_comes_in_with_all_its_rows_doubts_and_the_file(
    chain: Chain, plan_txt: bytes
) -> None:
    plan = import_plan(plan_txt, "plan.txt", by=chain.deputy, unit=chain.luza.district)
    assert [len(rows) for _title, rows in table_of(plan)] == [8, 18, 9, 3, 7]
    assert (plan.title, plan.period_start) == (
        "План работы Лузского школьного округа на 2011/2012 учебный год",
        date(2011, 9, 1),
    )
    assert (len(plan.members), len(plan.aims), len(plan.functions)) == (6, 5, 6)
    doubts = {(doubt.place, doubt.code) for doubt in plan.open_doubts()}
    assert doubts >= {
        ("Организационно-методическая работа, row 7", "no_term"),
        ("Работа с учащимися и их родителями, row 7", "executor"),
    }
    file = plan.attachments.get()
    assert (file.name, file.media_type, file.file.read()) == ("plan.txt", "text/plain", plan_txt)


def test_a_second_import_replaces_the_rows_and_keeps_what_the_file_lacks(
    chain: Chain, plan_txt: bytes
) -> None:
    plan = import_plan(plan_txt, "plan.txt", by=chain.deputy, unit=chain.luza.district)
    other = (
        "План работы\n№\tмероприятия\tСрок\tИсполнители\nРаздел\t\t\t\n1.\tДело\tмай\tСовет округа\n".encode()
    )
    chain.move(plan, "import_file", draft=read_plan(other, "other.txt"), name="other.txt", data=other)
    plan = chain.fresh(plan)
    assert (plan.title, table_of(plan)) == ("План работы", [("Раздел", ["1. Дело"])])
    assert (len(plan.aims), plan.period_start) == (5, date(2011, 9, 1))
    assert [file.name for file in plan.attachments.all()] == ["plan.txt", "other.txt"]
    chain.move(plan, "import_file", draft=read_plan(other, "other.txt"), name="other.txt", data=other)
    assert plan.attachments.count() == 2


def test_a_file_that_is_no_plan_begins_none(chain: Chain) -> None:
    with pytest.raises(Refused):
        import_plan(b"\x00\x01", "plan.docx", by=chain.deputy, unit=chain.luza.district)
    with pytest.raises(NotAllowed):
        import_plan("№\tмероприятия\tСрок\tИсполнители\n1\tа\tмай\tб".encode(), "p.txt", by=chain.stranger,
                    unit=chain.luza.district)  # fmt: skip
    assert Plan.objects.count() == 0


def test_content_is_read_in_one_query(
    chain: Chain, plan_txt: bytes, django_assert_num_queries: object
) -> None:
    plan = import_plan(plan_txt, "plan.txt", by=chain.deputy, unit=chain.luza.district)
    with django_assert_num_queries(1):
        content = plan.content()
    assert sum(len(part["rows"]) for part in content["sections"]) == 45


# --- the way to approval ----------------------------------------------------------------------------------------------


def test_a_plan_without_rows_is_not_submitted(chain: Chain) -> None:
    plan = draft(Plan, unit=chain.luza.district, title="План работы", by=chain.deputy)
    with pytest.raises(NotLegal, match="The plan has no rows yet"):
        chain.move(plan, "submit")
    assert (chain.fresh(plan).state, history_of(plan)) == ("draft", ["draft"])


def test_submitting_freezes_what_the_council_votes_on(chain: Chain) -> None:
    plan = chain.move(chain.small(), "submit")
    assert (plan.state, plan.version, plan.can_go_on_agenda) == ("review", 1, True)
    assert plan.present_version.sha256 == sha256(plan.content())
    assert plan.author_text == "заместитель директора по УВР базовой школы Винокурова Светлана Андреевна"
    with pytest.raises(NotLegal):
        chain.edit(plan, WriteSection("Поздно"))


def test_a_plan_waits_for_an_agenda_until_a_meeting_takes_it_up_and_again_when_it_is_released(
    chain: Chain,
) -> None:
    plan = chain.move(chain.small(), "submit")
    meeting = chain.decision(plan, "take_up")
    chain.enforce(meeting)
    assert chain.fresh(plan).can_go_on_agenda is False
    rival = chain.enforce(chain.decision(plan, "take_up"))
    assert rival.failure == f"The paper is on an agenda already: «{meeting}»."
    chain.enforce(chain.decision(plan, "release"))
    assert chain.fresh(plan).can_go_on_agenda is False  # another meeting lets go of what it does not hold
    with past_the_door():
        meeting.links_out.create(target=plan, effect="release", version=plan.present_version)
    perform(meeting, "remark", by=chain.director, text="Не состоялось")
    assert (chain.fresh(plan).can_go_on_agenda, chain.fresh(plan).state) == (True, "review")


def test_the_council_agrees_by_its_paper_and_nobody_by_hand(chain: Chain) -> None:
    plan = chain.move(chain.small(), "submit")
    for person in (chain.deputy, chain.director, chain.luza.people["head_second"]):
        with pytest.raises(NotAllowed):
            perform(plan, "agree", by=person)
    paper = chain.decision(plan, "agree")
    chain.enforce(paper)
    plan = chain.fresh(plan)
    assert (plan.state, plan.agreed_by_id) == ("agreed", paper.pk)


def test_a_plan_that_is_sent_back_is_corrected_and_submitted_as_a_new_version(chain: Chain) -> None:
    plan = chain.decide(chain.move(chain.small(), "submit"), "send_back")
    assert plan.state == "rework"
    chain.edit(plan, WriteSection("Кадры"))
    plan = chain.move(plan, "submit")
    assert (plan.state, plan.version) == ("review", 2)


def test_a_vote_on_an_older_text_does_not_reach_the_new_one(chain: Chain) -> None:
    plan = chain.move(chain.small(), "submit")
    voted = chain.decision(plan, "agree")
    chain.move(plan, "withdraw", reason="Нашлась ошибка")
    chain.edit(plan, WriteSection("Кадры"))
    plan = chain.move(plan, "submit")
    link = chain.enforce(voted)
    assert (chain.fresh(plan).state, link.carried_at) == ("review", None)
    assert link.failure.endswith("covers version 1; the paper has changed since, a new decision is needed.")


def test_withdrawing_needs_a_reason_and_the_right_to_draft(chain: Chain) -> None:
    plan = chain.move(chain.small(), "submit")
    with pytest.raises(NotLegal):
        chain.move(plan, "withdraw")
    with pytest.raises(NotAllowed):
        perform(plan, "withdraw", by=chain.luza.people["secretary"], reason="Не готово")
    assert chain.move(plan, "withdraw", reason="Не готово").state == "rework"


def test_the_order_of_the_director_approves_the_agreed_version(chain: Chain) -> None:
    plan = chain.approved()
    order = chain.order_of(plan)
    assert (plan.state, plan.approved_by_id, plan.approved_on) == ("approved", order.pk, date(2011, 9, 5))
    assert history_of(plan)[-4:] == ["submit", "agree", "put_up", "approve"]
    assert list(verify()) == []


def test_a_rejected_order_sends_the_plan_back(chain: Chain) -> None:
    plan = chain.agreed()
    order = chain.order_of(plan)
    perform(order, "submit", by=chain.clerk)
    assert chain.fresh(plan).state == "approval"
    perform(order, "reject", by=chain.director, reason="Нет средств")
    plan = chain.fresh(plan)
    assert (plan.state, plan.agreed_by, plan.events.last().reason) == ("rework", None, "Нет средств")


def test_an_order_that_was_improved_puts_the_plan_up_again(chain: Chain) -> None:
    plan = chain.agreed()
    order = chain.order_of(plan)
    perform(order, "submit", by=chain.clerk)
    perform(order, "send_back", by=chain.director, reason="Исправьте пункт 1")
    assert chain.fresh(plan).state == "approval"
    assert chain.approved(chain.fresh(plan)).state == "approved"


def test_a_reopened_plan_has_lost_its_agreement_and_an_old_order_cannot_approve_it(chain: Chain) -> None:
    plan = chain.agreed()
    order = chain.order_of(plan)
    with pytest.raises(NotLegal):
        chain.move(plan, "reopen")
    with pytest.raises(NotAllowed):
        perform(plan, "reopen", by=chain.director, reason="Добавить раздел")
    plan = chain.move(plan, "reopen", reason="Добавить раздел")
    assert (plan.state, plan.agreed_by) == ("rework", None)
    chain.edit(plan, WriteSection("Кадры"))
    plan = chain.move(plan, "submit")
    with pytest.raises(NotLegal):
        perform(order, "submit", by=chain.clerk)
    assert chain.fresh(plan).state == "review"


def test_a_plan_is_published_only_when_approved_and_can_be_taken_off_the_page(chain: Chain) -> None:
    plan = chain.agreed()
    with pytest.raises(NotLegal):
        chain.move(plan, "publish")
    plan = chain.approved(plan)
    with pytest.raises(NotAllowed):
        perform(plan, "publish", by=chain.director)
    plan = chain.move(plan, "publish")
    assert plan.published_at is not None
    with pytest.raises(NotLegal, match="published already"):
        chain.move(plan, "publish")
    plan = chain.move(plan, "unpublish", reason="Указаны личные данные")
    assert plan.published_at is None


def test_only_an_order_repeals_an_approved_plan(chain: Chain) -> None:
    plan = chain.approved()
    paper = chain.decision(plan, "repeal")
    chain.enforce(paper)
    plan = chain.fresh(plan)
    assert (plan.state, plan.repealed_by_id) == ("repealed", paper.pk)
    assert history_of(plan)[-1] == "repeal"


def test_the_database_refuses_an_approval_without_its_papers(chain: Chain) -> None:
    plan = chain.approved()
    for fields in ({"agreed_by": None}, {"approved_on": None}, {"approved_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
            Plan.objects.filter(pk=plan.pk).update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        plan.rows().update(term_kind="month", term_end=None)
    with pytest.raises(IntegrityError), transaction.atomic(), past_the_door():
        plan.rows().update(moved_to=date(2012, 1, 1), moved_reason="")


@pytest.mark.parametrize(
    ("title", "genitive"),
    [
        ("План работы Лузского школьного округа", "плана работы Лузского школьного округа"),
        ("ПЛАН мероприятий", "плана мероприятий"),
        ("Годовой план", "плана «Годовой план»"),
    ],
)
def test_headings_of_orders_decline_the_word_plan(title: str, genitive: str) -> None:
    assert Plan(title=title).title_in("genitive") == genitive
