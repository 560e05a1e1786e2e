"""Several people at the same moment, on PostgreSQL with real threads and connections."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from governance import clock
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.claims import Check, Verdict
from governance.documents.kinds.admission.consent import draft_consent
from governance.documents.kinds.admission.rating import Rating
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.scenarios.luza import Luza

from .office import AFTER, MATHS, Office, fresh

# SQLite lets one writer in at a time, so there the race cannot even begin.
pytestmark = pytest.mark.postgres

AT_ONCE = 6
POINTS = {"math": "20", "certificate": "4"}


@pytest.fixture
def committed(committed_luza: Luza) -> Office:
    """The office in committed rows, which other connections see."""
    return Office(committed_luza)


def together(office: Office, *acts: Callable[[], Any]) -> list[str]:
    """Run every act in a thread and a connection of its own, all beginning together; «done» or the refusal, sorted."""
    start = Barrier(len(acts))
    results: list[str] = []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait()
            with clock.played(office.day):
                act()
            results.append("done")
        except Refused as refusal:
            results.append(type(refusal).__name__)
        except Exception as error:  # a deadlock, too, has to be seen by the test
            results.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def ready(office: Office, application: Application) -> tuple[Application, str]:
    """Filled in with its consent, not submitted; and the key of its link."""
    claims = [{"code": code, "value": value} for code, value in POINTS.items()]
    application = office.parent(application, "revise", wishes=[MATHS], claims=claims)
    with office.playing():
        consent = draft_consent(application)
    office.parent(consent, "give")
    return application, office.keys[application.pk]


def test_an_application_submitted_many_times_at_once_is_registered_once(committed: Office) -> None:
    application, key = ready(committed, committed.begun(committed.announced()))
    results = together(
        committed, *[lambda: perform(application, "submit", key=key) for _each in range(AT_ONCE)]
    )
    assert results == ["NotLegal"] * (AT_ONCE - 1) + ["done"]
    assert (fresh(application).number, application.events.filter(move="submit").count()) == ("1", 1)


def test_applications_submitted_at_once_get_successive_numbers(committed: Office) -> None:
    campaign = committed.announced()
    begun = [ready(committed, committed.begun(campaign)) for _each in range(AT_ONCE)]
    results = together(
        committed, *[lambda paper=paper, key=key: perform(paper, "submit", key=key) for paper, key in begun]
    )
    assert results == ["done"] * AT_ONCE
    numbers = Application.objects.values_list("sequence", flat=True)
    assert sorted(number or 0 for number in numbers) == list(range(1, AT_ONCE + 1))


def test_two_checks_made_at_once_are_both_kept_and_settle_the_points(committed: Office) -> None:
    application = committed.applied(committed.announced(), [MATHS], POINTS)
    application = committed.act(application, "accept", committed.secretary)
    verdicts = [{"claim": claim.pk, "outcome": "accept"} for claim in application.all_claims]
    results = together(
        committed,
        *[
            lambda check=check: perform(application, "check_claims", by=check.person, verdicts=verdicts)
            for check in application.live_checks
        ],
    )
    assert results == ["done", "done"]
    assert Verdict.objects.count() == 2 * len(verdicts)
    assert fresh(application).is_settled


def test_one_member_who_checks_many_times_at_once_checks_once(committed: Office) -> None:
    application = committed.applied(committed.announced(), [MATHS], POINTS)
    application = committed.act(application, "accept", committed.secretary)
    verdicts = [{"claim": claim.pk, "outcome": "accept"} for claim in application.all_claims]
    member = application.live_checks[0].person
    results = together(
        committed,
        *[
            lambda: perform(application, "check_claims", by=member, verdicts=verdicts)
            for _each in range(AT_ONCE)
        ],
    )
    assert results == ["NotAllowed"] * (AT_ONCE - 1) + ["done"]
    assert Check.objects.filter(done_at__isnull=False).count() == 1


def test_of_applications_accepted_at_once_each_has_two_checks(committed: Office) -> None:
    campaign = committed.announced()
    applied = [committed.applied(campaign, [MATHS], POINTS) for _each in range(AT_ONCE)]
    results = together(
        committed,
        *[lambda paper=paper: perform(paper, "accept", by=committed.secretary) for paper in applied],
    )
    assert results == ["done"] * AT_ONCE
    assert [len(fresh(paper).live_checks) for paper in applied] == [2] * AT_ONCE


def test_one_free_place_is_offered_to_one_pupil(committed: Office) -> None:
    campaign = committed.announced()
    holding: list[Application] = []
    waiting: list[Application] = []
    for mark in ("31", "30", "29", "28"):
        application = committed.applied(campaign, [MATHS], {**POINTS, "math": mark}, general_too=False)
        (holding if mark in ("31", "30") else waiting).append(committed.checked(application))
    committed.published(campaign)
    committed.on(AFTER)
    committed.parent(fresh(holding[0]), "decline")
    results = together(
        committed,
        *[
            lambda paper=paper: perform(paper, "offer_place", by=committed.secretary, offer=MATHS)
            for paper in (waiting * 3)
        ],
    )
    assert results == ["NotLegal"] * 5 + ["done"]
    assert [fresh(paper).state for paper in waiting] == ["offered", "reserve"]
    assert list(verify()) == []


def test_two_lists_are_not_begun_at_once(committed: Office) -> None:
    campaign = committed.announced()
    committed.checked(committed.applied(campaign, [MATHS], POINTS))
    results = together(
        committed, *[lambda: perform(campaign, "rank", by=committed.secretary) for _each in range(AT_ONCE)]
    )
    assert results == ["NotLegal"] * (AT_ONCE - 1) + ["done"]
    assert Rating.objects.count() == 1


def test_an_offer_taken_and_turned_down_at_once_ends_in_one_of_both(committed: Office) -> None:
    campaign = committed.announced()
    applied = [
        committed.checked(committed.applied(campaign, [MATHS], {**POINTS, "math": mark}, general_too=False))
        for mark in ("31", "30", "29")
    ]
    committed.published(campaign)
    committed.on(AFTER)
    committed.parent(fresh(applied[0]), "decline")
    offered = committed.act(fresh(applied[2]), "offer_place", committed.secretary, offer=MATHS)
    key = committed.keys[offered.pk]
    results = together(
        committed,
        lambda: perform(offered, "take_place", key=key),
        lambda: perform(offered, "turn_down", key=key),
    )
    assert results == ["NotLegal", "done"]
    assert fresh(offered).state in ("recommended", "declined")
