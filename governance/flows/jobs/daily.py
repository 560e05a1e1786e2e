"""What a new day does by itself: end what is over, erase what was kept long enough, remind of deadlines.

Nothing depends on the hour or on a missed day: rights, seats and terms are computed for each day anyway, what was not
done yesterday is done today, and nobody is notified twice of the same thing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from governance import clock
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.contract.contract import Contract
from governance.documents.language.phrases import list_date
from governance.documents.record.document import Document
from governance.documents.record.file_sweep import Swept, sweep
from governance.documents.record.numbering import open_registers
from governance.documents.record.perform import perform
from governance.documents.seals.models import Seal
from governance.flows.engine import notices
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.retention import erase_ended
from governance.flows.jobs.sealing import seal_and_send
from governance.roles.may import holders
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit


@dataclass
class DayReport:
    """What was done on a day: papers ended (or offers in them), papers erased; people notified, tasks reminded of;
    new seals; what dead processes had left of files.
    """

    ended: list[Document]
    erased: list[Document]
    notified: int
    reminded: int
    seals: list[Seal]
    swept: Swept


def begin_day() -> DayReport:
    """Do everything that is due today. Run again on the same day, it does nothing more."""
    # Those of a kind of paper that an update has brought.
    open_registers(*Unit.objects.all())
    ended = end_contracts() + expire_offers()
    # The seal comes when the record has what this day brings; files are no part of it.
    return DayReport(ended, erase_ended(), notify_of_ends(), remind_of_tasks(), seal_and_send(), sweep())


def end_contracts() -> list[Document]:
    """End the contracts whose last day has passed; the basis is the paper that set that day."""
    over = Contract.objects.filter(state=Contract.State.IN_FORCE, ends_on__lt=clock.today())
    return [
        perform(contract, "expire", basis=contract.ended_by or contract) for contract in over.order_by("pk")
    ]


def expire_offers() -> list[Document]:
    """Withdraw the places that were offered and not taken by the last day, for the next in reserve."""
    over = Application.objects.filter(state=Application.State.OFFERED, offered_until__lt=clock.today())
    return [perform(application, "expire_offer", basis=application) for application in over.order_by("pk")]


def notify_of_ends() -> int:
    """Notify the parties, once, of contracts that end within CONTRACT_END_NOTICE_DAYS. Returns how many people."""
    today = clock.today()
    soon = Contract.objects.filter(
        state=Contract.State.IN_FORCE,
        ends_on__range=(today, today + timedelta(days=settings.CONTRACT_END_NOTICE_DAYS)),
    )
    notified = 0
    for contract in soon.order_by("pk"):
        for person in signers_of(contract):
            notified += _notify_once(person, contract, "contract_ends", list_date(contract.ends_on or today))
    return notified


def remind_of_tasks() -> int:
    """Send a letter the day before a task is due, on that day, and once it is overdue. Returns for how many tasks."""
    today = clock.today()
    reminded = 0
    due = Task.objects.open().filter(due__lte=today + timedelta(days=1)).with_paper()
    for task in due.filter(flow_task_type="HUMAN").order_by("pk"):
        stage = _stage(task.due, today)
        if task.data.get("reminded") == stage:
            continue
        with transaction.atomic():
            task.data["reminded"] = stage
            task.save(update_fields=["data"])
            notices.notify_of_tasks([(task, task.verb)], task.document, text=f"task_{stage}")
        reminded += 1
    return reminded


def signers_of(contract: Contract) -> list[Person]:
    """The people who may sign for one of the parties today, each once."""
    people = {
        appointment.person_id: appointment.person
        for party in contract.sides
        for appointment in holders(Right.SIGN_CONTRACT, party.unit_id)
    }
    return list(people.values())


def _notify_once(person: Person, document: Document, text: str, day: str) -> bool:
    earlier = Notice.objects.filter(person=person, document_id=document.pk, text=text)
    if any(notice.facts.get("day") == day for notice in earlier):
        return False
    notices.notify([person], document, text, day=day)
    return True


def _stage(due: date | None, today: date) -> str:
    if due is None or due > today:
        return "tomorrow"
    return "today" if due == today else "overdue"
