"""The way of every kind, from the draft to the public page, and the ways back."""

from datetime import date

import pytest

from governance import clock
from governance.documents.approval.stamps import stamps_of
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.approved.kinds import APPROVED_KINDS
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.history import history_of, verify
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.daily import begin_day
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import council_of, methodical_council_of
from tests.approved.conftest import Refusal
from tests.approved.office import Office
from tests.approved.samples import SAMPLES

pytestmark = pytest.mark.django_db

STATES = {
    # in force by: (how many schools are asked, who decides, whether an order follows), and where its flow then stands
    "regulation": (6, "council", True, "publication"),
    "estimate": (0, "council", True, "execution"),
    "schedule": (6, "council", False, "publication"),
    "curriculum": (0, "methodical_council", True, "execution"),
    "profiles": (6, "council", True, "publication"),
    "programme": (0, "methodical_council", True, "ended"),
    "signing_rules": (0, "council", True, "ended"),
    "thematic_plan": (0, "methodical_council", False, "execution"),
}


def test_the_kinds_are_registered_each_with_its_own_papers(office: Office) -> None:
    # The local act of a school has its own tests (`test_staff_opinion`).
    assert {kind.kind_name for kind in APPROVED_KINDS} - {"bonus_rules"} == set(STATES) == set(SAMPLES)
    for kind in STATES:
        office.begun(kind)
    assert {kind: KINDS[kind]._default_manager.count() for kind in STATES} == dict.fromkeys(STATES, 1)


@pytest.mark.parametrize("kind", STATES)
def test_every_kind_goes_its_whole_way(kind: str, office: Office) -> None:
    schools, body, by_order, last = STATES[kind]
    paper = office.put_up(kind)
    assert (paper.state, len(office.asked(paper))) == ("review", schools)
    if schools:
        assert office.step(paper) == "opinions"
        paper = office.agree(paper)
    assert (paper.state, office.step(paper)) == ("review", "agenda")
    task = Task.objects.open().get(process__document=paper.pk, process__part="")
    assert (task.unit.kind if task.unit else "", task.right) == (body, "convene_meeting")
    paper = office.decided(paper)
    if by_order:
        assert (paper.state, office.step(paper)) == ("agreed", "order")
        paper = office.signed(paper)
    assert (paper.state, office.step(paper), paper.approved_on) == ("approved", last, date(2011, 11, 7))
    words = [(stamp.word, stamp.source is not None) for stamp in stamps_of(paper)]
    if by_order:
        assert words == [("СОГЛАСОВАНО", True), ("Приложение № 1", True)]
    else:
        assert words == [("УТВЕРЖДЁН", True)]
    assert list(verify()) == []


@pytest.mark.parametrize("kind", ["regulation", "schedule", "profiles"])
def test_a_kind_for_the_public_is_published_by_the_one_who_may(
    kind: str, office: Office, refused: Refusal
) -> None:
    paper = office.in_force(office.put_up(kind))
    with refused(NotAllowed, paper, "publish papers"):
        perform(paper, "publish", by=office.people["head_lalsk"])
    assert office.act(paper, "publish").published_at is not None


def test_an_estimate_is_never_published(office: Office, refused: Refusal) -> None:
    paper = office.in_force(office.put_up("estimate"))
    with refused(NotAllowed, paper, "Nobody is asked for this now."):
        office.act(paper, "publish")


def test_a_paper_with_a_period_is_closed_when_that_is_over(office: Office, refused: Refusal) -> None:
    paper = office.in_force(office.put_up("estimate"))
    with refused(NotLegal, paper, "Its period is not over yet."):
        office.act(paper, "complete")
    with clock.played(date(2013, 1, 9)):
        paper = office.act(paper, "complete")
    assert (paper.state, office.step(paper)) == ("done", "ended")


def test_a_regulation_has_no_period_to_close(office: Office, refused: Refusal) -> None:
    paper = office.in_force(office.put_up("regulation"))
    with refused(NotAllowed, paper, "Nobody is asked for this now."):
        office.act(paper, "complete")


def test_only_whoever_drafts_for_the_unit_writes_and_submits(office: Office, refused: Refusal) -> None:
    paper = office.written("estimate")
    for key in ("deputy_second", "head_second", "secretary", "observer", "head_department"):
        for move in ("revise", "submit", "replace"):
            with refused(NotAllowed, paper):
                perform(paper, move, by=office.people[key])
    assert office.act(paper, "submit").state == "review"


