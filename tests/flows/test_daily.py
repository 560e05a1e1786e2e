"""What a new day brings by itself, and that nobody is told it twice."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from governance import clock
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.making import Making, make_contracts
from governance.documents.language.clauses import parse_text
from governance.documents.law.working_days import WorkingCalendar
from governance.documents.record.events import Event
from governance.documents.record.history import history_of, verify
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import draft, perform
from governance.documents.seals.models import Seal
from governance.documents.settings.papers import CONTRACT_END_NOTICE
from governance.flows.engine.models import Notice
from governance.flows.jobs.daily import begin_day
from governance.flows.jobs.ends import end_contracts, notify_of_ends
from governance.flows.jobs.job import job
from governance.flows.jobs.lock import only_one
from governance.flows.jobs.looking_after import look_after
from governance.flows.jobs.models import DayRun
from governance.flows.jobs.reminders import remind_of_tasks
from governance.letters.models import OutboxLetter
from governance.roles.may import holders
from governance.roles.membership import without_membership
from governance.roles.rights import Right
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from tests.memory import recalled

SIGNED, LAST = date(2012, 1, 16), date(2012, 8, 31)


@pytest.fixture
@recalled
def contract(luza: Luza) -> Contract:
    """In force from 16.01.2012 up to and including 31.08.2012."""
    deputy = luza.people["deputy"]
    with clock.played(SIGNED):
        form = draft(ContractForm, unit=luza.base, title="Договор о сотрудничестве", by=deputy)
        text = parse_text("1. Предмет\n1.1. Школы сотрудничают по {окончание}")
        form = perform(form, "revise", by=deputy, sections=text, ends_on=LAST)
        form = perform(form, "issue", by=deputy)
        (made,) = make_contracts(form, [Making((luza.schools["lalsk"],))], by=deputy)
        made = perform(made, "submit", by=deputy)
        made = perform(made, "consent", by=luza.people["head_lalsk"])
        made = perform(made, "sign", by=luza.people["head_lalsk"])
        made = perform(made, "sign", by=luza.people["director"])
    assert isinstance(made, Contract)
    return made


def test_a_contract_holds_to_the_end_of_its_last_day(contract: Contract) -> None:
    with clock.played(LAST):
        assert begin_day().of(end_contracts) == []
        assert Contract.objects.get().state == "in_force"


def test_a_contract_ends_by_itself_on_the_day_after_its_last(contract: Contract) -> None:
    with clock.played(LAST + timedelta(days=1)):
        assert begin_day().of(end_contracts) == [contract]
    ended = Contract.objects.get()
    event = Event.objects.filter(document=contract.pk).latest("position")
    assert (ended.state, event.move, event.actor, event.basis_id) == ("expired", "expire", None, contract.pk)
    assert list(verify()) == []


def test_a_contract_is_ended_once(contract: Contract) -> None:
    with clock.played(LAST + timedelta(days=3)):
        begin_day()
        before = history_of(contract)
        assert begin_day().of(end_contracts) == []
    assert history_of(contract) == before


def test_the_seat_is_lost_by_the_date_also_when_the_command_never_ran(contract: Contract, luza: Luza) -> None:
    school = luza.schools["lalsk"].pk
    assert without_membership([school], LAST) == {}
    assert without_membership([school], LAST + timedelta(days=1)) == {school: LAST}


def test_both_sides_are_told_once_that_the_contract_ends_soon(contract: Contract, luza: Luza) -> None:
    first = LAST - timedelta(days=CONTRACT_END_NOTICE.default.count)
    with clock.played(first - timedelta(days=1)):
        assert begin_day().of(notify_of_ends) == []
    with clock.played(first):
        assert len(begin_day().of(notify_of_ends)) == 2
        assert begin_day().of(notify_of_ends) == []
    with clock.played(LAST):
        assert begin_day().of(notify_of_ends) == []
    told = Notice.objects.filter(text="contract_ends").values_list("person", "facts__day")
    wanted = {(luza.people[key].pk, "31.08.2012") for key in ("director", "head_lalsk")}
    assert set(told) == wanted


def test_a_task_is_reminded_of_the_day_before_on_the_day_and_when_overdue(
    luza: Luza, django_capture_on_commit_callbacks: object, contract: Contract
) -> None:
    deputy = luza.people["deputy"]
    with clock.played(SIGNED):
        form = ContractForm.objects.get()
        (made,) = make_contracts(form, [Making((luza.schools["second"],))], by=deputy)
        perform(made, "submit", by=deputy)
    due = Contract.answer_within.default.last_day(SIGNED, WorkingCalendar(), roll=True)
    for day, subject in (
        (due - timedelta(days=2), None),
        (due - timedelta(days=1), "Срок завтра"),
        (due, "Срок сегодня"),
        (due + timedelta(days=1), "Срок прошёл"),
        (due + timedelta(days=2), None),
    ):
        mail.outbox.clear()
        OutboxLetter.objects.all().delete()
        with clock.played(day), django_capture_on_commit_callbacks(execute=True):
            begin_day()
            begin_day()
        told = [(letter.to, letter.subject.split(":")[0]) for letter in mail.outbox]
        reminders = [(to, about) for to, about in told if not about.startswith("Печать истории")]
        assert reminders == ([([luza.people["head_second"].email], subject)] if subject else [])


def test_the_command_says_what_it_did(contract: Contract, capsys: pytest.CaptureFixture[str]) -> None:
    with clock.played(LAST + timedelta(days=1)):
        call_command("daily")
    assert capsys.readouterr().out.splitlines() == [
        "Договор о сотрудничестве со школой «СОШ пгт Лальск»: Истёк",
        f"Лузский школьный округ: под печатью истории действий: {Seal.objects.get().size}.",
        "Завершено договоров: 1",
        "Сделано печатей: 1",
    ]


# --- one day, whatever happens ----------------------------------------------------------------------------------------


def made_contracts(luza: Luza) -> list[Contract]:
    """Three in all, in force up to the same day."""
    deputy, director = luza.people["deputy"], luza.people["director"]
    with clock.played(SIGNED):
        form = ContractForm.objects.get()
        for key in ("second", "fabrichnaya"):
            (made,) = make_contracts(form, [Making((luza.schools[key],))], by=deputy)
            made = perform(made, "submit", by=deputy)
            made = perform(made, "consent", by=luza.people[f"head_{key}"])
            made = perform(made, "sign", by=luza.people[f"head_{key}"])
            perform(made, "sign", by=director)
    return list(Contract.objects.order_by("pk"))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, contract: Contract, luza: Luza) -> list[Contract]:
    """Three contracts are over, and the second of them cannot be ended."""
    contracts = made_contracts(luza)
    ended = Contract.expire

    def fails(self: Contract, *args: object, **facts: object) -> None:
        if self.pk == contracts[1].pk:
            raise RuntimeError("the printer is on fire")
        ended(self, *args, **facts)

    fails._django_fsm = ended._django_fsm
    monkeypatch.setattr(Contract, "expire", fails)
    return contracts


def test_one_failing_paper_stops_no_other_is_named_and_told_to_the_administrator(
    broken: list[Contract], capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = broken
    OutboxLetter.objects.all().delete()
    with clock.played(LAST + timedelta(days=1)), pytest.raises(CommandError) as failed:
        call_command("daily")
    assert failed.value.returncode == 1
    assert f"{second}: RuntimeError" in str(failed.value)
    assert [fresh.state for fresh in Contract.objects.order_by("pk")] == ["expired", "in_force", "expired"]
    assert [line for line in capsys.readouterr().out.splitlines() if "говор" in line] == [
        f"{first}: Истёк",
        f"{third}: Истёк",
        "Завершено договоров: 2",
    ]
    assert f"end_contracts failed with {second.pk}" in caplog.text
    run = DayRun.objects.get()
    assert (run.done["end_contracts"], run.failed) == (2, {"end_contracts": 1})
    told = OutboxLetter.objects.filter(document=None, person__email=luza_administrator())
    assert [name_of(letter) for letter in told] == ["Ежедневная работа сделана не вся"]


def name_of(letter: OutboxLetter) -> str:
    return str(letter.message(None).subject)


def luza_administrator() -> str:
    (holder,) = holders(Right.APPOINT, Unit.objects.get(kind="district").pk)
    return str(holder.person.email)


@pytest.mark.django_db
def test_a_job_that_cannot_look_stops_no_other_job() -> None:
    def burns() -> list[None]:
        raise RuntimeError

    @job("Горит", burns)
    def first(_day: None) -> None:
        raise AssertionError

    @job("Делает")
    def second(_day: None) -> int:
        return 3

    report = begin_day((first, second))
    assert (report.done, [failure.job.name for failure in report.failed]) == (
        {"first": [], "second": [0, 1, 2]},
        ["first"],
    )


@contextmanager
def another_at_work() -> Iterator[None]:
    """Somebody else, over a connection of their own, does the work of the day."""
    begun, over = threading.Event(), threading.Event()

    def work() -> None:
        with only_one():
            begun.set()
            over.wait(60)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(60)
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_who_comes_second_does_nothing_and_says_so(contract: Contract) -> None:
    with clock.played(LAST + timedelta(days=1)):
        with another_at_work(), pytest.raises(CommandError) as refused:
            call_command("daily")
        assert (refused.value.returncode, DayRun.objects.count()) == (2, 0)
        assert Contract.objects.get().state == "in_force"
        call_command("daily")
    assert Contract.objects.get().state == "expired"


def test_an_interrupted_day_is_done_when_it_is_begun_again(broken: list[Contract]) -> None:
    class Killed(BaseException):
        pass

    def dies(self: Contract, *args: object, **facts: object) -> None:
        raise Killed

    dies._django_fsm = Contract.expire._django_fsm
    with clock.played(LAST + timedelta(days=1)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Contract, "expire", dies)
            with pytest.raises(Killed):
                begin_day()
        assert [run.finished_at for run in DayRun.objects.all()] == [None]
        assert len(begin_day().of(end_contracts)) == 2


def test_kinds_of_paper_that_belong_together_are_reminded_of_by_one_setting() -> None:
    settings: dict[str, set[str]] = {}
    for model in KINDS.values():
        settings.setdefault(model.__module__.split(".")[3], set()).add(model.reminding.name)
    assert {word: names for word, names in settings.items() if len(names) > 1} == {}


def test_after_a_missed_day_reminders_come_once_at_their_present_stage(
    contract: Contract, luza: Luza
) -> None:
    deputy = luza.people["deputy"]
    with clock.played(SIGNED):
        (made,) = make_contracts(ContractForm.objects.get(), [Making((luza.schools["second"],))], by=deputy)
        perform(made, "submit", by=deputy)
    due = Contract.answer_within.default.last_day(SIGNED, WorkingCalendar(), roll=True)
    OutboxLetter.objects.all().delete()
    written = []
    for day in (due - timedelta(days=1), due + timedelta(days=1), due + timedelta(days=5)):
        with clock.played(day):
            begin_day()
            begin_day()
        written.append(OutboxLetter.objects.exclude(document=None).count())
    # The third is told to the next in line, who is reminded of nothing before.
    assert written == [1, 2, 3]


def test_a_reminder_and_its_mark_stand_or_fall_together(
    contract: Contract, luza: Luza, monkeypatch: pytest.MonkeyPatch
) -> None:
    deputy = luza.people["deputy"]
    with clock.played(SIGNED):
        (made,) = make_contracts(ContractForm.objects.get(), [Making((luza.schools["second"],))], by=deputy)
        perform(made, "submit", by=deputy)
    OutboxLetter.objects.all().delete()

    def full(*letters: object, **facts: object) -> None:
        raise RuntimeError("the disk is full")

    with clock.played(Contract.answer_within.default.last_day(SIGNED, WorkingCalendar(), roll=True)):
        with monkeypatch.context() as patch:
            patch.setattr("governance.flows.engine.notices.notify_of_tasks", full)
            assert [failure.job for failure in begin_day((remind_of_tasks,)).failed] == [remind_of_tasks]
        assert len(begin_day().of(remind_of_tasks)) == 1
    assert OutboxLetter.objects.exclude(document=None).count() == 1


@pytest.mark.parametrize(("hour", "begins"), [(4, False), (5, True), (23, True)])
@pytest.mark.django_db
def test_a_worker_begins_the_day_once_at_its_hour(
    settings: Any, monkeypatch: pytest.MonkeyPatch, hour: int, begins: bool
) -> None:
    now = timezone.now().astimezone(timezone.get_default_timezone()).replace(hour=hour)
    monkeypatch.setattr(timezone, "localtime", lambda *args: now)
    for _look in range(2):
        look_after()
    assert DayRun.objects.count() == begins
    settings.DAILY_HOUR = None
    DayRun.objects.all().delete()
    look_after()
    assert DayRun.objects.count() == 0
