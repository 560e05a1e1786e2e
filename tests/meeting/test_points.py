"""The points of a decision: written with the protocol, tasks from its signature on, reported, accepted, returned."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from governance import clock
from governance.desk.base.signed_in import BACKEND
from governance.desk.kinds.protocol.ordering import decisions_to_order, taken
from governance.documents.approval.execution.rows import Executor, Report
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.order.deciding_points import TakenPoint, draft_order_on_decision
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.protocol.points import DecisionPoint, end_of_period, period_words
from governance.documents.kinds.protocol.protocol import Protocol
from governance.documents.record.perform import perform
from governance.flows.engine.models import Task
from governance.roles.acts.appointing import dismiss
from governance.roles.appointment import Appointment
from governance.roles.catalogue import Role
from governance.roles.person import Person

from .conftest import Refusal
from .council import TODAY, Council

pytestmark = pytest.mark.django_db

DUE = TODAY + timedelta(days=30)
LATER = DUE + timedelta(days=7)


def charged(council: Council, *points: dict[str, Any]) -> Protocol:
    """A signed protocol whose second question has these points."""
    meeting = council.held(subject=council.plan())
    protocol = council.written(meeting)
    item = council.item(meeting, 2)
    protocol = perform(protocol, "revise", by=council.secretary, entries={item.pk: {"points": points}})
    for move, by in (
        ("submit", council.secretary),
        ("sign_as_chair", council.chair),
        ("sign_as_secretary", council.secretary),
    ):
        protocol = perform(protocol, move, by=by)
    return protocol


def person(council: Council, key: str) -> str:
    return f"person:{council.luza.people[key].pk}"


def point(council: Council, **more: Any) -> dict[str, Any]:
    return {
        "text": "Собрать сведения о классах",
        "executors": [person(council, "clerk")],
        "due": DUE,
        **more,
    }


def asked(protocol: Protocol) -> list[tuple[str, str, date | None]]:
    """What is asked on points: the step, of whom, until when."""
    tasks = Task.objects.filter(process__document_id=protocol.pk, status="NEW").exclude(process__part="")
    return [(task.flow_task.name, task.person.surname, task.due) for task in tasks]


def part(number: int = 1) -> str:
    return DecisionPoint.objects.order_by("pk")[number - 1].part


def test_the_protocol_says_who_does_what_until_when_and_the_words_are_signed(council: Council) -> None:
    protocol = charged(
        council,
        point(
            council,
            executors=[person(council, "clerk"), f"unit:{council.luza.schools['second'].pk}"],
            control=person(council, "deputy"),
        ),
        {
            "text": "Отчитываться о ходе сети",
            "executors": [person(council, "deputy")],
            "due": date(2012, 6, 30),
            "every": "quarter",
        },
        {"text": "Поблагодарить учителей"},
    )
    told = protocol.present_version.content["items"][1]["points"]
    clerk, second = Executor.objects.filter(part=part()).values_list("words", flat=True)
    assert [entry["text"] for entry in told] == [
        "Собрать сведения о классах.",
        "Отчитываться о ходе сети.",
        "Поблагодарить учителей.",
    ]
    assert told[0]["terms"] == (
        f"Ответственный: {clerk}; соисполнители: {second}. Срок: до {DUE:%d.%m.%Y}. Контроль: Винокурова С.А."
    )
    assert told[1]["terms"].endswith("Срок: ежеквартально по 30.06.2012.")
    assert told[2]["terms"] == ""


def test_a_point_is_reported_returned_prolonged_and_accepted(council: Council, refused: Refusal) -> None:
    protocol = charged(council, point(council))
    clerk, chair, deputy = council.luza.people["clerk"], council.chair, council.luza.people["deputy"]
    assert asked(protocol) == [("report", "Тестова", DUE)]
    with refused(NotAllowed, protocol, "No open point"):
        perform(protocol, "report_point", by=deputy, part=part())
    with refused(NotAllowed, protocol, "control"):
        perform(protocol, "close_point", by=clerk, part=part())
    protocol = perform(protocol, "report_point", by=clerk, part=part(), note="Собраны по пяти школам.")
    assert asked(protocol) == [("control", chair.surname, DUE)]
    with refused(NotLegal, protocol, "awaits its answer already"):
        perform(protocol, "report_point", by=clerk, part=part(), note="Ещё раз.")
    with refused(NotLegal, protocol, "accept it or return it"):
        perform(protocol, "move_due", by=chair, part=part(), due=DUE + timedelta(days=1), reason="рано")
    with refused(NotLegal, protocol, "Write the reason"):
        perform(protocol, "return_point", by=chair, part=part())
    protocol = perform(protocol, "return_point", by=chair, part=part(), reason="Нет шестой школы.")
    assert asked(protocol) == [("report", "Тестова", DUE)]
    later = DUE + timedelta(days=7)
    with refused(NotLegal, protocol, "from today on"):
        perform(
            protocol, "move_due", by=chair, part=part(), due=TODAY - timedelta(days=1), reason="ждём школу"
        )
    protocol = perform(protocol, "move_due", by=chair, part=part(), due=later, reason="ждём школу")
    assert asked(protocol) == [("report", "Тестова", later)]
    protocol = perform(protocol, "report_point", by=clerk, part=part(), note="Собраны по шести школам.")
    protocol = perform(protocol, "close_point", by=chair, part=part())
    assert asked(protocol) == []
    assert [(one.text, one.accepted, one.answer) for one in Report.objects.all()] == [
        ("Собраны по пяти школам.", False, "Нет шестой школы."),
        ("Собраны по шести школам.", True, ""),
    ]
    (done,) = DecisionPoint.objects.all()
    assert (done.accepted_by, done.due, done.moved_to, done.done_note) == (
        chair, DUE, later, "Собраны по шести школам.",
    )  # fmt: skip
    with refused(NotAllowed, protocol):
        perform(protocol, "close_point", by=chair, part=part())


def test_who_controls_is_named_and_nobody_accepts_their_own_report(
    council: Council, refused: Refusal
) -> None:
    chair, secretary = council.chair, council.secretary
    protocol = charged(
        council,
        point(council, control=person(council, "deputy")),
        point(council, executors=[f"person:{chair.pk}"]),
    )
    perform(protocol, "report_point", by=council.luza.people["clerk"], part=part(1))
    protocol = perform(protocol, "report_point", by=chair, part=part(2))
    assert asked(protocol) == [("control", "Винокурова", DUE), ("control", secretary.surname, DUE)]
    with refused(NotAllowed, protocol):
        perform(protocol, "close_point", by=chair, part=part(2))
    with refused(NotAllowed, protocol, "controlled by Винокурова"):
        perform(protocol, "close_point", by=secretary, part=part(1))
    protocol = perform(protocol, "close_point", by=council.luza.people["deputy"], part=part(1))
    protocol = perform(protocol, "close_point", by=secretary, part=part(2))
    assert asked(protocol) == []


def test_a_school_is_asked_in_the_person_of_its_head(council: Council, refused: Refusal) -> None:
    protocol = charged(council, point(council, executors=[f"unit:{council.luza.schools['second'].pk}"]))
    head = council.luza.people["head_second"]
    assert asked(protocol) == [("report", head.surname, DUE)]
    with refused(NotAllowed, protocol):
        perform(protocol, "report_point", by=council.luza.people["head_lalsk"], part=part())
    perform(protocol, "report_point", by=head, part=part())


def test_what_is_due_each_quarter_is_asked_again_until_its_last_day(council: Council) -> None:
    protocol = charged(council, point(council, every="quarter", due=date(2011, 12, 31)))
    clerk, days = council.luza.people["clerk"], []
    while tasks := asked(protocol):
        days.append(tasks[0][2])
        protocol = perform(protocol, "report_point", by=clerk, part=part())
        protocol = perform(protocol, "close_point", by=council.chair, part=part())
    assert days == [date(2011, 9, 30), date(2011, 12, 31)]
    assert [one.due for one in Report.objects.all()] == days


def test_a_term_is_counted_from_the_signature(council: Council) -> None:
    protocol = charged(council, point(council, due=None, term={"count": 2, "unit": "weeks"}))
    told = protocol.present_version.content["items"][1]["points"][0]["terms"]
    assert "со дня подписания протокола" in told
    assert asked(protocol)[0][2] == clock.today() + timedelta(weeks=2)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "Write what is to be done"),
        ({"text": "а" * 2_001}, "2000"),
        ({"executors": []}, "needs an executor"),
        ({"executors": ["person:0"]}, "Choose the executors from the list"),
        ({"due": TODAY - timedelta(days=1)}, "past already"),
        ({"due": "завтра"}, "as a date"),
        ({"term": {"count": 2, "unit": "weeks"}}, "either the day or the term"),
        ({"every": "quarter", "due": None}, "until which day"),
        ({"every": "daily"}, "how often"),
        ({"control": "unit:1"}, "who controls"),
    ],
)
def test_what_does_not_hold_together_is_refused_in_a_sentence(
    council: Council, refused: Refusal, wrong: dict[str, Any], sentence: str
) -> None:
    meeting = council.held(subject=council.plan())
    protocol = council.protocol(meeting)
    entries = {council.item(meeting, 2).pk: {"points": [point(council, **wrong)]}}
    with refused(NotLegal, protocol, sentence):
        perform(protocol, "revise", by=council.secretary, entries=entries)
    assert DecisionPoint.objects.count() == Executor.objects.count() == 0


def test_points_are_rewritten_before_the_signature_and_asked_of_nobody(council: Council) -> None:
    meeting = council.held(subject=council.plan())
    protocol, key = council.protocol(meeting), council.item(meeting, 2).pk
    for points in ([point(council)], [point(council), point(council)], []):
        protocol = perform(protocol, "revise", by=council.secretary, entries={key: {"points": points}})
        assert DecisionPoint.objects.count() == Executor.objects.count() == len(points)
    assert asked(protocol) == []


@pytest.mark.parametrize(
    ("every", "day", "end"),
    [
        ("month", date(2011, 12, 5), date(2011, 12, 31)),
        ("quarter", date(2011, 11, 14), date(2011, 12, 31)),
        ("half", date(2012, 1, 1), date(2012, 6, 30)),
        ("year", date(2012, 2, 29), date(2012, 12, 31)),
    ],
)
def test_a_period_ends_by_the_calendar(every: str, day: date, end: date) -> None:
    assert end_of_period(every, day) == end


def test_a_signed_point_is_a_row_of_the_record(council: Council) -> None:
    protocol = charged(council, point(council))
    event = protocol.events.filter(move="revise").last()
    assert {"DecisionPoint", "Executor"} <= event.rows.keys()
    assert isinstance(council.chair, Person)


def order_on(council: Council, protocol: Protocol) -> Any:
    """A drafted order that carries the decision out, submitted for signature."""
    deputy = council.luza.people["deputy"]
    (decision,) = decisions_to_order(protocol).values()
    order = draft_order_on_decision(
        protocol,
        place=str(decision.number),
        title="О сборе сведений о классах",
        points=[taken(protocol, point) for point in decision.taken],
        by=deputy,
    )
    return perform(order, "submit", by=deputy)


def test_an_order_takes_the_decision_over_whole_and_in_its_order(council: Council, refused: Refusal) -> None:
    people, chair = council.luza.people, council.chair
    protocol = charged(
        council,
        {"text": "Поблагодарить учителей"},
        point(council),
        point(council, text="Отчитываться о сети", every="quarter", due=date(2012, 3, 31)),
        point(council, text="Уже сделано"),
        point(council, text="Доложено", executors=[f"unit:{council.luza.schools['second'].pk}"]),
    )
    protocol = perform(protocol, "close_point", by=chair, part=part(4))
    protocol = perform(protocol, "report_point", by=people["head_second"], part=part(5))
    (decision,) = decisions_to_order(protocol).values()
    assert [one.text for one in decision.taken] == [
        "Поблагодарить учителей", "Собрать сведения о классах", "Отчитываться о сети",
    ]  # fmt: skip
    assert [one.text for _number, one, _state in decision.rest] == ["Уже сделано", "Доложено"]
    order = order_on(council, protocol)
    rows = [(row.number, row.text, row.due, row.executor) for row in order.points.all()]
    clerk = people["clerk"]
    assert rows == [
        ("1", "Поблагодарить учителей", None, None),
        ("2", "Собрать сведения о классах", DUE, clerk),
        ("3", "Отчитываться о сети, ежеквартально", None, None),
        ("3.1", "За III квартал 2011 года", date(2011, 9, 30), clerk),
        ("3.2", "За IV квартал 2011 года", date(2011, 12, 31), clerk),
        ("3.3", "За I квартал 2012 года", date(2012, 3, 31), clerk),
    ]
    order = perform(order, "sign", by=people["director"])
    # What was reported stays here with who controls it; all else is followed in the order.
    assert [step for step, _who, _due in asked(protocol)] == ["control"]
    assert sorted(due for step, _who, due in asked(order) if step == "report" and due) == [
        date(2011, 9, 30), DUE, date(2011, 12, 31), date(2012, 3, 31),
    ]  # fmt: skip
    for row in order.points.exclude(due=None):
        order = perform(order, "report_point", by=clerk, part=row.part, note="Сделано.")
    order = perform(order, "confirm_read", by=clerk)
    perform(order, "complete", by=people["director"])
    done = dict(DecisionPoint.objects.exclude(accepted_at=None).values_list("text", "taken_by"))
    assert done == {
        "Собрать сведения о классах": order.pk, "Отчитываться о сети": order.pk, "Уже сделано": None,
    }  # fmt: skip


def test_whoever_controls_sees_to_the_point_of_a_school_that_nobody_heads(council: Council) -> None:
    second = council.luza.schools["second"]
    protocol = charged(council, point(council, executors=[f"unit:{second.pk}"]))
    assert [step for step, _who, _due in asked(protocol)] == ["report"]
    for held in Appointment.objects.filter(unit=second, role=Role.SCHOOL_HEAD):
        dismiss(held, by=None, basis="приказ об увольнении")
    protocol = perform(protocol, "move_due", by=council.chair, part=part(), due=LATER, reason="Некому.")
    assert asked(protocol) == [("watch", council.chair.surname, LATER)]
    protocol = perform(protocol, "close_point", by=council.chair, part=part())
    assert asked(protocol) == []


def test_a_point_that_was_reported_before_the_order_is_signed_stays_in_the_decision(council: Council) -> None:
    protocol = charged(council, point(council))
    order = order_on(council, protocol)
    perform(protocol, "report_point", by=council.luza.people["clerk"], part=part())
    order = perform(order, "sign", by=council.luza.people["director"])
    assert DecisionPoint.objects.get().taken_by is None
    assert "awaits its answer" in order.links_out.get(effect="take_over").failure
    assert [step for step, _who, _due in asked(protocol)] == ["control"]


def test_the_register_shows_everybody_who_executes_and_all_that_was_reported(
    council: Council, django_assert_max_num_queries: Any
) -> None:
    clerk, chair, second = council.luza.people["clerk"], council.chair, council.luza.schools["lalsk"]
    protocol = charged(
        council,
        point(council, executors=[person(council, "clerk"), f"unit:{second.pk}", person(council, "deputy")]),
        point(council, text="Купить бумагу"),
    )
    file = ("список.txt", "Классы".encode())
    protocol = perform(
        protocol, "report_point", by=clerk, part=part(), note="Собраны по пяти школам.", files=[file]
    )
    protocol = perform(protocol, "return_point", by=chair, part=part(), reason="Нет шестой школы.")
    perform(protocol, "report_point", by=clerk, part=part(), note="Собраны по шести школам.")
    reader = Client()
    reader.force_login(chair, backend=BACKEND)
    reader.get("/")
    with django_assert_max_num_queries(12):
        page = unescape(reader.get("/decisions/").content.decode())
    for said in (
        f"вместе с ними: {second.name}; {council.luza.people['deputy'].name}",
        "Собраны по пяти школам.",
        "(с файлами)",
        "Нет шестой школы.",
        "Собраны по шести школам.",
        "Купить бумагу",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("every", "day", "words"),
    [
        ("month", date(2011, 11, 30), "ноябрь 2011 года"),
        ("quarter", date(2011, 12, 31), "IV квартал 2011 года"),
        ("half", date(2012, 6, 30), "первое полугодие 2012 года"),
        ("year", date(2012, 12, 31), "2012 год"),
    ],
)
def test_a_period_is_called_as_papers_call_it(every: str, day: date, words: str) -> None:
    assert period_words(every, day) == words


def test_an_order_takes_a_point_over_and_ends_it_with_itself(council: Council) -> None:
    protocol = charged(council, point(council))
    order = order_on(council, protocol)
    assert [step for step, _who, _due in asked(protocol)] == ["report"]
    people = council.luza.people
    order = perform(order, "sign", by=people["director"])
    assert asked(protocol) == []
    assert {(step, who) for step, who, _due in asked(order)} == {
        ("report", "Тестова"),
        ("reading", "Тестова"),
    }
    assert ("report", "Тестова", DUE) in asked(order)
    order = perform(order, "report_point", by=people["clerk"], part=order.points.get().part, note="Собраны.")
    order = perform(order, "confirm_read", by=people["clerk"])
    assert DecisionPoint.objects.get().accepted_at is None
    order = perform(order, "complete", by=people["director"])
    (done,) = DecisionPoint.objects.all()
    assert (done.taken_by_id, done.accepted_at is not None) == (order.pk, True)
    assert Report.objects.get().accepted is True


def test_an_order_that_loses_its_force_gives_the_point_back(council: Council, refused: Refusal) -> None:
    protocol = charged(council, point(council))
    order = perform(order_on(council, protocol), "sign", by=council.luza.people["director"])
    with refused(NotAllowed, protocol):
        perform(protocol, "report_point", by=council.luza.people["clerk"], part=part())
    annulling = draft_annulling_order(order, by=council.luza.people["deputy"], reason="ошибка")
    annulling = perform(annulling, "submit", by=council.luza.people["deputy"])
    perform(annulling, "sign", by=council.luza.people["director"])
    assert asked(protocol) == [("report", "Тестова", DUE)]


def test_nobody_drafts_an_order_on_a_decision_without_the_right(council: Council) -> None:
    protocol = charged(council, point(council))
    with pytest.raises(NotLegal, match="no points"):
        draft_order_on_decision(
            protocol, place="2", title="О сведениях", points=[], by=council.luza.people["deputy"]
        )
    with pytest.raises(NotAllowed):
        draft_order_on_decision(
            protocol,
            place="2",
            title="О сведениях",
            points=[TakenPoint(part(), "Собрать", None, "", DUE)],
            by=council.luza.people["observer"],
        )
