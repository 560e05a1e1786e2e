"""The desk of an outside body that is asked for its agreement."""

import re

import pytest
from django.urls import reverse

from governance.desk.urls import urlpatterns
from governance.documents.approval.opinions import Opinion
from governance.documents.kinds.approved.kinds import DistrictRegulation
from governance.documents.record.document import Document
from governance.roles.unit import UnitKind
from tests.approved.office import Office
from tests.desk.approved.conftest import Desk, facts, page_of
from tests.desk.table import send
from tests.memory import recalled

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


@pytest.fixture
@recalled
def asked_outside(office: Office) -> DistrictRegulation:
    """The regulation before the district office, beside other papers that are none of its business."""
    office.in_force(office.put_up("estimate"))
    office.agree(office.put_up("profiles"))
    return office.agree(office.put_up("regulation", "roo"))


def test_an_outside_body_finds_one_task_its_paper_and_the_ways_to_answer(
    asked_outside: DistrictRegulation, desk: Desk
) -> None:
    roo = desk("head_roo")
    groups = roo.get("/").context["groups"]
    assert [task.href for group in groups for task in group.tasks] == [page_of(asked_outside)]
    page = roo.get(page_of(asked_outside))
    assert [move.name for move in page.context["decision"].moves] == ["consent"]
    assert [one.href for one in page.context["decision"].beside] == [f"{page_of(asked_outside)}answer/"]
    assert roo.get(f"{page_of(asked_outside)}answer/").status_code == 200
    assert roo.get(f"{page_of(asked_outside)}pdf/")["Content-Type"] == "application/pdf"
    send(roo, f"{page_of(asked_outside)}do/", {"move": "consent"})
    assert Opinion.objects.get(unit__kind=UnitKind.OUTSIDE).outcome == "consent"
    assert roo.get("/").context["groups"] == []
    assert roo.get(page_of(asked_outside)).status_code == 200


def test_an_outside_body_that_is_not_named_sees_nothing(
    asked_outside: DistrictRegulation, desk: Desk
) -> None:
    department = desk("head_department")
    assert department.get("/").context["groups"] == []
    assert department.get(page_of(asked_outside)).status_code == 404
    assert desk("head_roo").get(page_of(asked_outside)).status_code == 200


def test_the_links_on_its_page_lead_an_outside_body_nowhere_that_it_may_not_go(
    office: Office, asked_outside: DistrictRegulation, desk: Desk
) -> None:
    paper = office.agree(asked_outside, "roo")
    office.convened(paper)
    page = desk("head_roo").get(page_of(paper))
    assert facts(page)["Decides"] == "council of the district, meeting of 07.11.2011"
    assert [fact.name for fact in page.context["way"] if fact.href] == []
    assert not any(link.is_open for link in page.context["links"])
    assert [fact.name for fact in desk("secretary").get(page_of(paper)).context["way"] if fact.href] == [
        "Decides"
    ]


def test_no_page_shows_an_outside_body_anything_else_of_the_district(
    asked_outside: DistrictRegulation, office: Office, desk: Desk
) -> None:
    roo = desk("head_roo")
    others = [paper.title for paper in Document.objects.exclude(pk=asked_outside.pk)]
    people = [person.surname for key, person in office.people.items() if key != "head_roo"]
    told = {}
    for one in urlpatterns:
        if "<" in str(one.pattern):
            continue
        page = roo.get(reverse(str(one.name)))
        assert page.status_code in (200, 204, 302, 403, 404, 405), one.name
        text = page.content.decode(errors="ignore")
        told[one.name] = [words for words in (*others, *people) if words in text]
    # Whoever passed the paper on is named in the task.
    assert {name: words for name, words in told.items() if words} == {"tasks": ["Чирков"]}


def test_no_address_opens_another_paper_to_an_outside_body(
    asked_outside: DistrictRegulation, desk: Desk
) -> None:
    roo = desk("head_roo")
    others = {paper.kind: paper.pk for paper in Document.objects.exclude(pk=asked_outside.pk)}
    assert {"estimate", "profiles", "order", "protocol", "meeting"} <= set(others)
    further = {"<slug:purpose>": "change", "<slug:move>": "open"}
    answers = set()
    for one in urlpatterns:
        if not str(one.pattern).startswith(("papers/<key:pk>", "meetings/<key:pk>", "people/<key:pk>")):
            continue
        opened = getattr(one.callback, "kind", None)
        for kind, pk in others.items():
            if opened not in {None, kind}:
                continue  # an address of another kind knows no such paper, whoever asks
            path = str(one.pattern).replace("<key:pk>", str(pk))
            for part, value in further.items():
                path = path.replace(part, value)
            path = "/" + re.sub("<key:[a-z]+>", "1", path)
            answers |= {roo.get(path).status_code, roo.post(path).status_code}
    assert answers == {404, 405}


def test_the_navigation_of_an_outside_body_leads_only_to_its_own(
    asked_outside: DistrictRegulation, desk: Desk
) -> None:
    closed = [reverse(name) for name in ("contracts", "meetings", "calendar", "dashboard")]
    guest = desk("head_roo").get("/").content.decode()
    head = desk("head_lalsk").get("/").content.decode()
    assert [address for address in closed if f'href="{address}"' in guest] == []
    assert [address for address in closed if f'href="{address}"' in head] == closed
    assert f'href="{reverse("documents")}"' in guest
