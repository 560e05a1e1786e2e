"""Which rule decides a question: by the kind of its paper, by its matter, or the one for all the rest."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from governance.documents.approval.regulating import regulate
from governance.documents.approval.regulation import DecidingRule, Regulation
from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.foreseen import foreseen, in_the_way
from governance.documents.kinds.meeting.table import places
from governance.documents.law.voting import VotingRule
from governance.record_rows import past_the_door
from governance.roles.body import Seat
from governance.roles.organisation import OrganisationEvent
from tests.tampering import faults_in

from .conftest import Refusal
from .council import ABSENT, AGAINST, FOR, SEATS, TODAY, Council

pytestmark = pytest.mark.django_db

BASIS = "протокол № 2 от 12.09.2011"
SIMPLE = {
    "quorum": {"share": "1/2", "strict": False},
    "majority": {"base": "present", "share": "1/2", "strict": True},
    "casting_vote": True,
    "recused_count_for_quorum": True,
    "recused_leave_base": True,
}
TWO_THIRDS = {
    **SIMPLE,
    "majority": {"base": "established", "share": "2/3", "strict": False},
    "casting_vote": False,
}
SECRETLY = {**SIMPLE, "casting_vote": False, "secret": "always"}
OPENLY = {**SIMPLE, "secret": "never"}
PLANS = {"matter": "Планы", "kinds": ["plan"], "rule": TWO_THIRDS, "clause": "п. 4.5"}
MEMBERS = {"matter": "Приём участников", "rule": TWO_THIRDS, "clause": "п. 4.6"}


def regulated(council: Council, *matters: dict[str, Any], rule: Any = SIMPLE, **values: Any) -> Regulation:
    """The council gets new rules today."""
    return regulate(
        council.unit,
        source="Положение о совете",
        clause="п. 4.4",
        rule=rule,
        matters=matters,
        since=TODAY,
        by=None,
        basis=BASIS,
        **values,
    )


def applied(council: Council, meeting: Any) -> tuple[str, str, Any]:
    """Matter, source and rule of the last round."""
    voting = council.last_round(meeting)
    return voting.matter, voting.rule_source, voting.rule


def test_a_question_is_decided_by_the_rule_for_its_paper_its_matter_or_all_the_rest(council: Council) -> None:
    regulated(council, PLANS, MEMBERS)
    meeting = council.drafted("О дне открытых дверей", subject=council.plan())
    meeting = council.act(meeting, "add_item", title="О приёме школы", matter="Приём участников")
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    meeting = council.lead(meeting, "open")
    found = []
    for number in (1, 2, 3):
        meeting = council.vote(meeting, council.item(meeting, number), base=FOR, second=FOR, lalsk=FOR)
        found.append((*applied(council, meeting), council.outcome(meeting)[1]))
    assert found == [
        ("", "п. 4.4, Положение о совете", SIMPLE, False),
        ("Планы", "п. 4.5, Положение о совете", TWO_THIRDS, False),
        ("Приём участников", "п. 4.6, Положение о совете", TWO_THIRDS, False),
    ]
    assert list(faults_in(None)) == []


def test_two_thirds_of_the_established_number_count_the_vacant_seats(council: Council) -> None:
    regulated(council, MEMBERS, established=9)
    meeting = council.drafted()
    meeting = council.act(meeting, "revise_item", item=council.item(meeting), matter="Приём участников")
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    meeting = council.lead(meeting, "open")
    meeting = council.vote(meeting, **{**dict.fromkeys(SEATS, FOR), "base": AGAINST})
    outcome = council.last_round(meeting).outcome
    assert (outcome["base"], outcome["needed"], outcome["adopted"]) == (9, 6, False)


def test_a_matter_that_the_rules_do_not_know_is_refused(council: Council, refused: Refusal) -> None:
    regulated(council, PLANS, MEMBERS)
    meeting, plan = council.drafted(), council.plan()
    with refused(NotLegal, meeting, "The rules of the body know no matter «Кадры»: choose another one."):
        council.act(meeting, "add_item", title="О кадрах", matter="Кадры")
    with refused(NotLegal, meeting, "Such a paper is decided by the rule for «Планы»"):
        council.act(meeting, "add_item", subject=plan, matter="Приём участников")
    council.act(meeting, "add_item", subject=plan, matter="Планы")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"rule": {**SIMPLE, "quorum": {"share": "3/2", "strict": False}}}, "A share cannot be above 1"),
        ({"rule": {}}, "cannot be blank"),
        ({"rule": "2/3"}, "rule"),
        ({"matters": [{**PLANS, "kinds": ["nothing"]}]}, "Choose the kinds of paper from the list"),
        ({"matters": [{**PLANS, "kinds": "plan"}]}, "Choose the kinds of paper from the list"),
        ({"matters": [{**PLANS, "matter": ""}]}, "cannot be blank"),
        ({"matters": [PLANS, PLANS]}, "already"),
        ({"matters": [PLANS, {**MEMBERS, "kinds": ["plan"]}]}, "is decided by «Планы» already"),
        ({"matters": [{**PLANS, "rule": {**TWO_THIRDS, "tie": "adopted"}}]}, "A tie can adopt only"),
        ({"established": 0}, "established_at_least_one"),
        ({"suspension": {"count": 1000, "unit": "days"}}, "A term has at most a year"),
        ({"suspension": {"count": 10}}, "unit"),
        ({"source": ""}, "cannot be blank"),
        ({"established": 3}, "The established number is 3, and the body has 6 seats"),
        (
            {"rule": {**SECRETLY, "casting_vote": True}},
            "On a tie nobody knows how the presiding person voted",
        ),
        ({"rule": {**SECRETLY, "absentee": "votes"}}, "A sheet is signed and shows who voted how"),
        (
            {"matters": [{**MEMBERS, "rule": {**SECRETLY, "absentee": "votes"}}]},
            "«Приём участников»: A sheet is signed",
        ),
    ],
)
def test_rules_that_contradict_themselves_are_not_entered(
    council: Council, values: dict[str, Any], sentence: str
) -> None:
    before = OrganisationEvent.objects.count(), Regulation.objects.count()
    given = {"source": "Положение", "rule": SIMPLE, **values}
    with pytest.raises(ValidationError, match=sentence):
        regulate(council.unit, since=TODAY, by=None, basis=BASIS, **given)
    assert (OrganisationEvent.objects.count(), Regulation.objects.count()) == before


def test_a_rule_that_is_none_is_written_in_no_way(council: Council) -> None:
    regulation = Regulation.objects.get(unit=council.unit)
    wrong = Regulation(unit=council.unit, since=TODAY, source="Положение", rule={"quorum": 1})
    for write in (
        wrong.save,
        lambda: Regulation.objects.bulk_create([wrong]),
        lambda: Regulation.objects.filter(pk=regulation.pk).update(rule={}),
        lambda: DecidingRule.objects.bulk_create([DecidingRule(regulation=regulation, position=1, rule={})]),
    ):
        with pytest.raises(ValidationError), transaction.atomic():
            write()
    assert Regulation.objects.get(unit=council.unit).rule == regulation.rule


@pytest.mark.parametrize(
    ("secrecy", "wrong", "word"), [("never", True, "openly"), ("always", False, "secretly")]
)
def test_a_vote_that_the_rule_does_not_allow_is_neither_put_up_nor_opened(
    council: Council, refused: Refusal, secrecy: str, wrong: bool, word: str
) -> None:
    regulated(council, rule={**SIMPLE, "casting_vote": False, "secret": secrecy})
    meeting = council.drafted()
    assert council.item(meeting).secret is not wrong
    with refused(NotLegal, meeting, f"this question is voted on {word}"):
        council.act(meeting, "add_item", title="О кадрах", secret=wrong)
    with refused(NotLegal, meeting, f"this question is voted on {word}"):
        council.act(meeting, "revise_item", item=council.item(meeting), secret=wrong)
    meeting = council.running()
    with refused(NotLegal, meeting, f"this question is voted on {word}"):
        council.opened(meeting, secret=wrong)
    assert council.last_round(council.opened(meeting)).secret is not wrong


def test_what_must_be_open_is_open_under_a_secret_rule_and_no_door_makes_it_secret(
    council: Council, refused: Refusal
) -> None:
    plan, name = council.plan(), MEMBERS["matter"]
    before = council.act(council.drafted(), "add_item", subject=plan, secret=True)
    regulated(council, {**MEMBERS, "kinds": ["plan"], "rule": OPENLY}, rule=SECRETLY)
    sentence = "By the rules of the body this question is voted on openly: п. 4.6, Положение о совете."
    council.act(before, "revise_item", item=council.item(before), secret=True)
    with refused(NotLegal, before, sentence):  # put up secretly while the rules allowed it
        council.act(before, "convene")
    council.act(before, "drop_item", item=council.item(before, 2))
    meeting = council.drafted("О кадрах")
    for facts in ({"title": "О приёме школы", "matter": name}, {"subject": plan}):
        with refused(NotLegal, meeting, sentence):
            council.act(meeting, "add_item", secret=True, **facts)
        meeting = council.act(meeting, "add_item", **facts)
    assert [item.secret for item in meeting.agenda()] == [True, False, False]
    for facts in (
        {"item": council.item(meeting, 2), "secret": True},
        {"item": council.item(meeting), "matter": name},
    ):
        with refused(NotLegal, meeting, sentence):
            council.act(meeting, "revise_item", **facts)
    meeting = council.act(meeting, "convene")
    for key in SEATS:
        meeting = council.mark(meeting, key, "present")
    meeting = council.lead(meeting, "open")
    with refused(NotLegal, meeting, sentence):
        council.act(meeting, "add_off_agenda", agreed=True, title="О выходе школы", matter=name, secret=True)
    for number in (2, 3):
        with refused(NotLegal, meeting, sentence):
            council.opened(meeting, council.item(meeting, number), secret=True)
        meeting = council.vote(meeting, council.item(meeting, number), **dict.fromkeys(SEATS, FOR))
        voting = council.last_round(meeting)
        assert (voting.secret, voting.matter, voting.ballots.filter(choice=FOR).count()) == (False, name, 6)


def test_groups_need_their_quorum_and_their_majority_each(council: Council, refused: Refusal) -> None:
    regulated(council, rule={**SIMPLE, "casting_vote": False, "groups": "each"})
    meeting = council.running()
    with refused(NotLegal, meeting, "these seats belong to none"):
        council.opened(meeting)
    with past_the_door():
        for number, seat in enumerate(council.seats.values()):
            seat.group = "родители" if number < 3 else "работники"
            seat.save()
    meeting = council.running()
    votes = {"base": FOR, "second": FOR, "fabrichnaya": FOR, "zhivotovo": AGAINST, "kulikovo": AGAINST}
    meeting = council.vote(meeting, **votes)
    outcome = council.last_round(meeting).outcome
    assert [(group["code"], group["adopted"]) for group in outcome["groups"]] == [
        ("родители", True),
        ("работники", False),
    ]
    assert (outcome["quorum"], outcome["adopted"]) == (True, False)
    meeting = council.lead(meeting, "annul_round", round=council.last_round(meeting), reason="ошибка")
    for key in ("fabrichnaya", "zhivotovo"):
        meeting = council.mark(meeting, key, ABSENT)
    with refused(NotLegal, meeting, "No quorum in: работники."):
        council.opened(meeting)


def test_a_tie_adopts_for_the_person_where_the_rule_says_so(council: Council) -> None:
    regulated(council, rule={**SIMPLE, "casting_vote": False, "tie": "adopted"})
    meeting = council.vote(council.running(), base=FOR, second=AGAINST)
    assert council.outcome(meeting) == (True, True)


def test_a_secret_vote_of_one_is_not_adopted_as_a_rule(council: Council) -> None:
    grouped = {**SECRETLY, "groups": "each"}
    seats = list(Seat.objects.filter(unit=council.unit).order_by("position"))
    with past_the_door():
        for place, seat in enumerate(seats):
            seat.group = "администрация" if place == 0 else "родители"
            seat.save()
    with pytest.raises(ValidationError, match="The group «администрация» has one seat"):
        regulated(council, rule=grouped)
    with past_the_door():
        Seat.objects.filter(pk=seats[1].pk).update(group="администрация")
    regulated(council, rule=grouped)


def test_the_agenda_warns_of_what_the_filled_seats_cannot_decide(council: Council) -> None:
    regulated(
        council,
        MEMBERS,
        rule={**SIMPLE, "quorum": {"share": "2/3", "strict": False, "of": "established"}},
        established=12,
    )
    meeting = council.drafted()
    assert foreseen(meeting, list(meeting.agenda())) == [
        "Item 1: 8 members are needed for the quorum, and 6 of 12 seats are filled."
    ]
    regulation = Regulation.objects.get(unit=council.unit, since=TODAY)
    filled = list(places(council.unit.pk, meeting.day).values())
    law = VotingRule.from_json({**SIMPLE, "casting_vote": False, "groups": "each"})
    assert "these seats belong to none" in in_the_way(law, regulation, filled, secret=False)
    law = VotingRule.from_json(SECRETLY)
    assert in_the_way(law, regulation, filled, secret=True) == ""
    assert in_the_way(law, regulation, filled[:1], secret=True) == (
        "one seat is filled, and a secret vote would tell how it votes."
    )
