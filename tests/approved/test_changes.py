"""A plan and a regulation in force are changed by parts: what follows, what is refused, and how they read."""

from datetime import date, timedelta
from typing import Any

import pytest

from governance import clock
from governance.documents.approval.amendments import amendments_of
from governance.documents.approval.stamps import stamps_of
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.approved.changing import draft_changes
from governance.documents.kinds.approved.kinds import BonusRules
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.plan.edits import WriteHead, WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.plan.section import PlanRow
from governance.documents.language.clauses import parse_text
from governance.documents.printing.registry import print_data
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Notice
from governance.flows.jobs.daily import begin_day
from tests.approved.conftest import Refusal
from tests.approved.office import Office
from tests.memory import recalled
from tests.scans import SCANNED_PDF

pytestmark = pytest.mark.django_db

LATER = date(2011, 12, 1)


class Amending(Office):
    """Papers in force and what changes them."""

    @recalled
    def plan(self) -> Plan:
        """In force: «Совет» with two rows, «Школы» with one."""
        plan: Any = draft(
            Plan, unit=self.luza.district, title="План работы округа на 2011/2012 учебный год", by=self.deputy
        )
        head = WriteHead(period_start=date(2011, 9, 1), period_end=date(2012, 8, 31))
        plan = self.act(plan, "revise", edits=[head, WriteSection("Совет"), WriteSection("Школы")])
        council, schools = plan.table()
        rows = [
            WriteRow("Создание совета", "Декабрь", "Директор БШ", section=council.pk),
            WriteRow("Сбор сведений", "Январь", "Зам по УВР", section=council.pk),
            WriteRow("День открытых дверей", "май", "Директора школ", section=schools.pk),
        ]
        plan = self.act(plan, "revise", edits=rows)
        return self.in_force(self.act(plan, "submit"))

    @recalled
    def regulation(self) -> Any:
        return self.in_force(self.put_up("regulation"))

    def changes(self, paper: Any, *changes: dict[str, Any]) -> Any:
        """A draft with these changes."""
        return self.act(draft_changes(paper, by=self.deputy), "write_changes", changes=changes)

    def made(self, paper: Any, *changes: dict[str, Any]) -> Any:
        """These changes, approved; the changed paper as it is then."""
        self.in_force(self.act(self.changes(paper, *changes), "submit"))
        return self.fresh(paper)

    def annulled(self, order: Any) -> Any:
        """The order by which this one is annulled, signed."""
        annulling = draft_annulling_order(
            self.fresh(order), by=self.people["clerk"], reason="Ошибка.", revive=True
        )
        return perform(perform(annulling, "submit", by=self.people["clerk"]), "sign", by=self.director)


@pytest.fixture
def office(luza: Any) -> Amending:
    return Amending(luza)


def key(paper: Any, number: str, section: int = 0) -> str:
    group = paper.edition_groups()[section]
    return next(part.key for part in group.standing if part.number == number)


def reword(paper: Any, number: str, text: str, *, section: int = 0, **words: str) -> dict[str, Any]:
    return {"action": "reword", "part": key(paper, number, section), "words": {"text": text, **words}}


def exclude(paper: Any, number: str) -> dict[str, Any]:
    return {"action": "exclude", "part": key(paper, number)}


def add(paper: Any, text: str, *, after: str = "", section: int = 0, **words: str) -> dict[str, Any]:
    group = paper.edition_groups()[section]
    place = {"group": group.key, "after": key(paper, after, section) if after else ""}
    return {"action": "add", **place, "words": {"text": text, **words}}


def as_it_reads(plan: Plan) -> list[tuple[str, str, str]]:
    sections: Any = print_data(plan)["sections"]
    return [
        (row["number"], row["activity"], row.get("note", ""))
        for section in sections
        for row in section["rows"]
    ]


BY = "изменений № 1, приказ от 07.11.2011 № 2-ОД"


