"""Each kind as it prints, on paper and on the screen, and what its page says when it has lost its force."""

from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pypdf import PdfReader

from governance.documents.approval.stamps import void_of
from governance.documents.printing.pdf import render
from governance.documents.printing.registry import print_data
from governance.documents.record.document import Document
from governance.scenarios.luza import Luza
from tests.approved.office import Office
from tests.approved.samples import SAMPLES

# What stands on paper follows from rows that other tests write on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def printed(paper: Document) -> str:
    """The words of the PDF, whatever breaks its lines."""
    pages = PdfReader(BytesIO(render(paper.print_form, print_data(paper)))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def shown(paper: Document) -> str:
    data = print_data(paper)
    return render_to_string(f"governance/sheets/{paper.print_form}.html", {"paper": data})


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_prints_and_shows_the_same_words(kind: str, office: Office) -> None:
    paper = office.put_up(kind)
    sheet, page = printed(paper), shown(paper)
    heading = print_data(paper)["heading"]
    assert heading[0].upper() in sheet
    for words in ("ПРОЕКТ", "Винокурова Светлана Андреевна"):
        assert words in sheet
        assert words in page
    assert all(line in page for line in heading)


def test_totals_stand_under_the_columns_that_are_summed(office: Office) -> None:
    paper = office.put_up("curriculum")
    sums = print_data(paper)["table"]["sums"]
    assert (sums["label"], sums["span"]) == ("Всего", 3)
    assert [cell["text"] for cell in sums["cells"]] == ["10,5", "20", "19,5", "50"]
    assert "Всего 10,5 20 19,5 50" in printed(paper)


def test_what_is_printed_after_it_was_put_up_is_what_was_frozen(office: Office) -> None:
    paper = office.put_up("estimate")
    before = render(paper.print_form, print_data(paper))
    paper.money = "другой источник"
    assert render(paper.print_form, print_data(paper)) == before


def test_a_replaced_edition_says_what_took_its_force(office: Office) -> None:
    old = office.in_force(office.put_up("regulation"))
    new = office.act(office.written("regulation"), "replace", paper=old)
    office.in_force(office.act(new, "submit"))
    old = office.fresh(old)
    edition = "«Положение о Лузском школьном округе, редакция 2»"
    assert void_of(old) == f"{edition} (приказ от 07.11.2011 № 2-ОД)"
    assert f"УТРАТИЛО СИЛУ: {void_of(old)}" in printed(old).replace("\u00a0", " ")
    assert "УТРАТИЛО СИЛУ" in shown(old)


def test_titles_are_declined_in_the_headings_of_other_papers(office: Office) -> None:
    wanted = {
        "regulation": "положения о Лузском школьном округе",
        "estimate": "сметы расходов Лузского школьного округа на 2012 год",
        "programme": "образовательной программы элективного курса «Основы экономики»",
        "thematic_plan": "календарно-тематического плана занятий сетевой группы по физике, 10 класс",
    }
    assert {kind: office.begun(kind).title_in("genitive") for kind in wanted} == wanted
    paper = office.begun("estimate")
    paper.title = "Расходы на 2012 год"
    assert paper.title_in("accusative") == "смету «Расходы на 2012 год»"


PAGES = (
    "/",
    "/documents/",
    "/meetings/",
    "/contracts/",
    "/calendar/",
    "/calendar.ics",
    "/dashboard/",
    "/profile/",
    "/bodies/",
    "/people/",
    "/flows/",
)


def test_an_outside_head_meets_no_other_paper_on_any_page(office: Office, luza: Luza) -> None:
    other = office.in_force(office.put_up("schedule"))
    paper = office.agree(office.put_up("regulation", "roo"))
    client = Client()
    client.force_login(office.people["head_roo"], backend="governance.desk.base.signed_in.PersonBackend")
    for address in PAGES:
        assert other.title.encode() not in client.get(address).content, address
    found = client.get("/documents/", {"q": "округ"}).content.decode()
    assert (paper.title in found, "Протокол заседания" in found) == (True, False)
    assert client.get(f"/papers/{paper.pk}/").status_code == 200
    for hidden in (other.pk, other.approved_by.pk):
        assert client.get(f"/papers/{hidden}/").status_code == 404
        assert client.get(f"/papers/{hidden}/pdf/").status_code == 404
