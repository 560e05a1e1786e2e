"""When the term of keeping has ended: nothing tells who it was any more, and all that was decided is still proven."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.conf import settings

from governance import clock
from governance.documents.dossier.checking import check_dossier
from governance.documents.dossier.writing import write_dossier
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.consent import Consent, consent_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import verify
from governance.documents.record.perform import perform
from governance.flows.jobs.daily import begin_day
from governance.flows.jobs.ends import expire_offers
from governance.flows.jobs.retention import erase_ended

from .office import AFTER, MATHS, Office, fresh
from .test_leaks import MARK, PERSONAL, marked, played

END = AFTER + timedelta(days=8)


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def over(office: Office) -> tuple[Office, Application]:
    """An admission with a marked pupil that ended on a day."""
    campaign, pupil, _papers = played(office)
    office.on(END)
    office.act(campaign, "close", office.clerk)
    return office, fresh(pupil)


def after(days: int) -> date:
    return END + timedelta(days=days)


def words_kept() -> Iterator[str]:
    """Every word of every table, and every file on the disk with its name."""
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields]
        for row in model._base_manager.values_list(*fields):
            yield f"{model.__name__}: {row!r}"
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        yield path.name
        if path.is_file():
            yield path.read_bytes().decode(errors="replace")


def holding() -> set[str]:
    return {words.partition(":")[0] for words in words_kept() if marked(words)}


def test_nothing_is_erased_up_to_and_including_the_last_day(over: tuple[Office, Application]) -> None:
    with clock.played(after(settings.ADMISSION_RETENTION_DAYS)):
        assert begin_day().of(erase_ended) == []
    assert "Applicant" in holding()


def test_on_the_day_after_no_table_file_or_log_holds_a_word_of_the_pupil(
    over: tuple[Office, Application],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    _office, pupil = over
    # The files go when it is committed that they go.
    with (
        clock.played(after(settings.ADMISSION_RETENTION_DAYS + 1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        erased = begin_day().of(erase_ended)
    kinds = sorted(paper.kind for paper in erased)
    assert kinds == ["appeal", "application", "application", "application"]
    # The consent is kept longer, to prove that there was one.
    assert holding() == {"Consent"}
    assert pupil.attachments.get().sha256 != ""
    with clock.played(after(settings.ADMISSION_CONSENT_DAYS + 1)):
        erased = begin_day().of(erase_ended)
    assert set(erased) == set(Consent.objects.all())
    assert holding() == set()
    assert not any(marked(str(entry.changes)) for entry in LogEntry.objects.all())
    assert list(verify()) == []


def test_the_decision_and_the_counts_stay(over: tuple[Office, Application]) -> None:
    _office, pupil = over
    campaign = pupil.campaign
    before = (campaign.places_left(), [rating.content() for rating in Rating.objects.order_by("pk")])
    with clock.played(after(settings.ADMISSION_RETENTION_DAYS + 1)):
        begin_day()
    erased = fresh(pupil)
    assert (erased.state, erased.number, erased.place) == ("enrolled", pupil.number, pupil.place)
    assert erased.erased_at is not None
    assert (erased.outcomes, erased.public_code) == (pupil.outcomes, pupil.public_code)
    points = erased.claims.values_list("code", "value", "settled")
    assert set(points) == set(pupil.claims.values_list("code", "value", "settled"))
    assert (
        campaign.places_left(),
        [rating.content() for rating in Rating.objects.order_by("pk")],
    ) == before


def test_what_is_erased_is_erased_once(over: tuple[Office, Application]) -> None:
    with clock.played(after(settings.ADMISSION_RETENTION_DAYS + 1)):
        assert erase_ended() != []
        events = Event.objects.count()
        assert erase_ended() == []
    assert Event.objects.count() == events


def test_the_dossiers_of_what_was_erased_still_prove_the_record(over: tuple[Office, Application]) -> None:
    office, pupil = over
    consent = consent_of(pupil)
    assert consent is not None
    with clock.played(after(settings.ADMISSION_CONSENT_DAYS + 1)):
        begin_day()
        for paper in (pupil, consent, pupil.appeals.get(), pupil.enrolment_rows.get().enrolment):
            data = write_dossier(fresh(paper), reader=office.secretary)
            assert check_dossier(data).state == fresh(paper).state_label
            assert MARK not in data.decode(errors="replace").lower()


def test_what_was_erased_is_printed_without_a_name(over: tuple[Office, Application]) -> None:
    with clock.played(after(settings.ADMISSION_CONSENT_DAYS + 1)):
        begin_day()
        kinds = ("application", "consent", "appeal", "enrolment")
        for paper in Document.objects.filter(kind__in=kinds):
            data = print_data(paper.whole)
            assert not marked(str(data)), paper.kind
            assert render(paper.model.print_form, data).startswith(b"%PDF")


def test_a_form_that_was_never_submitted_is_kept_some_days_after_the_intake(office: Office) -> None:
    campaign = office.announced()
    draft = office.begun(campaign, **PERSONAL)
    submitted = office.applied(campaign, [MATHS], {"math": "20", "certificate": "4"})
    assert campaign.intake_until is not None
    last = campaign.intake_until + timedelta(days=settings.ADMISSION_DRAFT_DAYS)
    with clock.played(last):
        assert erase_ended() == []
    with clock.played(last + timedelta(days=1)):
        assert erase_ended() == [draft]
    assert holding() == set()
    assert fresh(submitted).erased_at is None


def test_nobody_erases_by_hand_or_ahead_of_time(over: tuple[Office, Application]) -> None:
    office, pupil = over
    with clock.played(after(settings.ADMISSION_RETENTION_DAYS)):
        for person in (office.director, office.clerk, office.secretary):
            with pytest.raises(Refused):
                perform(pupil, "erase", by=person)
        with pytest.raises(Refused):
            perform(pupil, "erase", basis=pupil.campaign)
    assert fresh(pupil).erased_at is None


def test_a_consent_taken_back_is_kept_from_that_day_on(office: Office) -> None:
    campaign = office.announced()
    application = office.applied(campaign, [MATHS], {"math": "20", "certificate": "4"}, **PERSONAL)
    consent = consent_of(application)
    assert consent is not None
    office.parent(consent, "withdraw")
    assert fresh(application).state == "withdrawn"
    taken_back = office.day + timedelta(days=settings.ADMISSION_CONSENT_DAYS)
    with clock.played(taken_back):
        assert consent not in erase_ended()
    with clock.played(taken_back + timedelta(days=1)):
        assert consent in erase_ended()


def test_a_place_that_was_offered_and_not_taken_goes_to_the_next_by_itself(office: Office) -> None:
    campaign = office.announced()
    points = {"math": "20", "certificate": "4"}
    first, second = (office.applied(campaign, [MATHS], {**points, "math": mark}) for mark in ("31", "30"))
    third, fourth = (
        office.applied(campaign, [MATHS], {**points, "math": mark}, general_too=False)
        for mark in ("29", "28")
    )
    for application in (first, second, third, fourth):
        office.checked(application)
    office.published(campaign)
    office.on(AFTER)
    office.parent(fresh(first), "decline")
    third = office.act(fresh(third), "offer_place", office.secretary, offer=MATHS)
    assert third.offered_until is not None
    with clock.played(third.offered_until):
        assert begin_day().of(expire_offers) == []
    office.on(third.offered_until + timedelta(days=1))
    with office.playing():
        assert begin_day().of(expire_offers) == [third]
        assert begin_day().of(expire_offers) == []
    assert (fresh(third).state, fresh(third).turned_down) == ("declined", [MATHS])
    assert office.act(fresh(fourth), "offer_place", office.secretary, offer=MATHS).state == "offered"
    assert list(verify()) == []