def test_a_plan_reads_as_its_changes_say_and_names_each_by_its_ground(office: Amending) -> None:
    plan = office.plan()
    plan = office.made(
        plan,
        exclude(plan, "2"),
        add(plan, "Отчёт совета", term="июнь", executors="Председатель совета"),
        reword(plan, "1", "Создание и обучение совета", term="Декабрь - январь", executors="Директор БШ"),
        add(plan, "Ярмарка учебных мест", after="1", section=1, term="апрель"),
    )
    assert as_it_reads(plan) == [
        ("1.", "Создание и обучение совета", f"в редакции {BY}"),
        ("2.", "", "исключена изменениями № 1, приказ от 07.11.2011 № 2-ОД"),
        ("3.", "Отчёт совета", "введена изменениями № 1, приказ от 07.11.2011 № 2-ОД"),
        ("1.", "День открытых дверей", ""),
        ("2.", "Ярмарка учебных мест", "введена изменениями № 1, приказ от 07.11.2011 № 2-ОД"),
    ]
    assert print_data(plan)["wording"] == "в редакции изменений № 1, приказ от 07.11.2011 № 2-ОД"
    assert [row.text for row in plan.rows()] == [
        *("Создание и обучение совета", "Отчёт совета", "День открытых дверей", "Ярмарка учебных мест"),
    ]
    assert plan.rows().get(number="1", section__position=1).term_end == date(2012, 1, 31)
    assert (history_of(plan)[-1], plan.version, list(verify())) == ("amend", 1, [])


def test_several_changes_of_one_section_stand_in_their_order_and_are_covered_by_the_record(
    office: Amending,
) -> None:
    plan = office.plan()
    plan = office.made(
        plan,
        add(plan, "Сбор предложений", after="1"),
        add(plan, "Разбор предложений", after="1"),
        reword(plan, "2", "Сбор всех сведений"),
        add(plan, "Сводка", after="2"),
        add(plan, "Отчёт", after="2"),
    )
    added = "введена изменениями № 1, приказ от 07.11.2011 № 2-ОД"
    assert as_it_reads(plan)[:6] == [
        ("1.", "Создание совета", ""),
        ("1.1.", "Сбор предложений", added),
        ("1.2.", "Разбор предложений", added),
        ("2.", "Сбор всех сведений", f"в редакции {BY}"),
        ("3.", "Сводка", added),
        ("4.", "Отчёт", added),
    ]
    assert list(verify()) == []


def test_the_changes_of_a_plan_are_read_at_once_however_many(
    office: Amending, django_assert_num_queries: Any
) -> None:
    plan = office.plan()
    for text in ("Создание и обучение совета", "Обучение совета", "Создание совета"):
        plan = office.made(plan, reword(plan, "1", text))
    with django_assert_num_queries(2):
        assert [one.number for one in amendments_of(plan)] == [1, 2, 3]


def test_the_former_edition_stays_readable(office: Amending) -> None:
    plan = office.plan()
    before = as_it_reads(plan)
    plan = office.made(plan, reword(plan, "1", "Создание и обучение совета"))
    plan = office.made(plan, exclude(plan, "1"))
    plan.shown_edition = 0
    assert (as_it_reads(plan), "wording" in print_data(plan)) == (before, False)
    plan.shown_edition = 1
    assert as_it_reads(plan)[0] == ("1.", "Создание и обучение совета", f"в редакции {BY}")
    plan.shown_edition = None
    assert as_it_reads(plan)[0] == ("1.", "", "исключена изменениями № 2, приказ от 07.11.2011 № 3-ОД")


def test_the_paper_on_changes_says_them_in_its_words_and_goes_the_way_of_the_plan(office: Amending) -> None:
    plan = office.plan()
    changes = office.changes(plan, exclude(plan, "2"), reword(plan, "1", "Создание и обучение совета"))
    changes = office.act(changes, "revise", begins=LATER)
    changes = office.act(changes, "submit")
    printed: Any = print_data(changes)
    assert printed["heading"] == [
        "Изменения № 1,",
        "которые вносятся в план работы округа на 2011/2012 учебный год",
        "(приказ от 07.11.2011 № 1-ОД)",
    ]
    assert [clause["text"] for clause in printed["clauses"]] == [
        "В разделе «Совет» строку 1 изложить в следующей редакции:",
        "В разделе «Совет» строку 2 исключить.",
        "Настоящие изменения действуют с 01.12.2011.",
    ]
    assert office.step(changes) == "agenda"
    changes = office.decided(changes)
    assert (changes.state, office.step(changes)) == ("agreed", "order")
    assert office.order_of(changes).title == (
        "Об утверждении изменений, которые вносятся в план работы округа на 2011/2012 учебный год"
    )


def test_changes_wait_for_their_day(office: Amending) -> None:
    plan = office.plan()
    changes = office.act(office.changes(plan, exclude(plan, "2")), "revise", begins=LATER)
    changes = office.in_force(office.act(changes, "submit"))
    assert (changes.state, changes.acts_from, len(office.fresh(plan).rows())) == ("approved", LATER, 3)
    with clock.played(LATER - timedelta(days=1)):
        begin_day()
        assert len(office.fresh(plan).rows()) == 3
    with clock.played(LATER):
        begin_day()
        assert len(office.fresh(plan).rows()) == 2


