"""Rounds of agreement: schools side by side, then outside bodies; only whoever objected is asked again."""

import pytest

from governance.documents.approval.opinions import Opinion, Proposal
from governance.documents.approval.stamps import stamps_of
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.flows.engine.models import Notice
from governance.roles.unit import UnitKind
from tests.approved.conftest import Refusal
from tests.approved.office import Office
from tests.founding import founded, other_district
from tests.scans import SCANNED_PDF

pytestmark = pytest.mark.django_db

SCHOOLS = {"base", "second", "lalsk", "fabrichnaya", "zhivotovo", "kulikovo"}


def test_six_schools_are_asked_side_by_side_and_then_the_named_bodies(office: Office) -> None:
    paper = office.put_up("regulation", "roo", "department")
    assert office.asked(paper) == SCHOOLS
    paper = office.agree(paper, *sorted(SCHOOLS - {"kulikovo"}))
    assert office.asked(paper) == {"kulikovo"}
    paper = office.agree(paper, "kulikovo")
    assert (office.asked(paper), paper.can_go_on_agenda) == ({"roo", "department"}, False)
    terms = {
        opinion.unit.kind: (opinion.due - opinion.asked_at.date()).days
        for opinion in paper.live_opinions
        if opinion.due and opinion.asked_at
    }
    assert terms == {UnitKind.SCHOOL: 10, UnitKind.OUTSIDE: 14}
    paper = office.agree(paper)
    assert (office.asked(paper), paper.can_go_on_agenda, office.step(paper)) == (set(), True, "agenda")


def test_only_the_school_that_objected_is_asked_again(office: Office) -> None:
    paper = office.put_up("regulation")
    paper = office.agree(paper, "base", "second", "lalsk")
    paper = office.object(paper, "kulikovo")
    assert (paper.state, office.asked(paper)) == ("review", {"fabrichnaya", "zhivotovo"})
    paper = office.agree(paper, "fabrichnaya", "zhivotovo")
    assert (paper.state, office.step(paper)) == ("rework", "draft")
    paper = office.act(paper, "revise", title="Положение о Лузском школьном округе, исправленное")
    paper = office.act(paper, "submit")
    assert (paper.version, office.asked(paper)) == (2, {"kulikovo"})
    assert office.agree(paper).can_go_on_agenda is True


def test_with_nobody_named_outside_the_council_follows_the_schools(office: Office) -> None:
    paper = office.agree(office.put_up("regulation"))
    assert paper.can_go_on_agenda is True


def test_nobody_answers_for_another_unit_or_twice(office: Office, refused: Refusal) -> None:
    paper = office.put_up("regulation", "roo")
    for key in ("head_roo", "deputy_second", "observer", "secretary"):
        with refused(NotAllowed, paper):
            perform(paper, "consent", by=office.people[key])
    paper = office.agree(paper, "lalsk")
    with refused(NotAllowed, paper):
        office.agree(paper, "lalsk")


def test_an_accepted_wording_stands_in_the_clause(office: Office) -> None:
    paper = office.put_up("regulation")
    place = office.clause(paper, "2.2")
    proposals = [{"clause": place, "theirs": "Кворум — две трети членов совета.", "why": "Надёжнее."}]
    paper = office.object(paper, "kulikovo", proposals=proposals)
    paper = office.agree(paper)
    found = office.proposal(paper)
    paper = office.act(paper, "answer_proposal", proposal=found.pk, answer="accepted")
    assert paper.content()["sections"][1]["clauses"][1]["text"] == "Кворум — две трети членов совета."
    assert office.proposal(paper).answer == Proposal.Answer.ACCEPTED


def test_each_proposal_is_answered_before_the_paper_goes_on(office: Office, refused: Refusal) -> None:
    paper = office.put_up("regulation")
    before = paper.content()
    proposals = [{"clause": office.clause(paper, "1.2"), "theirs": "", "why": "Слово лишнее."}]
    paper = office.agree(office.object(paper, "lalsk", proposals=proposals))
    pk = office.proposal(paper).pk
    with refused(NotLegal, paper, "Answer each proposed wording first"):
        office.act(paper, "submit")
    with refused(NotLegal, paper, "Write why the wording stays as it is."):
        office.act(paper, "answer_proposal", proposal=pk, answer="declined")
    with refused(NotLegal, paper, "They proposed no wording"):
        office.act(paper, "answer_proposal", proposal=pk, answer="accepted")
    paper = office.act(paper, "answer_proposal", proposal=pk, answer="declined", reason="Слово из закона.")
    with refused(NotLegal, paper, "answered already"):
        office.act(paper, "answer_proposal", proposal=pk, answer="declined", reason="Слово из закона.")
    assert paper.content() == before
    assert office.act(paper, "submit").state == "review"


def test_of_two_wordings_for_one_clause_the_second_is_settled_by_a_third(
    office: Office, refused: Refusal
) -> None:
    paper = office.put_up("regulation")
    place = office.clause(paper, "1.1")
    paper = office.object(paper, "lalsk", proposals=[{"clause": place, "theirs": "Округ — союз школ."}])
    paper = office.object(paper, "kulikovo", proposals=[{"clause": place, "theirs": "Округ — сеть школ."}])
    paper = office.agree(paper)
    first, second = Proposal.objects.filter(opinion__document=paper.pk).order_by("pk")
    paper = office.act(paper, "answer_proposal", proposal=first.pk, answer="accepted")
    with refused(NotLegal, paper, "Clause 1.1 has been reworded meanwhile"):
        office.act(paper, "answer_proposal", proposal=second.pk, answer="accepted")
    both = "Округ — союз школ, связанных сетью."
    paper = office.act(paper, "answer_proposal", proposal=second.pk, answer="other", wording=both)
    assert paper.content()["sections"][0]["clauses"][0]["text"] == both


