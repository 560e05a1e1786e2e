"""Forms by which several things are done at once: nothing is done unseen, lost, passed over in silence or done twice.

Each is opened as a browser does; something that it shows is changed by another; it is sent, and sent again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from governance import clock
from governance.desk.papers.write import WritePage
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.meeting.table import Attendance
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.edits import WriteRow, WriteSection
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.attached import Link
from governance.documents.record.events import Event
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.contract.chain import Parties
from tests.desk.filled import filled
from tests.meeting.council import Council

pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


@dataclass
class Several:
    """One such form at work.

    `having`: how a field of it is called; `mark`: what the person chooses; `meanwhile`: what another does; `told`: what
    the answer says; `kept`: what was chosen, as it comes back; `spoilt`: whether the other's work was written over.
    """

    who: str
    page: str
    having: str
    mark: Callable[[QueryDict], None]
    meanwhile: Callable[[], None]
    told: str
    kept: Callable[[str], bool]
    spoilt: Callable[[], bool]
    sends_to: str = ""
    # Whether what is not stale is done all the same; otherwise it is all or none.
    each_for_itself: bool = False


def reading(luza: Luza, council: Council) -> Several:
    """Two orders to be read, marked on the list of tasks."""
    deputy, orders = luza.people["deputy"], []
    for title in ("О дежурстве", "О каникулах"):
        order = draft(Order, unit=luza.base, title=title, by=deputy)
        perform(order, "revise", by=deputy, points=[{"text": "Дежурить."}])
        perform(order, "acquaint", by=deputy, people=[luza.people["head_lalsk"]])
        perform(order, "submit", by=deputy)
        orders.append(perform(order, "sign", by=luza.people["director"]))

    def mark(form: QueryDict) -> None:
        tasks = [task.pick for group in page_of("head_lalsk").context["groups"] for task in group.tasks]
        form.setlist("task", tasks)
        form["move"], form["sure"] = "confirm_read", "1"

    def page_of(who: str) -> Any:
        client = Client()
        client.force_login(luza.people[who], backend="governance.desk.base.signed_in.PersonBackend")
        return client.get("/")

    def meanwhile() -> None:
        perform(Order.objects.get(pk=orders[0].pk), "remark", by=luza.people["director"], text="С заменой.")

    return Several(
        who="head_lalsk",
        page="/",
        sends_to="/tasks/decide/",
        having="task",
        mark=mark,
        meanwhile=meanwhile,
        told=f"{orders[0]}: The paper has changed since you opened it.",
        kept=lambda page: page.count(" checked") == 1,
        spoilt=lambda: Order.objects.get(pk=orders[0].pk).acquaintances.get().confirmed_at is not None,
        each_for_itself=True,
    )


def attendance(luza: Luza, council: Council) -> Several:
    """The seats of a council, two of them marked; another secretary has marked one of them otherwise."""
    meeting = council.convened("О сайте округа")
    first, second = list(council.seats.values())[:2]

    def mark(form: QueryDict) -> None:
        form[f"seat{first.pk}-status"] = form[f"seat{second.pk}-status"] = "present"
        form["do"] = "save"

    def meanwhile() -> None:
        council.act(Meeting.objects.get(pk=meeting.pk), "mark_attendance", seat=first, status="absent")

    return Several(
        who="secretary",
        page=reverse("meeting_attendance", args=[meeting.pk]),
        having="seat",
        mark=mark,
        meanwhile=meanwhile,
        told="Nothing has been written: somebody else has marked some seats.",
        kept=lambda page: len(re.findall(r'value="present"[^>]* checked', page)) == 2,
        spoilt=lambda: Attendance.objects.get(seat=first).status != "absent",
    )


def agenda(luza: Luza, council: Council) -> Several:
    """The agenda of a meeting, a new question on it; another has moved the meeting."""
    meeting = council.drafted("О сайте округа")

    def mark(form: QueryDict) -> None:
        form["new-title"], form["place"], form["do"] = "О библиотеках", "кабинет 3", "save"

    def meanwhile() -> None:
        council.act(Meeting.objects.get(pk=meeting.pk), "revise", place="кабинет 7")

    return Several(
        who="secretary",
        page=reverse("meeting_edit", args=[meeting.pk]),
        having="new-title",
        mark=mark,
        meanwhile=meanwhile,
        told="The paper has changed since you opened it.",
        kept=lambda page: "О библиотеках" in page and "кабинет 3" in page,
        spoilt=lambda: Meeting.objects.get(pk=meeting.pk).place != "кабинет 7",
    )


def contracts(luza: Luza, council: Council) -> Several:
    """Contracts with the schools of a form in use; another has put a new version into use."""
    parties = Parties(luza)
    form_of_contract = parties.form_in_use()

    def mark(form: QueryDict) -> None:
        form["way"], form["all-blank-0"] = "each", "физика"

    def meanwhile() -> None:
        fresh = ContractForm.objects.get(pk=form_of_contract.pk)
        for move, facts in (("reopen", {}), ("revise", {"title": "Договор о членстве"}), ("issue", {})):
            fresh = perform(fresh, move, by=luza.people["deputy"], **facts)

    return Several(
        who="deputy",
        page=reverse("contracts_make", args=[form_of_contract.pk]),
        having="way",
        mark=mark,
        meanwhile=meanwhile,
        told="The form has a new version",
        kept=lambda page: "физика" in page,
        spoilt=lambda: Event.objects.filter(document__kind="contract").exists(),
    )


def rows_done(luza: Luza, council: Council) -> Several:
    """Two rows of a plan, ticked as done; another has moved the term of one."""
    deputy = luza.people["deputy"]
    plan = draft(Plan, unit=luza.district, title="План работы округа", by=deputy)
    rows = [WriteRow("Создание совета", "Декабрь", "Директор"), WriteRow("День школ", "Май", "Директор")]
    perform(plan, "revise", by=deputy, edits=[WriteSection("Совет")])
    section = plan.table()[0].pk
    perform(plan, "revise", by=deputy, edits=[replace(row, section=section) for row in rows])
    plan = perform(plan, "submit", by=deputy)
    council.signed(council.held(plan))
    order = Link.objects.filter(target=plan, effect="approve").latest("pk").source
    perform(order, "submit", by=deputy)
    perform(order, "sign", by=luza.people["director"])
    plan = Plan.objects.get(pk=plan.pk)
    first, second = list(plan.rows())[:2]

    def mark(form: QueryDict) -> None:
        form.setlist("row", [str(first.pk), str(second.pk)])

    def meanwhile() -> None:
        moved = {"row": first.pk, "to": clock.today() + timedelta(days=30), "reason": "Болезнь исполнителя"}
        perform(Plan.objects.get(pk=plan.pk), "move_row", by=deputy, **moved)

    return Several(
        who="deputy",
        page=reverse("plan_execution", args=[plan.pk]),
        having="row",
        mark=mark,
        meanwhile=meanwhile,
        told="The paper has changed since you opened it.",
        kept=lambda page: len(re.findall(r'name="row" value="\d+" checked', page)) == 2,
        spoilt=lambda: Plan.objects.get(pk=plan.pk).rows().filter(done_on__isnull=False).exists(),
    )


FORMS = (reading, attendance, agenda, contracts, rows_done)


def said(answer: Any) -> str:
    """The page and its messages, with white space as a browser shows it."""
    messages = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    return " ".join(f"{answer.content.decode()} {messages}".split())


def opened(several: Several, client: Client) -> tuple[str, QueryDict]:
    form = filled(client.get(several.page), several.having)
    several.mark(form)
    return several.sends_to or several.page, form


def sent(client: Client, address: str, form: QueryDict) -> Any:
    with zeal_ignore():
        return client.post(
            address, form.urlencode(), content_type="application/x-www-form-urlencoded", follow=True
        )


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_what_another_has_changed_is_told_not_written_over_and_what_was_chosen_comes_back(
    luza: Luza, council: Council, desk: Desk, make: Callable[[Luza, Council], Several]
) -> None:
    several = make(luza, council)
    client = desk(several.who)
    address, form = opened(several, client)
    several.meanwhile()
    before = Event.objects.count()
    answer = sent(client, address, form)
    page = said(answer)
    assert several.told in page
    assert several.kept(page)
    assert not several.spoilt()
    assert Event.objects.count() - before == (1 if several.each_for_itself else 0)


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_what_is_sent_twice_is_done_once_and_the_second_press_is_answered(
    luza: Luza, council: Council, desk: Desk, make: Callable[[Luza, Council], Several]
) -> None:
    several = make(luza, council)
    client = desk(several.who)
    address, form = opened(several, client)
    sent(client, address, form)
    once = Event.objects.count()
    answer = sent(client, address, form)
    assert Event.objects.count() == once
    assert answer.status_code in (200, 422)


def test_before_several_papers_are_decided_the_page_says_what_each_will_do(
    luza: Luza, council: Council, desk: Desk
) -> None:
    several = reading(luza, council)
    client = desk(several.who)
    address, form = opened(several, client)
    del form["sure"]
    several.meanwhile()
    before = Event.objects.count()
    page = sent(client, address, form)
    assert [str(each.document) for each in page.context["able"]] == ["О каникулах"]
    assert [(str(each.document), why[:40]) for each, why in page.context["unable"]] == [
        ("О дежурстве", "The paper has changed since you opened i")
    ]
    assert Event.objects.count() == before
    again = filled(page, "task")
    again["sure"] = "1"
    done = sent(client, address, again)
    assert Event.objects.count() == before + 1
    assert [str(message) for message in done.context["messages"]] == [
        "О дежурстве: The paper has changed since you opened it. Read it again and repeat your decision, if it stands.",
        "1 paper done: О каникулах.",
    ]


def test_every_form_of_several_things_is_tried_here_or_is_one_move_of_one_paper_as_it_was_seen() -> None:
    """A form of several rows that is added later has to be one of these, or a case above."""
    rows = re.compile(r'prefix=f"|getlist\(')
    desk = settings.BASE_DIR / "governance" / "desk"
    found = {
        str(path.relative_to(desk))
        for path in desk.rglob("*.py")
        if rows.search(path.read_text()) and "WritePage" not in path.read_text()
    }
    tried = {
        "pages/tasks/together.py": reading,
        "pages/tasks/page.py": reading,
        "kinds/meeting/attendance.py": attendance,
        "kinds/meeting/prepare.py": agenda,
        "kinds/contract/making.py": contracts,
        "kinds/plan/execution.py": rows_done,
    }
    others = {
        "pages/letters.py": "letters that did not leave: tests/desk/test_letters.py; no paper changes",
        "base/kept_file.py": "the files of one form that came back: tests/desk/test_drafts.py",
        "public/survey/page.py": "the answers of one sheet, sent once: tests/desk/test_survey_pages.py",
        "public/apply/fields.py": "the files of one application, sent once: tests/desk/test_apply.py",
        "kinds/rewards/nomination.py": "a page of one move, as it was seen",
        "kinds/admission/claims.py": "a page of one move, as it was seen",
    }
    assert found - tried.keys() - others.keys() == set()
    assert WritePage.form_class.base_fields.keys() >= {"seen"}