def test_a_regulation_is_changed_by_all_who_agreed_to_it(office: Amending) -> None:
    paper = office.regulation()
    changes = office.act(
        office.changes(
            paper,
            {
                "action": "reword",
                "part": key(paper, "2.2", 1),
                "words": {"text": "Совет правомочен в полном составе."},
            },
            add(paper, "Округ имеет эмблему.", after="1.1"),
            exclude(paper, "1.2"),
        ),
        "submit",
    )
    assert len(office.asked(changes)) == 6
    office.in_force(changes)
    printed: Any = print_data(office.fresh(paper))
    assert [
        (clause["number"], clause["text"], clause["note"])
        for section in printed["sections"]
        for clause in section["clauses"]
        if clause["note"]
    ] == [
        ("1.1.1", "Округ имеет эмблему.", "введён изменениями № 1, приказ от 07.11.2011 № 2-ОД"),
        ("1.2", "", "исключён изменениями № 1, приказ от 07.11.2011 № 2-ОД"),
        ("2.2", "Совет правомочен в полном составе.", f"в редакции {BY}"),
    ]


def clauses_with_notes(paper: Any) -> list[tuple[str, str, str]]:
    printed: Any = print_data(paper)
    return [
        (clause["number"], clause["text"], clause["note"])
        for section in printed["sections"]
        for clause in section["clauses"]
        if clause.get("note")
    ]


def test_the_employees_are_heard_on_changes_of_the_rules_of_bonuses_as_on_the_rules(office: Amending) -> None:
    deputy, clerk = office.deputy, office.people["clerk"]

    def heard(paper: Any) -> Any:
        """The employees' body agrees, the director orders."""
        sheet = office.act(paper.staff_opinions.get(), "ask", body="первичной профсоюзной организации")
        answer = {"protocol_number": "3", "protocol_date": office.day, "data": SCANNED_PDF}
        office.act(sheet, "answer", clerk, agrees=True, name="мнение.pdf", **answer)
        return office.signed(office.fresh(paper))

    rules: Any = draft(BonusRules, unit=office.luza.base, title="Положение о премировании", by=deputy)
    text = parse_text("1. Общее\n1.1. Премии выплачиваются за год.\n1.2. Премии не делятся.")
    rules = heard(office.act(office.act(rules, "revise", sections=text), "submit"))
    drafted = office.changes(rules, reword(rules, "1.1", "Премии выплачиваются за полугодие."))
    changes = office.act(drafted, "submit")
    assert (changes.state, office.step(changes)) == ("review", "staff")
    # No order is drafted before they are heard.
    assert not changes.links_in.filter(effect="approve").exists()
    assert clauses_with_notes(office.fresh(rules)) == []
    changes = heard(changes)
    assert [(stamp.word, stamp.text) for stamp in stamps_of(changes)] == [
        ("УЧТЕНО МНЕНИЕ", "первичной профсоюзной организации (протокол от 07.11.2011 № 3)"),
        ("Приложение № 1", "к приказу КОГОКУ СОШ г. Лузы от 07.11.2011 № 2-ОД"),
    ]
    by = "в редакции изменений № 1, приказ от 07.11.2011 № 2-ОД"
    assert clauses_with_notes(office.fresh(rules)) == [("1.1", "Премии выплачиваются за полугодие.", by)]
    assert list(verify()) == []


def test_whoever_joined_the_rules_on_signing_is_told_of_their_changes_and_stays_on_the_list(
    office: Amending,
) -> None:
    rules = office.in_force(office.put_up("signing_rules"))
    rules = office.act(rules, "join", office.secretary)
    changed = office.made(rules, exclude(rules, rules.edition_groups()[0].parts[0].number))
    assert [note.split(" изм")[0] for _number, _text, note in clauses_with_notes(changed)] == ["исключён"]
    told = Notice.objects.filter(text="rules_changed", document_id=rules.pk)
    assert [notice.person for notice in told] == [office.secretary]
    assert [line["name"] for line in print_data(changed)["joined"]] == [office.secretary.full_name]


def test_a_programme_is_changed_by_the_methodical_council_and_by_nobody_of_another_school(
    office: Amending,
) -> None:
    programme = office.in_force(office.put_up("programme"))
    number = programme.edition_groups()[0].parts[0].number
    with pytest.raises(NotAllowed):
        draft_changes(programme, by=office.people["deputy_second"])
    changed = office.made(programme, reword(programme, number, "Иначе."))
    assert [text for _number, text, _note in clauses_with_notes(changed)] == ["Иначе."]