def test_a_regulation_is_not_drawn_up_in_a_school(office: Office) -> None:
    with pytest.raises(NotAllowed, match="is not drawn up in"):
        office.begun("regulation", unit=office.luza.base)
    assert office.begun("programme", unit=office.luza.base).state == "draft"


@pytest.mark.quick
def test_a_school_s_own_programme_is_approved_by_its_own_director(office: Office, luza: Luza) -> None:
    second, deputy = luza.schools["second"], office.people["deputy_second"]
    paper = office.written("programme", second, by=deputy)
    paper = perform(paper, "submit", by=deputy)
    paper = office.decided(paper)
    order: Document = office.order_of(paper)
    assert order.unit == second
    order = perform(order, "submit", by=deputy)
    with pytest.raises(NotAllowed):
        perform(order, "sign", by=office.director)
    perform(order, "sign", by=office.people["head_second"])
    assert office.fresh(paper).state == "approved"


# --- the agenda -----------------------------------------------------------------------------------------------


def test_a_paper_comes_on_no_agenda_before_all_have_agreed(office: Office, refused: Refusal) -> None:
    paper = office.agree(office.put_up("schedule"), "base", "second")
    assert paper.can_go_on_agenda is False
    with refused(NotLegal, paper, "does not wait for a decision now"):
        office.convened(paper)


def test_each_body_decides_on_its_own_papers_only(office: Office, luza: Luza) -> None:
    curriculum, estimate = office.put_up("curriculum"), office.put_up("estimate")
    with pytest.raises(NotLegal, match="is decided by another body"):
        office.convened(curriculum, council_of(luza))
    with pytest.raises(NotLegal, match="is decided by another body"):
        office.convened(estimate, methodical_council_of(luza))
    assert office.convened(curriculum).meeting.state == Meeting.State.PLANNED
    assert office.fresh(curriculum).on_agenda is not None


def test_a_body_that_votes_against_sends_it_back(office: Office) -> None:
    paper = office.decided(office.put_up("estimate"), choice="against")
    assert (paper.state, office.step(paper), paper.on_agenda) == ("rework", "draft", None)


def test_a_decision_about_a_text_that_was_changed_meanwhile_is_not_carried_out(office: Office) -> None:
    paper = office.put_up("thematic_plan")
    sitting = office.convened(paper)
    sitting.attend(**dict.fromkeys(sitting.body.seats, "present"))
    sitting.chair("open")
    sitting.vote(1, **dict.fromkeys(sitting.body.seats, "for"))
    sitting.chair("finish")
    paper = office.act(paper, "withdraw", reason="Ошибка в часах")
    rows = [{**row, "hours": "1"} for row in SAMPLES["thematic_plan"][1]["rows"]]
    paper = office.act(paper, "revise", rows=rows)
    paper = office.act(paper, "submit")
    protocol = sitting.protocol(item_1=("Винокурову С.А.", "", "Утвердить."))
    paper = office.fresh(paper)
    link = protocol.links_out.get(target=paper.pk, effect="approve")
    assert (paper.state, link.carried_at) == ("review", None)
    assert "the paper has changed since" in link.failure


# --- the order ------------------------------------------------------------------------------------------------


def test_a_rejected_order_sends_the_paper_back(office: Office) -> None:
    paper = office.decided(office.put_up("estimate"))
    order = perform(office.order_of(paper), "submit", by=office.people["clerk"])
    assert office.fresh(paper).state == "approval"
    perform(order, "reject", by=office.director, reason="Превышен бюджет")
    paper = office.fresh(paper)
    assert (paper.state, paper.agreed_by, office.step(paper)) == ("rework", None, "draft")


def test_nobody_approves_by_hand(office: Office, refused: Refusal) -> None:
    paper = office.put_up("estimate")
    for move in ("agree", "send_back", "take_up"):
        with refused(NotAllowed, paper):
            perform(paper, move, by=office.director)
    with refused(NotAllowed, paper):
        perform(paper, "approve", by=office.director)


def test_an_order_that_outlived_its_agreement_cannot_be_signed(office: Office) -> None:
    paper = office.decided(office.put_up("estimate"))
    order = perform(office.order_of(paper), "submit", by=office.people["clerk"])
    paper = office.act(office.fresh(paper), "reopen", reason="Ошибка в цене")
    paper = office.act(paper, "submit")
    assert paper.version == 1
    with pytest.raises(NotLegal):
        perform(order, "sign", by=office.director)
    assert office.fresh(paper).state == "review"


