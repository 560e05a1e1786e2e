"""The PDF of a paper, however long it is; and what the reader is told when it cannot be printed."""

import os
import re
import signal
from collections.abc import Iterator
from io import BytesIO
from multiprocessing.connection import Connection

import pytest
from django.test import Client
from pypdf import PdfReader

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.draft import MAX_ROWS
from governance.documents.kinds.plan.importing import import_plan
from governance.documents.kinds.plan.plan import Plan
from governance.documents.printing import compiler, pdf
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.desk.conftest import Desk

# As wordy as the longest rows of the district's own plan.
ACTIVITY = (
    "Совещание заместителей директоров школ округа: {place}. О ходе индивидуального отбора в профильные классы, "
    "о согласовании учебных планов и расписания, о подвозе обучающихся к месту занятий и о том, кто отвечает за "
    "безопасность детей в пути; справка о мерах, принятых по решениям прошлого совещания"
)


def long_plan(luza: Luza) -> Plan:
    rows = "\n".join(
        f"{place}\t{ACTIVITY.format(place=place)}\tв течение учебного года\tзам. директора по УВР базовой школы"
        for place in range(1, MAX_ROWS + 1)
    )
    title = "**План\nработы Лузского школьного округа\nна 2011/2012 учебный год**"
    text = f"{title}\n\n№ п/п\tМероприятия\tСрок исполнения\tИсполнители\n{rows}\n"
    return import_plan(text.encode(), "план.txt", by=luza.people["deputy"], unit=luza.district)


def test_the_longest_plan_that_can_be_imported_is_printed(luza: Luza, desk: Desk) -> None:
    plan = long_plan(luza)
    assert plan.rows().count() == MAX_ROWS
    answer = desk("deputy").get(f"/papers/{plan.pk}/pdf/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    pages = PdfReader(BytesIO(answer.content)).pages
    assert len(pages) > 100
    words = " ".join("".join(page.extract_text() for page in pages[-2:]).split())
    assert f"{MAX_ROWS}. Совещание заместителей" in words


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The process that prints is killed at each print, until this is undone."""
    answered = Connection.recv_bytes

    def killed_first(connection: Connection) -> bytes:
        os.kill(compiler._ORDINARY.pid or 0, signal.SIGKILL)
        return answered(connection)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "recv_bytes", killed_first)
        yield patched


def test_an_interrupted_print_is_told_and_the_next_one_succeeds(
    order: Order, desk: Desk, killed: pytest.MonkeyPatch
) -> None:
    address = f"/papers/{order.pk}/pdf/"
    answer = desk("deputy").get(address)
    assert answer.status_code == 503
    assert "The print was interrupted. Nothing is lost: try again." in answer.content.decode()
    killed.undo()
    assert desk("deputy").get(address)["Content-Type"] == "application/pdf"


def test_a_visitor_is_told_of_an_interrupted_print_too(
    order: Order, visitor: Client, killed: pytest.MonkeyPatch
) -> None:
    with past_the_door():
        Order.objects.filter(pk=order.pk).update(published_at=clock.now())
    address = f"/public/{order.code}/pdf/"
    answer = visitor.get(address)
    assert answer.status_code == 503
    assert "The paper could not be printed" in answer.content.decode()
    killed.undo()
    assert visitor.get(address)["Content-Type"] == "application/pdf"


def test_a_paper_over_all_limits_is_told_why(
    order: Order, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 100)
    answer = desk("deputy").get(f"/papers/{order.pk}/pdf/")
    assert answer.status_code == 503
    words = " ".join(answer.content.decode().split())
    assert re.search(
        r"The paper is too long to print: \d+ characters, at most 100\. Shorten its text\.", words
    )