def test_a_head_words_a_changed_clause_otherwise_and_the_change_follows(office: Amending) -> None:
    paper = office.regulation()
    changes = office.act(office.changes(paper, reword(paper, "1.2", "Округ не юридическое лицо.")), "submit")
    clause = changes.changes[0]["part"]
    theirs = [{"clause": clause, "theirs": "Округ — не юридическое лицо.", "why": "Тире."}]
    changes = office.object(changes, "lalsk", proposals=theirs)
    for school in sorted(office.asked(changes)):
        changes = office.agree(changes, school)
    assert changes.state == "rework"
    changes = office.act(changes, "answer_proposal", proposal=office.proposal(changes).pk, answer="accepted")
    assert changes.changes[0]["words"] == {"text": "Округ — не юридическое лицо."}


def test_what_does_not_fit_is_refused_in_a_sentence(office: Amending, refused: Refusal) -> None:
    plan = office.plan()
    first = office.changes(plan, exclude(plan, "2"))
    second = office.changes(plan, reword(plan, "2", "Сбор всех сведений"))
    office.act(first, "submit")
    with refused(NotLegal, second, "Строка 2: other changes concern it already: «Изменения № 1, которые"):
        office.act(second, "submit")
    office.in_force(office.fresh(first))
    with refused(NotLegal, second, "Строка 2: it stands no longer (исключена изменениями № 1"):
        office.act(second, "submit")
    with refused(NotLegal, second, "This part stands in the text no longer"):
        office.act(
            second, "write_changes", changes=[{"action": "exclude", "part": second.changes[0]["part"]}]
        )
    with refused(NotLegal, second, "the words are those of now"):
        same = {
            "action": "reword",
            "part": key(plan, "1"),
            "words": dict(plan.edition_groups()[0].parts[0].words),
        }
        office.act(second, "write_changes", changes=[same])
    with refused(NotLegal, second, "Choose what is changed from the list"):
        office.act(second, "write_changes", changes=[{"action": "burn", "part": key(plan, "1")}])
    empty = office.act(second, "write_changes", changes=[])
    with refused(NotLegal, empty, "There is nothing to agree to yet"):
        office.act(empty, "submit")
    with refused(NotLegal, second, "it is changed twice"):
        office.act(second, "write_changes", changes=[exclude(plan, "1"), reword(plan, "1", "Иное")])
    with refused(NotLegal, second, "Nothing is changed backwards"):
        office.act(second, "revise", begins=date(2011, 11, 1))
    with refused(NotAllowed, second):
        office.act(second, "write_changes", office.people["deputy_second"], changes=[exclude(plan, "1")])


def test_what_is_carried_out_is_changed_no_more(office: Amending, refused: Refusal) -> None:
    plan = office.plan()
    changes = draft_changes(plan, by=office.deputy)
    office.act(plan, "mark_row_done", row=int(key(plan, "1")))
    with refused(NotLegal, changes, "Строка 1: it is carried out."):
        office.act(changes, "write_changes", changes=[exclude(plan, "1")])


def test_a_superseded_edition_and_a_paper_of_tables_are_not_changed(office: Amending) -> None:
    old = office.regulation()
    changes = office.act(office.changes(old, exclude(old, "1.2")), "submit")
    new = office.act(office.act(office.written("regulation"), "replace", paper=old), "submit")
    office.in_force(new)
    with pytest.raises(NotLegal, match="is no longer in force: change the edition that replaced it"):
        draft_changes(office.fresh(old), by=office.deputy)
    changes = office.decided(office.agree(changes))
    order = office.order_of(changes)
    with pytest.raises(NotLegal, match="is no longer in force"):
        perform(order, "submit", by=office.people["clerk"])
    with pytest.raises(NotLegal, match="is not changed by parts"):
        draft_changes(office.in_force(office.put_up("estimate")), by=office.deputy)


def test_a_day_that_has_passed_before_the_order_is_refused(office: Amending) -> None:
    plan = office.plan()
    changes = office.act(office.changes(plan, exclude(plan, "2")), "revise", begins=date(2011, 11, 8))
    changes = office.decided(office.act(changes, "submit"))
    order = office.order_of(changes)
    order = perform(order, "submit", by=office.people["clerk"])
    with (
        clock.played(date(2011, 11, 9)),
        pytest.raises(NotLegal, match=r"were to act from 08\.11\.2011, and that day has passed"),
    ):
        perform(order, "sign", by=office.director)


