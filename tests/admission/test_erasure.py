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
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.dossier.checking import check_dossier
from governance.documents.dossier.writing import write_dossier
from governance.documents.errors import Refused
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.admission.consent import Consent, consent_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.law.working_days import Term
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.history import history_of, verify
from governance.documents.record.perform import perform
from governance.documents.record.version_text import VersionText
from governance.documents.settings.admission import APPEAL_KEPT, APPLICATION_KEPT, CONSENT_KEPT, FORM_KEPT
from governance.flows.engine.models import Task
from governance.flows.jobs.daily import begin_day
from governance.flows.jobs.ends import expire_offers
from governance.flows.jobs.retention import erase_ended
from governance.roles.person import Person
from tests.admission.terms import decide, ends
from tests.leaks import index_all
from tests.memory import recalled
from tests.scans import REQUEST

from .office import AFTER, APPEAL, CHECKED, MATHS, SELECTION, Office, fresh
from .test_leaks import MARK, PERSONAL, SCAN, marked, played

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
    return SELECTION + timedelta(days=days)


NEXT_DAY = timedelta(days=1)


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
    with clock.played(ends(APPLICATION_KEPT, SELECTION)):
        assert begin_day().of(erase_ended) == []
    assert "Applicant" in holding()


def test_on_the_day_after_no_table_file_or_log_holds_a_word_of_the_pupil(
    over: tuple[Office, Application],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    _office, pupil = over
    index_all()
    # The files go when it is committed that they go.
    with (
        clock.played(ends(APPLICATION_KEPT, SELECTION) + NEXT_DAY),
        django_capture_on_commit_callbacks(execute=True),
    ):
        erased = begin_day().of(erase_ended)
    kinds = sorted(paper.kind for paper in erased)
    assert kinds == ["appeal", "application", "application", "application"]
    # The consent is kept longer, to prove that there was one.
    # What the consent prints of it are marks, which the search does not gather: all else was forgotten.
    assert holding() == {"Consent", "VersionText"}
    assert set(VersionText.objects.filter(document__kind__in=kinds)) == set()
    assert pupil.attachments.get().sha256 != ""
    with clock.played(ends(CONSENT_KEPT, SELECTION) + NEXT_DAY):
        erased = begin_day().of(erase_ended)
    assert set(erased) == set(Consent.objects.all())
    assert holding() == set()
    assert not any(marked(str(entry.changes)) for entry in LogEntry.objects.all())
    assert list(verify()) == []


def test_the_decision_and_the_counts_stay(over: tuple[Office, Application]) -> None:
    _office, pupil = over
    campaign = pupil.campaign
    before = (campaign.places_left(), [rating.content() for rating in Rating.objects.order_by("pk")])
    with clock.played(ends(APPLICATION_KEPT, SELECTION) + NEXT_DAY):
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
    with clock.played(ends(APPLICATION_KEPT, SELECTION) + NEXT_DAY):
        assert erase_ended() != []
        events = Event.objects.count()
        assert erase_ended() == []
    assert Event.objects.count() == events


def test_the_dossiers_of_what_was_erased_still_prove_the_record(over: tuple[Office, Application]) -> None:
    office, pupil = over
    consent = consent_of(pupil)
    assert consent is not None
    with clock.played(ends(CONSENT_KEPT, SELECTION) + NEXT_DAY):
        begin_day()
        for paper in (pupil, consent, pupil.appeals.get(), pupil.enrolment_rows.get().enrolment):
            data = write_dossier(fresh(paper), reader=office.secretary)
            assert check_dossier(data).state == fresh(paper).state_label
            assert MARK not in data.decode(errors="replace").lower()


def test_what_was_erased_is_printed_without_a_name(over: tuple[Office, Application]) -> None:
    with clock.played(ends(CONSENT_KEPT, SELECTION) + NEXT_DAY):
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
    last = ends(FORM_KEPT, campaign.intake_until)
    with clock.played(last):
        assert erase_ended() == []
    with clock.played(last + timedelta(days=1)):
        assert erase_ended() == [draft]
    assert holding() == set()
    assert fresh(submitted).erased_at is None


# --- the day comes by itself ------------------------------------------------------------------------------------------


@recalled
def forgotten(office: Office) -> Application:
    """An admission that nobody goes on with: a form, applications in several states, an appeal that is not heard."""
    campaign = office.announced()
    office.begun(campaign, **PERSONAL)
    pupil = office.applied(campaign, [MATHS], {"math": "20", "certificate": "4"}, **PERSONAL)
    office.parent(pupil, "enclose", name="справка Ыхтырбековой.pdf", data=SCAN)
    others = [
        office.applied(campaign, [MATHS], {"math": mark, "certificate": "4"}, **PERSONAL)
        for mark in ("31", "30", "25")
    ]
    for application in (pupil, *others):
        office.checked(application)
    office.published(campaign)
    office.appealed(fresh(others[2]), "Не учли грамоту Ыхтырбековой.")
    return fresh(pupil)


def test_of_an_admission_that_was_never_closed_nothing_is_left_after_four_years(
    office: Office,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    pupil = forgotten(office)
    assert holding() >= {"Applicant", "Consent", "Appeal", "Attachment"}
    with clock.played(after(4 * 365)):
        with django_capture_on_commit_callbacks(execute=True):
            begin_day()
        assert holding() == set()
        assert not any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))
        assert list(verify()) == []
        assert begin_day().of(erase_ended) == []
    assert fresh(pupil.campaign).closed_on is None
    assert not Application.objects.filter(state__in=Campaign.OPEN_APPLICATIONS).exists()
    assert fresh(pupil).events.latest("position").move == "erase"
    left = Task.objects.open().filter(process__document__kind__in=("application", "appeal", "consent"))
    assert list(left) == []