# --- editions -------------------------------------------------------------------------------------------------


def test_a_new_edition_takes_the_force_of_the_old_one(office: Office) -> None:
    old = office.act(office.in_force(office.put_up("schedule")), "publish")
    new = office.act(office.written("schedule"), "replace", paper=old)
    assert (new.edition, office.fresh(old).state) == (2, "approved")
    new = office.in_force(office.act(new, "submit"))
    old = office.fresh(old)
    assert (new.state, old.state, old.repealed_by.pk) == ("approved", "repealed", new.pk)
    assert history_of(old)[-1] == "repeal"
    assert print_data(old)["void"] == f"«{new.title}, редакция 2» (протокол от 07.11.2011 № 2)"
    assert print_data(new)["heading"][-1] == "(редакция 2)"


def test_a_new_edition_that_acts_from_a_later_day_leaves_the_former_one_in_force_until_then(
    office: Office,
) -> None:
    old = office.in_force(office.put_up("estimate"))
    new = office.decided(office.act(office.act(office.written("estimate"), "replace", paper=old), "submit"))
    order, day = office.order_of(new), date(2012, 1, 1)
    order = perform(order, "revise", by=office.people["clerk"], acts_from=day)
    new = office.signed(new)
    former = office.fresh(old).rests_on
    texts = [point["text"] for point in office.fresh(order).present_version.content["points"]]
    assert texts[1] == (
        f"Признать утратившим силу приказ от 07.11.2011 № {former.number} «{former.title}» с 01.01.2012."
    )
    assert [(each.state, each.acts_from) for each in (new, office.fresh(old))] == [
        ("approved", day),
        ("approved", None),
    ]
    with clock.played(day):
        begin_day()
    assert (office.fresh(old).state, office.fresh(old).repealed_by.pk) == ("repealed", new.pk)
    assert office.fresh(former.whole).state == "repealed"


def test_only_a_paper_in_force_of_the_same_kind_can_be_replaced(office: Office, refused: Refusal) -> None:
    new, other = office.written("estimate"), office.in_force(office.put_up("thematic_plan"))
    unapproved = office.put_up("estimate")
    for paper in (other, unapproved, new):
        with refused(
            NotLegal, new, "Only a paper of the same kind and unit that is in force can be replaced"
        ):
            office.act(new, "replace", paper=paper)
    old = office.in_force(unapproved)
    new = office.act(new, "replace", paper=old)
    assert (new.replaces.pk, new.edition) == (old.pk, 2)
    assert office.act(new, "replace", paper=None).edition == 1


def test_an_edition_whose_predecessor_lost_its_force_meanwhile_says_so(office: Office) -> None:
    old = office.in_force(office.put_up("thematic_plan"))
    rivals = [office.act(office.written("thematic_plan"), "replace", paper=old) for _edition in range(2)]
    first = office.act(rivals[0], "submit")
    office.in_force(first)
    with pytest.raises(NotLegal, match="Only a paper of the same kind and unit that is in force"):
        office.act(rivals[1], "submit")


def test_a_draft_is_begun_by_nobody_without_the_right(office: Office) -> None:
    for key in ("head_second", "observer", "methodical_chair", "head_roo"):
        with pytest.raises(NotAllowed):
            draft(KINDS["estimate"], unit=office.luza.district, title="Смета", by=office.people[key])


# --- rules that people join -----------------------------------------------------------------------------------------


def test_who_signs_is_asked_to_join_the_rules_in_force_and_stands_on_their_list(office: Office) -> None:
    rules = office.in_force(office.put_up("signing_rules"))
    told = Notice.objects.filter(text="rules_to_join", document_id=rules.pk).values_list(
        "person__email", flat=True
    )
    assert {office.director.email, office.secretary.email} <= set(told)
    rules = office.act(rules, "join", office.secretary)
    rules = office.act(rules, "join", office.director)
    with pytest.raises(NotAllowed, match="You have joined these rules already"):
        office.act(rules, "join", office.director)
    printed = print_data(rules)["joined"]
    assert [line["name"] for line in printed] == sorted(
        [office.director.full_name, office.secretary.full_name]
    )
    assert list(verify()) == []


def test_rules_that_are_no_more_or_not_yet_in_force_are_not_joined(office: Office) -> None:
    rules = office.put_up("signing_rules")
    with pytest.raises(NotLegal):
        office.act(rules, "join", office.director)
    assert "joined" not in print_data(rules)
    assert "join" not in {move for move in dir(KINDS["estimate"]) if move == "join"}
