"""A paper begins as a copy of last year's: its words are taken over, its days and signatures are not."""

from datetime import UTC, datetime

import pytest

from governance.documents.kinds.admission.campaign import Campaign
from governance.documents.kinds.contract.form import ContractForm
from governance.documents.kinds.contract.patterns import Matter, pattern_of
from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.order.order import Order
from governance.documents.record.perform import draft, perform
from governance.scenarios.luza import Luza
from tests.admission.office import Office
from tests.desk.conftest import Desk

pytestmark = pytest.mark.django_db


def test_an_order_begins_with_the_points_of_last_years(luza: Luza, desk: Desk, signed: Order) -> None:
    clerk = desk("clerk")
    shown = clerk.get(f"/papers/{signed.pk}/").content.decode()
    assert f'/papers/new/order/?copy={signed.pk}"' in shown
    form = clerk.get(f"/papers/new/order/?copy={signed.pk}").context["form"]
    assert (form["copy"].value(), form["title"].value()) == (signed.pk, signed.title)
    typed = {"unit": luza.base.pk, "series": "order", "title": "О дежурстве в 2012 году", "copy": signed.pk}
    assert clerk.post("/papers/new/order/", typed).status_code == 302
    begun = Order.objects.latest("pk")
    assert (begun.title, begun.state, begun.number) == ("О дежурстве в 2012 году", "draft", "")
    assert [(point.number, point.text, point.executor, point.due) for point in begun.points.all()] == [
        (point.number, point.text, point.executor, None) for point in signed.points.all()
    ]


def test_a_paper_that_one_may_not_see_is_no_copy(luza: Luza, desk: Desk, signed: Order) -> None:
    other = desk("clerk_second")
    typed = {"unit": luza.schools["second"].pk, "series": "order", "title": "О дежурстве", "copy": signed.pk}
    before = Order.objects.count()
    assert "copy" not in other.get("/papers/new/order/").context["form"].fields
    other.post("/papers/new/order/", typed)
    begun = Order.objects.latest("pk")
    assert (Order.objects.count(), begun.points.count()) == (before + 1, 0)


def test_points_that_speak_of_other_papers_stay_behind(luza: Luza, annulled: Order) -> None:
    annulling = Order.objects.get(links_out__target=annulled, links_out__effect="annul")
    [(move, facts)] = annulling.moves_of_a_copy()
    assert (move, facts["points"]) == ("revise", [])


def test_an_agenda_begins_with_the_questions_of_an_earlier_one(luza: Luza, desk: Desk) -> None:
    secretary = luza.people["secretary"]
    held_at = datetime(2011, 9, 20, 10, tzinfo=UTC)
    last = draft(Meeting, unit=luza.council, title="Заседание", by=secretary, held_at=held_at, place="каб. 5")
    for title in ("О плане", "О приёме"):
        last = perform(last, "add_item", by=secretary, title=title, speaker="Директор", decision_draft="Да.")
    keeper = desk("secretary")
    page = keeper.get(f"/meetings/new/?copy={last.pk}")
    assert "The questions of «Заседание» are put on its agenda" in page.content.decode()
    card = {"title": "Заседание 2", "day": "2011-10-20", "time": "14:00", "place": "каб. 5", "do": "save"}
    given = {name: field.value() or "" for name, field in ((f.name, f) for f in page.context["form"])}
    sent = {**given, **card, "body": luza.council.pk, "copy": last.pk}
    assert keeper.post("/meetings/new/", sent).status_code == 302
    begun = Meeting.objects.latest("pk")
    assert begun.pk != last.pk
    assert [(item.title, item.speaker, item.decision_draft) for item in begun.agenda()] == [
        ("О плане", "Директор", "Да."),
        ("О приёме", "Директор", "Да."),
    ]


def test_a_form_of_contract_begins_as_a_copy(luza: Luza, desk: Desk) -> None:
    deputy = luza.people["deputy"]
    fields = pattern_of(Matter.NETWORK, luza.district.pk).fields
    last = draft(ContractForm, unit=luza.base, title="Форма", by=deputy, matter=Matter.NETWORK, **fields)
    sent = {"copy": last.pk, "matter": "", "title": "Форма 2012 года", "usual": "on"}
    assert desk("deputy").post("/papers/new/contract-form/", sent).status_code == 302
    begun = ContractForm.objects.latest("pk")
    assert begun.pk != last.pk
    taken = ("matter", "sections", "legal_basis", "blanks", "notice")
    assert [getattr(begun, name) for name in taken] == [getattr(last, name) for name in taken]
    assert (begun.title, begun.ends_on) == ("Форма 2012 года", None)


def test_an_admission_takes_over_all_but_its_days(office: Office, desk: Desk) -> None:
    campaign = office.drafted()
    [(move, facts)] = campaign.moves_of_a_copy()
    director = office.luza.people["director"]
    begun = draft(Campaign, unit=campaign.unit, title="Приём 2013", by=director, year=2013)
    begun = perform(begun, move, by=director, **facts)
    taken = ("classes", "criteria", "circumstances")
    assert [getattr(begun, name) for name in taken] == [getattr(campaign, name) for name in taken]
    assert begun.consent_text == campaign.consent_text.strip()
    assert begun.members.count() == campaign.members.count()
    assert (begun.selection_on, begun.year, begun.title) == (None, 2013, "Приём 2013")