def test_a_withdrawn_paper_asks_nobody_and_then_those_who_had_not_answered(office: Office) -> None:
    paper = office.agree(office.put_up("regulation"), "base", "second")
    paper = office.act(paper, "withdraw", reason="Опечатка в разделе 2")
    assert (paper.state, office.asked(paper)) == ("rework", set())
    assert office.asked(office.act(paper, "submit")) == SCHOOLS - {"base", "second"}


def test_a_text_changed_after_the_council_sent_it_back_is_put_to_all_anew(office: Office) -> None:
    paper = office.decided(office.agree(office.put_up("schedule")), choice="against")
    assert paper.state == "rework"
    paper = office.act(paper, "revise", title="Годовой календарный учебный график, переработанный")
    assert office.asked(office.act(paper, "submit")) == SCHOOLS


def test_the_same_text_put_up_again_waits_for_the_council_alone(office: Office) -> None:
    paper = office.decided(office.agree(office.put_up("schedule")), choice="against")
    paper = office.act(paper, "submit")
    assert (office.asked(paper), paper.can_go_on_agenda) == (set(), True)


def test_an_answer_by_letter_stands_in_the_stamp(office: Office) -> None:
    paper = office.agree(office.put_up("regulation", "department", "roo"))
    blank = [(stamp.word, stamp.text, stamp.day) for stamp in stamps_of(paper)][2:]
    assert blank == [
        ("СОГЛАСОВАНО", "Департамент образования Кировской области", "«___» ______ 20__ г."),
        ("СОГЛАСОВАНО", "Районный отдел образования Лузского района", "«___» ______ 20__ г."),
    ]
    paper = office.agree(office.by_letter(paper, "department"), "roo")
    given = [(stamp.text, stamp.signer, stamp.day) for stamp in stamps_of(paper)][2:]
    assert given == [
        ("письмом Департамента образования Кировской области от 05.11.2011 № 12", "", ""),
        (
            "заведующая районным отделом образования Лузского района",
            "Л.И. Макарова",
            "7 ноября 2011 г.",
        ),
    ]


def test_a_letter_that_sends_back_returns_the_paper(office: Office, refused: Refusal) -> None:
    paper = office.agree(office.put_up("regulation", "department"))
    with refused(NotLegal, paper, "Write down the remarks of the letter."):
        office.by_letter(paper, "department", "objection")
    with refused(NotAllowed, paper):
        perform(
            paper,
            "enter_answer",
            by=office.deputy,
            unit=office.luza.outside["department"].pk,
            outcome="consent",
            letter="№ 12",
            name="письмо.pdf",
            data=SCANNED_PDF,
        )
    paper = office.by_letter(paper, "department", "objection", remark="Уточнить раздел 4.")
    assert (paper.state, office.asked(paper)) == ("rework", set())


def test_bodies_are_named_and_dropped_by_the_drafter(office: Office, refused: Refusal) -> None:
    paper, roo = office.written("regulation"), office.luza.outside["roo"]
    with refused(NotLegal, paper, "There is no such outside body"):
        office.act(paper, "invite", unit=office.luza.schools["lalsk"])
    paper = office.act(paper, "invite", unit=roo)
    with refused(NotLegal, paper, "is named already"):
        office.act(paper, "invite", unit=roo)
    with refused(NotAllowed, paper):
        perform(paper, "drop_invited", by=office.people["head_roo"], unit=roo)
    paper = office.act(paper, "drop_invited", unit=roo)
    with refused(NotLegal, paper, "is not named, or has agreed already"):
        office.act(paper, "drop_invited", unit=roo)
    assert Opinion.objects.filter(document=paper.pk).count() == 0


def test_an_estimate_asks_no_outside_body(office: Office, refused: Refusal) -> None:
    paper = office.written("estimate")
    with refused(NotAllowed, paper, "Nobody is asked for this now."):
        office.act(paper, "invite", unit=office.luza.outside["roo"])


def test_an_outside_head_sees_the_one_paper_from_the_day_it_is_asked(office: Office) -> None:
    head = office.people["head_roo"]
    other = office.in_force(office.put_up("schedule"))
    paper = office.put_up("regulation", "roo")
    assert list(Document.objects.visible_to(head)) == []
    paper = office.agree(paper)
    assert [seen.pk for seen in Document.objects.visible_to(head)] == [paper.pk]
    paper = office.object(paper, "roo")
    paper = office.act(paper, "drop_invited", unit=office.luza.outside["roo"])
    assert list(Document.objects.visible_to(head)) == []
    assert other.pk in Document.objects.visible_to(office.people["observer"]).values_list("pk", flat=True)


def test_a_body_outside_another_district_is_never_named(office: Office, refused: Refusal) -> None:
    body = founded(other_district(), UnitKind.OUTSIDE, "РОО")
    paper = office.written("regulation")
    with refused(NotLegal, paper, "There is no such outside body"):
        office.act(paper, "invite", unit=body)


def test_the_author_is_told_of_each_answer(office: Office) -> None:
    paper = office.agree(office.put_up("regulation"), "lalsk")
    told = Notice.objects.get(person=office.deputy, document=paper.pk, text="answered")
    assert (told.facts["unit"], told.facts["outcome"]) == ("СОШ пгт Лальск", "agrees")
