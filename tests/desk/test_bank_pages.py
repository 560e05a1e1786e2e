"""Pages of the bank of 9th-graders: readings, the link of the family, an application that fills itself."""

import re
from collections.abc import Callable
from datetime import datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.desk.public.apply.form import ApplicationForm
from governance.desk.public.apply.from_bank import initial_from
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.preprofile.bank import BankEntry
from governance.documents.record.document import Document
from governance.scenarios.luza import Luza
from tests.admission.office import Office as AdmissionOffice
from tests.preprofile.office import ProfileOffice, held
from tests.scans import SCANNED_PDF

pytestmark = pytest.mark.any_database
Desk = Callable[[str], Client]


@pytest.fixture
def office(luza: Luza) -> ProfileOffice:
    return ProfileOffice(luza)


def test_readings_are_recorded_and_a_link_is_shown_once(office: ProfileOffice, desk: Desk) -> None:
    entry = held(office)
    teacher, deputy = desk("class_teacher"), desk("deputy")
    with office.playing():
        assert "Рябинин" in teacher.get(reverse("paper", args=[entry.pk])).content.decode()
        given = teacher.post(reverse("bank_link", args=[entry.pk]))
        again = teacher.get(reverse("bank_link", args=[entry.pk]))
        read = deputy.get(reverse("paper_readings", args=[entry.pk])).content.decode()
    assert ("/bank/" in given.content.decode(), "http" in again.content.decode().split("<main")[1]) == (
        True,
        False,
    )
    assert "Быкова" in read


def test_the_family_applies_with_what_the_school_keeps(luza: Luza, desk: Desk) -> None:
    admission = AdmissionOffice(luza)
    campaign = admission.announced()
    criterion = next(row for row in campaign.criteria["criteria"] if row["kind"] != "once")
    office = ProfileOffice(luza)
    office.day = admission.day
    row = {"event": "Свидетельство № 5", "criterion": criterion["title"], "value": "4,5"}
    entry = held(office, row)
    entry = office.act(
        *(entry, "enclose", office.people["class_teacher"]),
        row=0,
        name="свидетельство.pdf",
        data=SCANNED_PDF + b"\n%2",
    )
    office.act(entry, "hand_link", office.people["class_teacher"], opened_by="a-key-of-the-family")
    family = Client()
    office.day = campaign.intake_from
    with office.playing():
        mine = family.get(reverse("bank_family", args=["a-key-of-the-family"])).content.decode()
        address = reverse("bank_apply", args=["a-key-of-the-family", campaign.code])
        form = family.get(address).content.decode()
        wrong = family.get(reverse("bank_family", args=["another"])).status_code
    assert ("Свидетельство № 5" in mine, address in mine, wrong) == (True, True, 404)
    assert ("Рябинин" in form, "4,5" in form, "Свидетельство № 5" in form) == (True, True, True)
    fields = ApplicationForm(
        campaign=campaign, known=initial_from(entry, campaign, ApplicationForm(campaign=campaign).asked)
    )
    sent = {field.html_name: field.value() for field in fields if field.value() not in (None, "", False)}
    sent |= {"wish-1": campaign.offers[0].code, "consent": "on", "acquainted": "on", "do": "send"}
    sent["opened"] = re.search(r'name="opened" value="([^"]+)"', form)[1]
    with clock.played(datetime.combine(office.day, time(12))):
        answer = family.post(address, sent)
    application = Application.objects.get()
    assert answer.status_code == 302
    assert (application.applicant.surname, application.applicant.school) == ("Рябинин", luza.base)
    (claim,) = application.claims.all()
    assert (claim.note, claim.proof is not None and claim.proof.name) == (
        "Свидетельство № 5",
        "свидетельство.pdf",
    )
    assert not seen_by_commission(office, entry)


def seen_by_commission(office: ProfileOffice, entry: BankEntry) -> bool:
    with office.playing():
        keys = ("clerk_second", "methodical_chair", "teacher_maths", "deputy_second")
        papers = Document.objects.filter(pk=entry.pk)
        return any(papers.visible_to(office.people[key]).exists() for key in keys)
