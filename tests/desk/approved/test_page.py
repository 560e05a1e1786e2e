"""The page of an approved paper, and the body that decides on it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.documents.kinds.approved.kinds import Estimate
from governance.documents.record.document import Document
from governance.roles.unit import Unit
from tests.approved.office import Office
from tests.desk.approved.conftest import Desk, facts, page_of
from tests.desk.cards import cards
from tests.desk.table import send

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_the_page_says_whom_the_kind_asks_who_decides_and_what_follows(office: Office, desk: Desk) -> None:
    deputy = desk("deputy")
    assert facts(deputy.get(page_of(office.written("regulation")))) == {
        "Asked": "all schools of the district, 10 days to answer",
        "Then asked": "the outside bodies that are named, 14 days to answer",
        "Decides": "council of the district",
        "Approved": "by an order of the director",
        "Published": "after the approval",
    }
    assert facts(deputy.get(page_of(office.written("thematic_plan")))) == {
        "Decides": "methodical council of the district",
        "Approved": "by the decision itself, without an order",
    }


def test_the_way_has_only_the_steps_of_its_kind(office: Office, desk: Desk) -> None:
    def steps(kind: str) -> list[str]:
        return [step.name for step in desk("deputy").get(page_of(office.written(kind))).context["steps"]]

    first, agenda, decides = (
        "Complete the paper and send it for agreement",
        "Put the paper on the agenda of a meeting",
        "The body decides",
    )
    assert steps("programme") == [first, agenda, decides, "The director approves by an order"]
    assert steps("thematic_plan") == [first, agenda, decides, "Close the paper as executed"]
    assert steps("regulation")[1] == "Those who are asked agree"
    assert steps("regulation")[-1] == "Publish the paper"


def test_each_button_says_what_follows(office: Office, desk: Desk) -> None:
    def effects(who: str, paper: Document) -> dict[str, str]:
        decision = desk(who).get(page_of(paper)).context["decision"]
        return {move.name: move.effect for move in decision.moves}

    assert effects("deputy", office.written("estimate")) == {
        "submit": "The text is frozen as a version, and the secretary puts it on the agenda."
    }
    asked = office.put_up("regulation")
    assert list(effects("head_lalsk", asked)) == ["consent"]
    assert list(effects("deputy", asked)) == ["withdraw"]
    in_force = office.in_force(office.put_up("profiles"))
    assert all(
        effect
        for paper in (asked, in_force)
        for who in ("deputy", "head_lalsk")
        for effect in effects(who, paper).values()
    )


def test_outside_bodies_are_named_and_dropped_on_the_page(office: Office, desk: Desk) -> None:
    paper = office.written("regulation")
    deputy, roo = desk("deputy"), office.luza.outside["roo"]

    def named() -> list[str]:
        return [str(opinion.unit) for opinion in deputy.get(page_of(paper)).context["answers"]]

    def do(move: str, unit: Unit) -> Any:
        seen = Document.objects.get(pk=paper.pk).revision
        return send(deputy, f"{page_of(paper)}do/", {"move": move, "unit": unit.pk, "seen": seen})

    assert named() == []
    do("invite", roo)
    assert named() == ["РОО"]
    assert do("invite", roo).status_code == 422
    assert do("invite", office.luza.base).status_code == 422
    do("drop_invited", roo)
    assert named() == []
    anchors = [panel.anchor for panel in deputy.get(page_of(office.written("estimate"))).context["more"]]
    assert anchors == []


def test_the_sheet_says_what_each_has_answered_and_until_when_others_are_awaited(
    office: Office, desk: Desk
) -> None:
    paper = office.agree(office.put_up("regulation", "roo"), "base", "second")
    sheet = cards(desk("deputy").get(page_of(paper)))["Agreement"]
    assert sheet.sum == "2 of 7 agree"
    assert {row.name: row.said for row in sheet.rows} == {
        "СОШ г. Лузы": "agreed",
        "СОШ № 2 г. Лузы": "agreed",
        **dict.fromkeys(
            ("СОШ пгт Лальск", "Фабричная ООШ", "Н.-Лальская ООШ", "Покровская ООШ"), "awaited by 17.11"
        ),
        "РОО": "not asked yet",
    }


def test_the_page_leads_to_the_meeting_that_has_it_on_its_agenda_and_to_what_it_rests_on(
    office: Office, desk: Desk
) -> None:
    paper = office.put_up("estimate")
    meeting = office.convened(paper).meeting
    (decides,) = (
        fact for fact in desk("secretary").get(page_of(paper)).context["way"] if fact.name == "Decides"
    )
    assert decides.value == "council of the district, meeting of 07.11.2011"
    assert decides.href == page_of(meeting)


def test_editions_lead_to_each_other(office: Office, desk: Desk) -> None:
    deputy = desk("deputy")
    old = office.in_force(office.put_up("estimate"))
    send(deputy, reverse("estimate_new"), {"again": "yes", "replaces": old.pk})
    new = Estimate.objects.latest("pk")
    way = {fact.name: fact for fact in deputy.get(page_of(new)).context["way"]}
    assert (way["Edition"].value, way["Takes the place of"].href) == ("2", page_of(old))
    send(deputy, f"{page_of(new)}do/", {"move": "replace", "paper": "", "seen": new.revision})
    assert office.fresh(new).replaces_id is None
    send(deputy, f"{page_of(new)}do/", {"move": "replace", "paper": old.pk, "seen": new.revision + 1})
    office.in_force(office.act(office.fresh(new), "submit"))
    (notice,) = deputy.get(page_of(old)).context["notices"]
    assert (notice.title, notice.link) == ("Repealed", page_of(new))


def test_the_words_agree_with_the_noun(office: Office, client: Client) -> None:
    client.force_login(office.deputy, backend="governance.desk.base.signed_in.PersonBackend")
    titles = {}
    for kind in ("regulation", "estimate", "curriculum"):
        page = client.get(reverse(f"{kind}_new"))
        titles[kind] = page.context["title"]
    assert titles == {
        "regulation": "Новое положение",
        "estimate": "Новая смета расходов",
        "curriculum": "Новый учебный план",
    }
    words = [
        client.get(page_of(office.in_force(office.put_up(kind)))).context["document"].state_label
        for kind in titles
    ]
    assert words == ["Утверждено", "Утверждена", "Утверждён"]


def offered_to(client: Client, body: Unit) -> list[str]:
    page = client.get(reverse("meeting_new"), {"body": body.pk})
    return [paper.kind for paper in page.context["page"].awaiting]


def test_an_agenda_offers_exactly_the_papers_that_this_body_decides_on(office: Office, desk: Desk) -> None:
    for kind in ("estimate", "curriculum", "thematic_plan"):
        office.put_up(kind)
    office.put_up("profiles")
    office.agree(office.put_up("schedule"))
    luza = office.luza
    assert offered_to(desk("secretary"), luza.council) == ["estimate", "schedule"]
    assert offered_to(desk("methodical_secretary"), luza.methodical) == ["curriculum", "thematic_plan"]


def test_papers_are_called_by_their_kind_on_the_agenda(office: Office, desk: Desk) -> None:
    office.put_up("estimate")
    page = desk("secretary").get(reverse("meeting_new")).content.decode()
    assert "(Estimate of expenses, version 1)" in page
