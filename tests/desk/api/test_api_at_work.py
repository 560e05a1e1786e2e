"""The interface over a network: the calls of its guide, and two programs that repeat one call at the same moment."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection

from governance.documents.kinds.order.order import Order
from governance.documents.record.history import history_of
from governance.documents.record.perform import draft, perform
from governance.roles.acts.tokens import give_token
from governance.roles.api_token import ApiToken, RepeatedCall
from governance.scenarios.luza import Luza
from tests.desk.api.conftest import Program

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

AT_ONCE = 4
# The server and other threads live today.
FAR = date(2099, 12, 31)


@pytest.fixture
def begun(committed_luza: Luza) -> tuple[str, Order]:
    """A key to act by, and an order that its person may put up for signature."""
    deputy = committed_luza.people["deputy"]
    order = draft(Order, unit=committed_luza.base, title="Об организации дежурства", by=deputy)
    order = perform(order, "revise", by=deputy, points=[{"text": "Утвердить график дежурства."}])
    key, _row = give_token(deputy, "Проверка", ApiToken.Scope.ACT, until=FAR)
    return key, order


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_calls_of_the_guide_do_what_it_says(
    begun: tuple[str, Order], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    key, order = begun
    # After the district, so that the tables are emptied before their triggers are there again.
    live_server: LiveServer = request.getfixturevalue("live_server")
    guide = (settings.BASE_DIR / "docs" / "api.md").read_text()
    calls = re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)
    assert len(calls) == 4
    told = {**os.environ, "TOKEN": key, "HOST": live_server.url, "PAPER": str(order.pk)}
    for script in calls:
        ran = subprocess.run(
            ["bash", "-ec", script], env=told, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, (script, ran.stdout, ran.stderr)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert history_of(order)[-1] == "submit"


def test_one_call_that_comes_several_times_at_once_is_done_once(begun: tuple[str, Order]) -> None:
    key, order = begun
    tag = Program(key).read(order.pk)
    together, answers = threading.Barrier(AT_ONCE), list[tuple[int, bytes]]()

    def in_a_thread(call: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=call)
        thread.start()
        return thread

    def repeat() -> None:
        together.wait()
        path = f"papers/{order.pk}/moves/submit"
        caller = Program(key)
        # SQLite in memory has somebody wait by turning them away; a program comes again with its key.
        while (made := caller.post(path, {}, If_Match=tag, Idempotency_Key="once")).status_code == 503:
            sleep(0.01)
        answers.append((made.status_code, made.content))
        connection.close()

    for thread in [in_a_thread(repeat) for _one in range(AT_ONCE)]:
        thread.join()
    assert answers == [(200, answers[0][1])] * AT_ONCE
    assert history_of(order).count("submit") == 1
    assert RepeatedCall.objects.count() == 1