def test_an_application_on_which_nobody_decided_ends_with_its_data(office: Office) -> None:
    pupil = forgotten(office)
    with clock.played(ends(APPLICATION_KEPT, SELECTION)):
        assert begin_day().of(erase_ended) == list(Application.objects.filter(state="draft"))
    assert fresh(pupil).state == "recommended"
    with clock.played(ends(APPLICATION_KEPT, SELECTION) + NEXT_DAY):
        assert {paper.kind for paper in begin_day().of(erase_ended)} == {"application", "appeal"}
    assert fresh(pupil).state == "withdrawn"
    assert history_of(pupil)[-2:] == ["run_out", "erase"]
    # The list that was published says under codes what it said.
    assert Rating.objects.get().published_at is not None


def test_closing_changing_a_setting_or_an_extra_day_moves_no_last_day(office: Office) -> None:
    campaign = office.announced()
    pupil = office.applied(campaign, [MATHS], {"math": "20", "certificate": "4"})
    day = ends(APPLICATION_KEPT, SELECTION)
    assert pupil.kept_until == day
    decide(office.luza.district, APPLICATION_KEPT, Term(120, "months"))
    office.on(CHECKED)
    office.act(pupil, "withdraw", office.secretary, reason="По просьбе", **REQUEST)
    office.on(END)
    office.act(campaign, "close", office.clerk)
    assert fresh(pupil).kept_until == day


def test_what_an_appeal_is_about_is_kept_until_it_can_be_heard(office: Office) -> None:
    decide(office.luza.district, APPLICATION_KEPT, Term(10, "days"))
    campaign = office.announced()
    pupil, other = (office.applied(campaign, [MATHS], {"math": mark}) for mark in ("20", "21"))
    for application in (pupil, other):
        office.checked(application)
    office.published(campaign)
    appeal = office.appealed(fresh(pupil))
    heard_by = ends(APPEAL_KEPT, APPEAL)
    assert (fresh(pupil).kept_until, appeal.kept_until, fresh(other).kept_until) == (
        heard_by,
        heard_by,
        after(10),
    )
    with clock.played(heard_by):
        assert begin_day().of(erase_ended) == [other]
    with clock.played(heard_by + timedelta(days=1)):
        assert begin_day().of(erase_ended) == [appeal, pupil]
    assert fresh(appeal).state == "withdrawn"
    assert list(verify()) == []


# --- the school is told before ----------------------------------------------------------------------------------------


def asked(person: Person) -> list[tuple[str, date | None]]:
    tasks = Task.objects.waiting_for(person).filter(process__flow_class="ErasureFlow")
    return [(task.process.document.kind, task.due) for task in tasks]


def lines_of_dashboard(person: Person) -> list[str]:
    client = Client()
    client.force_login(person)
    return [str(banner.text) for banner in client.get(reverse("dashboard")).context["erasures"]]


def test_a_month_before_the_school_is_asked_to_finish_what_needs_the_data(office: Office) -> None:
    pupil = forgotten(office)
    last = ends(APPLICATION_KEPT, SELECTION)
    with clock.played(last - timedelta(days=31)):
        begin_day()
        assert (asked(office.clerk), lines_of_dashboard(office.clerk)) == ([], [])
    with clock.played(last - timedelta(days=30)):
        begin_day()
        begin_day()
        assert asked(office.clerk) == [("campaign", last)]
        assert asked(office.people["head_second"]) == []
        (line,) = lines_of_dashboard(office.clerk)
        assert f"{last:%d.%m.%Y}" in line
        with pytest.raises(Refused):
            perform(fresh(pupil.campaign), "confirm_erasure", by=office.people["head_second"])
        confirmed = perform(fresh(pupil.campaign), "confirm_erasure", by=office.clerk)
        assert (asked(office.clerk), confirmed.erasure_on) == ([], last)
    assert history_of(confirmed)[-2:] == ["announce_erasure", "confirm_erasure"]


def test_data_that_nobody_confirmed_goes_all_the_same_and_the_task_with_it(office: Office) -> None:
    pupil = forgotten(office)
    last = ends(APPLICATION_KEPT, SELECTION)
    with clock.played(last):
        begin_day()
        assert asked(office.clerk) == [("campaign", last)]
    with clock.played(last + timedelta(days=1)):
        begin_day()
        assert (asked(office.clerk), lines_of_dashboard(office.clerk)) == ([], [])
    event = Event.objects.get(document_id=pupil.campaign_id, move="report_erasure")
    assert event.facts == {"erased": 5}
    assert history_of(pupil.campaign)[-1] == "report_erasure"
    assert list(verify()) == []


def test_nobody_erases_by_hand_or_ahead_of_time(over: tuple[Office, Application]) -> None:
    office, pupil = over
    with clock.played(ends(APPLICATION_KEPT, SELECTION)):
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
    taken_back = ends(CONSENT_KEPT, office.day)
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
