"""The same code sent from two telephones at once, on PostgreSQL with real threads and connections."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from governance.documents.errors import NotLegal
from governance.documents.kinds.preprofile.answering import take_answer
from governance.scenarios.luza import Luza
from tests.preprofile.office import TENTH, ProfileOffice

# SQLite lets one writer in at a time, so there the race cannot even begin.
pytestmark = pytest.mark.postgres
NINTH = ("base", "9А", 9, 8)


def test_one_code_sent_twice_at_once_answers_once(committed_luza: Luza) -> None:
    office = ProfileOffice(committed_luza)
    office.plays = None
    survey = office.opened(NINTH)
    code = survey.codes.first()
    start, done = Barrier(2), []

    def send() -> None:
        try:
            start.wait()
            with office.playing():
                take_answer(survey, {"after": TENTH}, code=code)
            done.append("taken")
        except NotLegal:
            done.append("refused")
        finally:
            connection.close()

    senders = [Thread(target=send) for _one in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert (sorted(done), survey.answers.count()) == (["refused", "taken"], 1)
