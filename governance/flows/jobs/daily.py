"""What a new day brings by itself: what is over ends, what was kept long enough is erased, deadlines are told in time.

Nothing depends on the hour or on a missed day: rights, seats and terms are asked for the day itself; what was not done
yesterday is done today, and nobody is told the same thing twice.
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
from governance.documents.record.perform import perform
from governance.flows.engine import notices
from governance.flows.engine.models import Notice, Task
from governance.flows.jobs.retention import erase_ended
from governance.roles.may import holders
from governance.roles.person import Person
from governance.roles.rights import Right


@dataclass
class Done:
    """What was done on a day: the papers that ended or lost an offer, those erased, people told, tasks reminded of."""

    ended: list[Document]
    erased: list[Document]
    told: int
    reminded: int


def begin_day() -> Done:
    """Do all that today asks; run again, it does nothing more."""
    ended = end_contracts() + expire_offers()
    return Done(ended, erase_ended(), tell_of_ends(), remind_of_tasks())


def end_contracts() -> list[Document]:
    """End the contracts whose last day has passed, on the ground of the paper that set that day."""
    over = Contract.objects.filter(state=Contract.State.IN_FORCE, ends_on__lt=clock.today())
    return [
        perform(contract, "expire", basis=contract.ended_by or contract) for contract in over.order_by("pk")
    ]


def expire_offers() -> list[Document]:
    """Let go the places that were offered and not taken by the last day: the next in reserve waits for them."""
    over = Application.objects.filter(state=Application.State.OFFERED, offered_until__lt=clock.today())
    return [perform(application, "expire_offer", basis=application) for application in over.order_by("pk")]


def tell_of_ends() -> int:
    """Tell both sides of a contract once that it ends within the days set for it."""
    today = clock.today()
    soon = Contract.objects.filter(
        state=Contract.State.IN_FORCE,
        ends_on__range=(today, today + timedelta(days=settings.CONTRACT_END_NOTICE_DAYS)),
    )
    told = 0
    for contract in soon.order_by("pk"):
        for person in signers_of(contract):
            told += _tell_once(person, contract, "contract_ends", list_date(contract.ends_on or today))
    return told


def remind_of_tasks() -> int:
    """Remind by a letter the day before a task is due, on that day, and when it is overdue: once each."""
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
            notices.notify_of_task(task, task.document, task.verb, text=f"task_{stage}")
        reminded += 1
    return reminded


def signers_of(contract: Contract) -> list[Person]:
    """Whoever may sign for one of the parties today, each once."""
    people = {
        held.person_id: held.person
        for party in contract.sides
        for held in holders(Right.SIGN_CONTRACT, party.unit_id)
    }
    return list(people.values())


def _tell_once(person: Person, document: Document, text: str, day: str) -> bool:
    known = Notice.objects.filter(person=person, document_id=document.pk, text=text)
    if any(notice.facts.get("day") == day for notice in known):
        return False
    notices.notify(person, document, text, day=day)
    return True


def _stage(due: date | None, today: date) -> str:
    if due is None or due > today:
        return "tomorrow"
    return "today" if due == today else "overdue"
