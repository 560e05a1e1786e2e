"""The bank of 9th-graders: by consent, seen by the own school alone, carried over by the family, erased."""

from datetime import date, timedelta

import pytest

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.preprofile.bank import BankEntry
from governance.documents.record.document import Document
from governance.documents.record.history import verify
from governance.flows.jobs.retention import erase_from_bank
from tests.preprofile.office import PEOPLE, ProfileOffice, begun, held
from tests.scans import SCANNED_PDF

pytestmark = pytest.mark.django_db


def seen_by(office: ProfileOffice, key: str) -> bool:
    with office.playing():
        return Document.objects.visible_to(office.people[key]).filter(kind="bank_entry").exists()


def test_without_a_signed_consent_nobody_is_in_the_bank(office: ProfileOffice) -> None:
    teacher = office.people["class_teacher"]
    entry = begun(office, parent_document="")
    with pytest.raises(NotLegal):
        office.act(entry, "admit", teacher, name="согласие.pdf", data=SCANNED_PDF)
    entry = office.act(entry, "revise", teacher, parent_document=PEOPLE["parent_document"])
    entry = office.act(entry, "admit", teacher, name="согласие.pdf", data=SCANNED_PDF)
    assert (entry.state, entry.kept_until) == ("held", date(2012, 10, 6))
    assert "06.10.2012" in entry.text


def test_the_own_school_sees_it_and_nobody_else(office: ProfileOffice) -> None:
    held(office)
    may = {key: seen_by(office, key) for key in ("class_teacher", "deputy")}
    others = (
        "class_teacher_lalsk",
        "head_second",
        "director",
        "psychologist",
        "observer",
        "secretary",
        "administrator",
    )
    assert may == {"class_teacher": True, "deputy": True}
    assert [key for key in others if seen_by(office, key)] == []
    with pytest.raises(NotAllowed):
        begun(office, by="class_teacher_lalsk")


def test_names_that_the_consent_has_stay_and_the_rest_is_corrected(office: ProfileOffice) -> None:
    entry, teacher = held(office), office.people["class_teacher"]
    with pytest.raises(NotLegal):
        office.act(entry, "revise", teacher, surname="Рябинина")
    entry = office.act(entry, "revise", teacher, phone="8 900 000-00-00")
    assert entry.phone == "8 900 000-00-00"


def test_no_name_stands_in_a_version_or_event(office: ProfileOffice) -> None:
    entry = held(office, {"event": "олимпиада по физике", "criterion": "", "value": "1"})
    told = [str(version.content) for version in entry.versions.all()]
    told += [str(event.payload("", "")) for event in entry.events.all()]
    assert [words for words in ("Рябин", "физике", "123456") if any(words in one for one in told)] == []


def test_taken_back_it_is_erased_in_the_morning(office: ProfileOffice) -> None:
    entry, teacher = (
        held(office, {"event": "олимпиада", "criterion": "", "value": "1"}),
        office.people["class_teacher"],
    )
    office.act(entry, "enclose", teacher, row=0, name="диплом.pdf", data=SCANNED_PDF + b"\n%1")
    office.act(entry, "withdraw", teacher, reason="Заявление родителя от 07.02.2012.")
    with office.playing():
        erase_from_bank()
    entry = BankEntry.objects.get(pk=entry.pk)
    assert (entry.pupil, entry.parent, entry.achievements, entry.birth_date) == ("", "", [], None)
    assert (entry.state, entry.erased_at is not None) == ("withdrawn", True)
    assert {file.name for file in entry.attachments.all()} == {""}
    assert list(verify()) == []


def test_after_the_last_day_it_is_erased_and_before_it_is_not(office: ProfileOffice) -> None:
    entry = held(office)
    for day, erased in ((entry.kept_until, False), (entry.kept_until + timedelta(days=1), True)):
        with clock.played(day):
            erase_from_bank()
        assert (BankEntry.objects.get(pk=entry.pk).erased_at is not None) == erased
    assert BankEntry.objects.get(pk=entry.pk).state == "over"
