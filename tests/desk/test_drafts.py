"""What is typed is not lost: drafts of longer forms, lists of errors that lead to the fields, files that are kept."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance import clock
from governance.documents.kinds.order.order import Order
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import draft, perform
from governance.flows.jobs.housekeeping import forget_unsent
from governance.roles.unsent import MOST_DRAFTS, FormDraft, KeptUpload, kept_upload
from governance.scenarios.luza import Luza
from tests.scans import SCANNED_PDF

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Desk = Callable[[str], Client]
KEY = "/papers/1/order/ 0"
PASSWORD = "a long word of the office"
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def keep(client: Client, typed: Any, key: str = KEY) -> int:
    return client.post("/drafts/save/", {"key": key, "typed": json.dumps(typed)}).status_code


def kept(client: Client, key: str = KEY) -> Any:
    answer = client.get("/drafts/", {"key": key})
    return answer.json()["typed"] if answer.status_code == 200 else answer.status_code


# --- drafts --------------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_for_its_person_and_form_alone(luza: Luza, desk: Desk) -> None:
    deputy = desk("deputy")
    assert keep(deputy, [["title", "О дежурстве"]]) == 204
    assert keep(deputy, [["title", "О дежурстве в школе"], ["title", "два"]]) == 204
    assert kept(deputy) == [["title", "О дежурстве в школе"], ["title", "два"]]
    assert (kept(deputy, "/papers/2/order/ 0"), kept(desk("director"))) == (204, 204)
    assert desk("director").post("/drafts/forget/", {"key": KEY}).status_code == 204
    assert kept(deputy) == [["title", "О дежурстве в школе"], ["title", "два"]]
    deputy.post("/drafts/forget/", {"key": KEY})
    assert kept(deputy) == 204


def test_a_visitor_has_no_drafts(visitor: Client, db: None) -> None:
    assert visitor.get("/drafts/", {"key": KEY}).status_code == 302
    assert keep(visitor, [["title", "О дежурстве"]]) == 302
    assert not FormDraft.objects.exists()


def test_no_password_is_kept_and_what_is_kept_is_encrypted(luza: Luza, desk: Desk) -> None:
    secrets = [[name, "тайна"] for name in ("password", "sure-password", "passkey", "csrfmiddlewaretoken")]
    assert keep(desk("deputy"), [["title", "О дежурстве"], *secrets]) == 204
    assert kept(desk("deputy")) == [["title", "О дежурстве"]]
    assert "дежурстве".encode() not in bytes(FormDraft.objects.get().content)


@pytest.mark.parametrize(
    ("key", "typed", "status"),
    [
        ("", "[]", 400),
        ("k" * 301, "[]", 400),
        (KEY, "", 400),
        (KEY, "{}", 400),
        (KEY, "[1]", 400),
        (KEY, '[["a", 1]]', 400),
        (KEY, '[["a"]]', 400),
        (KEY, json.dumps([["a", "b"]] * 3_001), 400),
        (KEY, json.dumps([["a", "b" * 400_000]]), 413),
    ],
)
def test_what_is_no_draft_is_refused(luza: Luza, desk: Desk, key: str, typed: str, status: int) -> None:
    answer = desk("deputy").post("/drafts/save/", {"key": key, "typed": typed})
    assert (answer.status_code, FormDraft.objects.count()) == (status, 0)


def test_of_very_many_drafts_the_oldest_go_and_old_ones_are_forgotten(luza: Luza, desk: Desk) -> None:
    client = desk("deputy")
    for number in range(MOST_DRAFTS + 2):
        keep(client, [["title", str(number)]], f"/papers/{number}/ 0")
    assert FormDraft.objects.count() == MOST_DRAFTS
    assert kept(client, f"/papers/{MOST_DRAFTS + 1}/ 0") == [["title", str(MOST_DRAFTS + 1)]]
    with clock.played(clock.today() + timedelta(days=13)):
        assert forget_unsent() == []
    with clock.played(clock.today() + timedelta(days=15)):
        assert len(forget_unsent()) == MOST_DRAFTS


def test_the_draft_ends_when_its_form_was_done_and_stays_when_it_was_refused(
    submitted: Order, luza: Luza, desk: Desk, visitor: Client
) -> None:
    page = f"/papers/{submitted.pk}/remark/"
    client = desk("director")
    keep(client, [["text", "Проверить"]], page)
    assert client.post(page, {"text": " ", "draft": page}).status_code == 422
    assert visitor.post(page, {"text": "Проверить", "draft": page}).status_code == 302
    assert kept(client, page) == [["text", "Проверить"]]
    assert client.post(page, {"text": "Проверить", "draft": page}).status_code == 302
    assert kept(client, page) == 204


def test_the_key_of_a_draft_is_no_text_that_got_lost(luza: Luza, desk: Desk) -> None:
    page = "/papers/new/order/"
    refused = desk("deputy").post(page, {"title": "", "gone": "Мой текст", "draft": f"{page} 0"})
    assert (refused.status_code, refused.context["left_over"]) == (422, ["Мой текст"])


def test_a_draft_with_rows_is_shown_again_and_nothing_is_saved(order: Order, desk: Desk) -> None:
    events = Event.objects.count()
    typed = {"title": "О графике", "seen": order.revision, "do": "again"}
    typed |= {f"point-{row}-text": f"Пункт {row}." for row in range(4)}
    answer = desk("deputy").post(f"/papers/{order.pk}/order/", typed)
    assert (answer.status_code, Event.objects.count()) == (200, events)
    assert "О графике" in answer.content.decode()


# --- errors --------------------------------------------------------------------------------------------------------


def test_the_list_of_errors_leads_to_the_fields(luza: Luza, desk: Desk) -> None:
    answer = desk("deputy").post("/papers/new/order/", {"title": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    listed = re.search(r"<div data-errors>.*?</ul>", page, re.DOTALL)
    assert listed is not None
    links = re.findall(r'href="#([^"]+)"', listed[0])
    assert links
    assert [link for link in links if f'id="{link}"' not in page] == []


def test_every_form_with_fields_has_the_list_and_the_script() -> None:
    """Templates are searched themselves, so that a form that is added is held to it."""
    said: dict[str, str] = {
        str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html")
    }
    without_list = {
        name
        for name, text in said.items()
        if 'method="post"' in text
        and re.search(r"components/(decision_)?field\.html", text)
        and not re.search(r"components/(form_errors|fields)\.html|data-errors", text)
    }
    # These have lists of their own: what is wrong in each row of a table, or of a sheet of criteria.
    assert without_list == {"governance/contract/make.html", "governance/components/criteria.html"}

    def ends_at(name: str) -> str:
        parent = re.search(r'{% extends "([^"]+)" %}', said[name])
        return ends_at(parent[1]) if parent else name

    pages = {name for name, text in said.items() if "{% extends" in text and 'method="post"' in text}
    assert {ends_at(name) for name in pages} <= {"governance/base.html"}
    assert "governance/drafts.js" in said["governance/base.html"]


# --- files ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_password(luza: Luza) -> str:
    luza.people["director"].set_password(PASSWORD)
    luza.people["director"].save()
    return PASSWORD


def test_a_file_stays_when_its_form_comes_back(submitted: Order, with_password: str, desk: Desk) -> None:
    page, seen = f"/papers/{submitted.pk}/sign-on-paper/", submitted.revision
    scan = SimpleUploadedFile("приказ.pdf", SCANNED_PDF)
    client = desk("director")
    refused = client.post(page, {"file": scan, "password": "not-it", "seen": seen})
    token = re.search(r'name="file-kept" value="([^"]+)"', refused.content.decode())
    assert token is not None
    assert (refused.status_code, "приказ.pdf" in refused.content.decode()) == (422, True)
    assert SCANNED_PDF[:20] not in bytes(KeptUpload.objects.get().content)
    # Refused once more, it stays the same file.
    again = client.post(page, {"file-kept": token[1], "password": "not-it", "seen": seen})
    assert token[1] in again.content.decode()
    assert KeptUpload.objects.count() == 1
    done = client.post(page, {"file-kept": token[1], "password": with_password, "seen": seen})
    assert (done.status_code, submitted.attachments.get().name) == (302, "приказ.pdf")


def test_a_file_that_is_itself_the_fault_is_not_kept_nor_one_that_nobody_sent(
    submitted: Order, with_password: str, desk: Desk
) -> None:
    page, seen = f"/papers/{submitted.pk}/sign-on-paper/", submitted.revision
    client = desk("director")
    for sent in (
        {"file": SimpleUploadedFile("приказ.pdf", b"MZ")},
        {"file": SimpleUploadedFile("приказ.pdf", b"")},
        {"file-kept": "guessed"},
        {},
    ):
        refused = client.post(page, {**sent, "password": "not-it", "seen": seen})
        assert (refused.status_code, "file-kept" in refused.content.decode()) == (422, False)
    assert not KeptUpload.objects.exists()


def test_a_kept_file_is_forgotten_after_half_a_day(submitted: Order, with_password: str, desk: Desk) -> None:
    scan = SimpleUploadedFile("приказ.pdf", SCANNED_PDF)
    page = f"/papers/{submitted.pk}/sign-on-paper/"
    sent = {"file": scan, "password": "not-it", "seen": submitted.revision}
    answer = desk("director").post(page, sent).content.decode()
    token = re.search(r'name="file-kept" value="([^"]+)"', answer)
    assert token is not None
    assert kept_upload(token[1]) is not None
    with clock.played(clock.today() + timedelta(days=2)):
        assert kept_upload(token[1]) is None
        assert len(forget_unsent()) == 1


# --- in a browser --------------------------------------------------------------------------------------------------


@pytest.fixture
def phone(chromium: "Browser") -> Iterator["Page"]:
    page = chromium.new_page(viewport={"width": 390, "height": 800}, locale="ru-RU")
    page.set_default_timeout(60_000)
    yield page
    page.close()


@pytest.fixture
def address(committed_luza: Luza, request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("live_server").url)


@pytest.mark.any_database
def test_what_was_typed_is_offered_after_the_page_was_lost_and_ends_when_sent(
    committed_luza: Luza, address: str, phone: "Page"
) -> None:
    deputy = committed_luza.people["deputy"]
    deputy.set_password(PASSWORD)
    deputy.save()
    paper: Document = draft(Order, unit=committed_luza.base, title="О дежурстве", by=deputy)
    paper = perform(paper, "revise", by=deputy, points=[{"text": "Утвердить график."}])
    paper = perform(paper, "submit", by=deputy)
    remarks = f"{address}{reverse('paper', args=[paper.pk])}?part=remarks"
    phone.goto(remarks)
    phone.fill("[name=login]", deputy.email)
    phone.fill("[name=password]", PASSWORD)
    phone.press("[name=password]", "Enter")
    text = phone.locator("textarea[name=text]")
    text.fill("Проверить звонки на переменах")
    phone.get_by_text("Черновик сохранён").wait_for()
    # Leaving is asked for first; then the page is lost.
    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    phone.goto(remarks)
    assert asked == ["beforeunload"]
    phone.get_by_role("button", name="Вернуть набранное").click()
    assert text.input_value() == "Проверить звонки на переменах"
    text.locator("xpath=ancestor::form").locator("button").first.click()
    phone.get_by_text("Замечание добавлено").wait_for()
    assert asked == ["beforeunload"]
    assert not FormDraft.objects.exists()