def test_annulled_changes_are_undone_unless_later_ones_rest_on_them(office: Amending) -> None:
    plan = office.plan()
    before = as_it_reads(plan)
    plan = office.made(plan, reword(plan, "1", "Создание и обучение совета"), exclude(plan, "2"))
    first = office.order_of(plan.links_in.filter(effect="amend").latest("pk").source)
    plan = office.made(plan, exclude(plan, "1"))
    second = office.order_of(plan.links_in.filter(effect="amend").latest("pk").source)
    with pytest.raises(NotLegal, match="rest on these: undo them first"):
        draft_annulling_order(first, by=office.people["clerk"], reason="Ошибка.")
    for order in (second, first):
        office.annulled(order)
    plan = office.fresh(plan)
    assert (as_it_reads(plan), history_of(plan)[-2:]) == (before, ["undo_changes", "undo_changes"])
    assert list(verify()) == []


def notes_by_edition(paper: Any) -> list[list[str]]:
    """What is said beside the parts in each edition, from that of the approval to the present one."""
    editions = []
    for shown in range(len(paper.all_amendments) + 1):
        paper.shown_edition = shown
        editions.append([note for _number, _text, note in as_it_reads(paper) if note])
    paper.shown_edition = None
    return editions


def test_changes_annulled_among_others_are_gone_from_every_edition_and_restored_stand_in_their_place(
    office: Amending,
) -> None:
    plan = office.plan()
    plan = office.made(plan, reword(plan, "1", "Создание и обучение совета"))
    plan = office.made(plan, exclude(plan, "2"))
    second = plan.links_in.filter(effect="amend").latest("pk").source.whole
    plan = office.made(plan, add(plan, "Отчёт совета"))
    third = plan.links_in.filter(effect="amend").latest("pk").source.whole
    plan = office.made(plan, reword(plan, "1", "День школ", section=1))
    first, taken_out, added, worded = (
        "в редакции изменений № 1, приказ от 07.11.2011 № 2-ОД",
        "исключена изменениями № 2, приказ от 07.11.2011 № 3-ОД",
        "введена изменениями № 3, приказ от 07.11.2011 № 4-ОД",
        "в редакции изменений № 4, приказ от 07.11.2011 № 5-ОД",
    )
    with_all = [
        [],
        [first],
        [first, taken_out],
        [first, taken_out, added],
        [first, taken_out, added, worded],
    ]
    assert notes_by_edition(plan) == with_all
    annulling = office.annulled(office.order_of(second))
    plan = office.fresh(plan)
    assert notes_by_edition(plan) == [[], [first], [first, added], [first, added, worded]]
    office.annulled(annulling)
    assert notes_by_edition(office.fresh(plan)) == with_all
    annulling = office.annulled(office.order_of(third))
    plan = office.fresh(plan)
    plan = office.made(plan, add(plan, "Доклад совета"))
    reads = as_it_reads(plan)
    with pytest.raises(NotLegal, match="Строка 3: the number is taken meanwhile"):
        office.annulled(annulling)
    assert as_it_reads(office.fresh(plan)) == reads
    assert list(verify()) == []


def test_a_new_edition_begins_with_the_text_as_it_reads_now(office: Amending) -> None:
    paper = office.regulation()
    paper = office.made(paper, exclude(paper, "1.2"), add(paper, "Округ имеет эмблему."))
    texts = [clause["text"] for section in paper.sections_now() for clause in section["clauses"]]
    assert "Округ имеет эмблему." in texts
    assert "Округ не является юридическим лицом." not in texts


def test_the_executors_of_a_row_with_other_words_stay_charged_and_are_asked_in_its_new_time(
    office: Amending,
) -> None:
    plan = office.plan()
    person = f"person:{office.people['deputy'].pk}"
    office.act(plan, "charge_row", row=int(key(plan, "1")), executors=[person])
    plan = office.fresh(plan)
    plan = office.made(plan, reword(plan, "1", "Создание совета", term="Февраль", executors="Директор БШ"))
    row = PlanRow.objects.get(pk=key(plan, "1"))
    assert [executor.person for executor in plan.executors_of(row)] == [office.people["deputy"]]
    with clock.played(date(2011, 12, 2)):
        begin_day()
    row.refresh_from_db()
    assert row.asked_on is None
    with clock.played(date(2012, 2, 1)):
        begin_day()
    row.refresh_from_db()
    assert row.asked_on == date(2012, 2, 1)
