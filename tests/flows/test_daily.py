"""What a new day brings by itself, and that nobody is told it twice."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command

from governance import clock
from governance.documents.kinds.contract.contract import Contract
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.making import Making, make_contracts
from governance.documents.language.clauses import parse_text
from governance.documents.record.events import Event
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import draft, perform
from governance.flows.engine.models import Notice
from governance.flows.jobs.daily import begin_day
from governance.letters.models import OutboxLetter
from governance.roles.membership import without_membership
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
        assert begin_day().ended == []
        assert Contract.objects.get().state == "in_force"


def test_a_contract_ends_by_itself_on_the_day_after_its_last(contract: Contract) -> None:
    with clock.played(LAST + timedelta(days=1)):
        assert begin_day().ended == [contract]
    ended = Contract.objects.get()
    event = Event.objects.filter(document=contract.pk).latest("position")
    assert (ended.state, event.move, event.actor, event.basis_id) == ("expired", "expire", None, contract.pk)
    assert list(verify()) == []


def test_a_contract_is_ended_once(contract: Contract) -> None:
    with clock.played(LAST + timedelta(days=3)):
        begin_day()
        before = history_of(contract)
        assert begin_day().ended == []
    assert history_of(contract) == before


def test_the_seat_is_lost_by_the_date_also_when_the_command_never_ran(contract: Contract, luza: Luza) -> None:
    school = luza.schools["lalsk"].pk
    assert without_membership([school], LAST) == {}
    assert without_membership([school], LAST + timedelta(days=1)) == {school: LAST}


def test_both_sides_are_told_once_that_the_contract_ends_soon(contract: Contract, luza: Luza) -> None:
    first = LAST - timedelta(days=settings.CONTRACT_END_NOTICE_DAYS)
    with clock.played(first - timedelta(days=1)):
        assert begin_day().notified == 0
    with clock.played(first):
        assert begin_day().notified == 2
        assert begin_day().notified == 0
    with clock.played(LAST):
        assert begin_day().notified == 0
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
    due = SIGNED + timedelta(days=Contract.answer_days)
    for day, subject in (
        (due - timedelta(days=2), None),
        (due - timedelta(days=1), "Срок завтра"),
        (due, "Срок сегодня"),
        (due + timedelta(days=1), "Срок прошёл"),
        (due + timedelta(days=2), None),
    ):
        mail.outbox.clear()
        OutboxLetter.objects.all().delete()
        with clock.played(day), django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
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
        f"Лузский школьный округ: под печатью истории действий: {Event.objects.count()}.",
        "Завершено: 1. Стёрто: 0. Сообщено об окончании: 0. Напомнено о задачах: 0.",
    ]
