"""Beginning an approved paper, or its next edition."""

import pytest
from django.urls import reverse

from governance.desk.base.components import PageLink
from governance.documents.kinds.approved.kinds import APPROVED_KINDS, Curriculum, Estimate
from governance.documents.record.document import Document
from governance.roles.unit import UnitKind
from governance.scenarios.luza import Luza
from tests.approved.office import Office
from tests.desk.approved.conftest import Desk, page_of, write_page
from tests.desk.table import send

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database


def test_the_deputy_of_the_district_is_offered_all_kinds_and_a_school_those_of_schools(
    luza: Luza, desk: Desk
) -> None:
    def offered(who: str) -> set[str]:
        return {str(one.label) for one in desk(who).get("/documents/").context["board"].begins}

    every = {str(kind.kind_label) for kind in APPROVED_KINDS}
    assert offered("deputy") & every == every
    assert offered("deputy_second") & every == {
        "Curriculum",
        "Educational programme",
        "Thematic plan",
        "Rules of bonuses",
    }
    assert offered("head_second") & every == set()


def test_a_paper_of_each_kind_is_begun_and_goes_on_to_its_text(luza: Luza, desk: Desk) -> None:
    deputy = desk("deputy")
    for kind in APPROVED_KINDS:
        # She drafts papers of the district and of the base school, where a kind belongs to both.
        unit = luza.district if UnitKind.DISTRICT in kind.route.units else luza.base
        data = {"title": "О сотрудничестве", "unit": unit.pk}
        answer = send(deputy, reverse(f"{kind.kind_name}_new"), data)
        begun = kind.objects.get()
        assert answer.url == write_page(begun)
        assert (begun.title, begun.unit, begun.state) == ("О сотрудничестве", unit, "draft")
        assert bool(begun.sections) == (kind.kind_name == "signing_rules")
        assert deputy.get(write_page(begun)).status_code == 200


def test_who_drafts_no_such_paper_finds_no_page_to_begin_one(luza: Luza, desk: Desk) -> None:
    assert desk("deputy_second").get(reverse("regulation_new")).status_code == 404
    assert desk("deputy_second").get(reverse("programme_new")).status_code == 200
    assert desk("clerk").post(reverse("programme_new"), {"title": "Программа"}).status_code == 404
    assert desk("head_roo").get(reverse("estimate_new")).status_code == 404
    assert not Document.objects.exists()


def test_a_school_begins_a_paper_of_its_own_and_of_no_other(luza: Luza, desk: Desk) -> None:
    data = {"title": "Учебный план", "unit": luza.base.pk}
    send(desk("deputy_second"), reverse("curriculum_new"), data)
    assert Curriculum.objects.get().unit == luza.schools["second"]


def test_a_paper_without_a_title_is_not_begun(luza: Luza, desk: Desk) -> None:
    answer = desk("deputy").post(reverse("estimate_new"), {"title": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors["title"] == ["Give the paper a title."]
    assert not Document.objects.exists()


def test_a_new_edition_copies_title_text_and_table_of_the_one_in_force(office: Office, desk: Desk) -> None:
    old = office.in_force(office.put_up("estimate"))
    deputy = desk("deputy")
    links = deputy.get(page_of(old)).context["decision"].further
    assert links == [
        PageLink(label="Prepare a new edition…", href=f"{reverse('estimate_new')}?replaces={old.pk}")
    ]
    assert deputy.get(links[0].href).context["page"].second.initial["replaces"] == str(old.pk)
    send(deputy, reverse("estimate_new"), {"again": "yes", "replaces": old.pk})
    new = Estimate.objects.latest("pk")
    assert (new.title, new.rows, new.money) == (old.title, old.rows, old.money)
    assert (new.period_start, new.period_end) == (old.period_start, old.period_end)
    assert (new.replaces_id, new.edition, new.state) == (old.pk, 2, "draft")


def test_only_a_paper_in_force_gets_a_new_edition(office: Office, desk: Desk) -> None:
    draft_paper = office.written("estimate")
    assert desk("deputy").get(reverse("estimate_new")).context["page"].second.editions == {}
    answer = desk("deputy").post(reverse("estimate_new"), {"again": "yes", "replaces": draft_paper.pk})
    assert answer.status_code == 422
    assert Document.objects.count() == 1
