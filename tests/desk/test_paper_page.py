"""The page of any paper: what it offers, refuses and keeps; its tabs, links and files."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from governance.desk.papers.forms import SeenForm
from governance.documents.approval.effects import APPROVE
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.record.attached import Link, Remark
from governance.documents.record.document import Document
from governance.documents.record.effects import BASIS
from governance.documents.record.events import Event
from governance.documents.record.perform import draft, perform
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza

# Pages say the same words over every database.
pytestmark = pytest.mark.any_database

Desk = Callable[[str], Client]


def revision(document: Document) -> int:
    return Document.objects.get(pk=document.pk).revision


def do(client: Client, document: Document, move: str, **data: Any) -> Any:
    seen = data.pop("seen", revision(document))
    return client.post(f"/papers/{document.pk}/do/", {"move": move, "seen": seen, **data})


def moves(client: Client, document: Document) -> list[str]:
    return [move.name for move in client.get(f"/papers/{document.pk}/").context["decision"].moves]


class GradesForm(SeenForm):
    grades = forms.MultipleChoiceField(choices=[("8", "8"), ("9", "9")], widget=forms.CheckboxSelectMultiple)


def test_a_form_shown_again_over_the_changed_paper_keeps_every_choice() -> None:
    form = GradesForm(QueryDict("grades=8&grades=9&seen=3"))
    form.see(4)
    assert [form["grades"].value(), form["seen"].value()] == [["8", "9"], "4"]


# --- who and what -------------------------------------------------------------------------------------------------


def test_a_paper_that_one_may_not_see_is_no_page_whatever_its_address(order: Order, desk: Desk) -> None:
    reader = desk("head_lalsk")
    assert reader.get(f"/papers/{order.pk}/").status_code == 404
    assert reader.get("/papers/999999/").status_code == 404
    assert do(reader, order, "submit").status_code == 404
    assert reader.get(f"/papers/{order.pk}/files/1/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(order: Order, visitor: Client) -> None:
    assert visitor.get(f"/papers/{order.pk}/").url == f"/sign-in/?next=/papers/{order.pk}/"
    assert visitor.post(f"/papers/{order.pk}/do/", {"move": "submit"}).status_code == 302


def test_the_page_offers_each_person_their_own_moves_and_says_who_can_make_the_others(
    plan: Plan, desk: Desk
) -> None:
    assert moves(desk("deputy"), plan) == ["submit"]
    do(desk("deputy"), plan, "submit")
    assert moves(desk("deputy"), plan) == ["withdraw"]
    context = desk("director").get(f"/papers/{plan.pk}/").context
    assert context["decision"].moves == []
    assert [other.who for other in context["decision"].others] == [
        "can: Винокурова С.А. (заместитель директора по УВР базовой школы)"
    ]
    assert context["decision"].waits.startswith("Now: Put the plan on the agenda of a meeting")


def test_the_awaited_move_stands_out_and_the_grave_one_apart(submitted: Order, desk: Desk) -> None:
    found = desk("director").get(f"/papers/{submitted.pk}/").context["decision"].moves
    assert [(move.name, move.kind) for move in found] == [
        ("sign", "primary"),
        ("send_back", "plain"),
        ("reject", "danger"),
    ]


def test_what_is_missing_is_said_instead_of_the_move(luza: Luza, desk: Desk) -> None:
    empty = draft(Plan, unit=luza.district, title="План", by=luza.people["deputy"])
    context = desk("deputy").get(f"/papers/{empty.pk}/").context
    assert context["decision"].moves == []
    assert [(str(page.label), page.href) for page in context["decision"].pages] == [
        ("Correct the plan", f"/papers/{empty.pk}/plan/")
    ]
    (other,) = context["decision"].others
    assert other.why == "The plan has no rows yet: import a file or add them."


# --- pressing -----------------------------------------------------------------------------------------------------


def test_a_stale_page_changes_nothing_and_the_next_press_rests_on_what_is_shown(
    plan: Plan, luza: Luza, desk: Desk
) -> None:
    old = plan.revision
    perform(plan, "remark", by=luza.people["deputy"], text="Проверить сроки")
    answer = do(desk("deputy"), plan, "submit", seen=old)
    form = answer.context["decision"].form
    assert (answer.status_code, Plan.objects.get(pk=plan.pk).state) == (422, "draft")
    assert form.non_field_errors() == [
        "The paper has changed since you opened it. Read it again and repeat your decision, if it stands."
    ]
    assert do(desk("deputy"), plan, "submit", seen=form["seen"].value()).status_code == 302
    assert Plan.objects.get(pk=plan.pk).state == "review"


def test_a_move_without_its_reason_is_refused_and_the_page_stays(plan: Plan, desk: Desk) -> None:
    do(desk("deputy"), plan, "submit")
    before = revision(plan)
    answer = do(desk("deputy"), plan, "withdraw", reason="  ")
    assert (answer.status_code, revision(plan)) == (422, before)
    assert list(answer.context["decision"].form.errors) == ["reason"]


def test_a_reason_too_long_is_refused_and_kept(plan: Plan, desk: Desk) -> None:
    do(desk("deputy"), plan, "submit")
    before = revision(plan)
    answer = do(desk("deputy"), plan, "withdraw", reason="я" * 1_000_000)
    assert (answer.status_code, revision(plan)) == (422, before)
    assert len(answer.context["decision"].form["reason"].value()) == 1_000_000


@pytest.mark.parametrize(
    "move",
    ["", "destroy", "revise", "import_file", "agree", "approve", "mark_row_done", "complete", "__init__"],
)
def test_a_move_that_the_page_does_not_offer_is_refused_with_a_sentence(
    plan: Plan, desk: Desk, move: str
) -> None:
    before = list(Event.objects.filter(document=plan).values_list("move", flat=True))
    answer = do(desk("deputy"), plan, move)
    assert answer.status_code == 422
    assert len(answer.context["decision"].form.non_field_errors()) == 1
    assert list(Event.objects.filter(document=plan).values_list("move", flat=True)) == before


def test_who_may_not_is_refused_though_they_send_the_move(plan: Plan, luza: Luza, desk: Desk) -> None:
    perform(plan, "submit", by=luza.people["deputy"])
    answer = do(desk("head_lalsk"), plan, "withdraw", reason="Против")
    assert (answer.status_code, Plan.objects.get(pk=plan.pk).state) == (422, "review")


def test_a_second_press_of_the_same_button_says_why_it_does_nothing(plan: Plan, desk: Desk) -> None:
    assert do(desk("deputy"), plan, "submit").status_code == 302
    answer = do(desk("deputy"), plan, "submit")
    assert answer.status_code == 422
    assert answer.context["decision"].form.non_field_errors() == [
        "The paper is in the state «Being agreed»; «Send for agreement» is not possible in it."
    ]


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40])
def test_a_spoilt_revision_never_breaks_the_page(plan: Plan, desk: Desk, seen: str) -> None:
    assert do(desk("deputy"), plan, "submit", seen=seen).status_code in (302, 422)


# --- grounds and links --------------------------------------------------------------------------------------------


def test_an_order_says_what_it_approves(approved: Plan, desk: Desk) -> None:
    order = Link.objects.get(target=approved, effect=APPROVE).source
    grounds = desk("director").get(f"/papers/{order.pk}/").context["decision"].grounds
    assert grounds[-1] == f"Approves version 1: «{approved.title}»."


def test_a_linked_paper_that_the_reader_may_not_see_has_no_address(
    approved: Plan, luza: Luza, desk: Desk
) -> None:
    hidden = draft(Order, unit=luza.base, title="О тайном", by=luza.people["clerk"])
    with past_the_door():
        Link.objects.create(source=hidden, target=approved, effect=BASIS)
    found = desk("observer").get(f"/papers/{approved.pk}/").context["links"]
    assert [link.is_open for link in found if link.label == "Order"] == [False] * 2
    assert "О тайном" not in [link.label for link in found]
    shown = desk("clerk").get(f"/papers/{approved.pk}/").context["links"]
    assert hidden.pk in [link.paper.pk for link in shown if link.is_open]


# --- tabs ---------------------------------------------------------------------------------------------------------


def test_a_remark_is_added_and_an_empty_one_refused(plan: Plan, luza: Luza, desk: Desk) -> None:
    address = f"/papers/{plan.pk}/remark/"
    refused = desk("deputy").post(address, {"text": " ", "place": "строка 2"})
    assert (refused.status_code, refused.context["remark_form"]["place"].value()) == (422, "строка 2")
    too_long = desk("deputy").post(address, {"text": "я" * 5_001})
    assert (too_long.status_code, list(too_long.context["remark_form"].errors)) == (422, ["text"])
    desk("deputy").post(address, {"text": "Сроки", "place": "строка 2"})
    assert [remark.text for remark in Remark.objects.all()] == ["Сроки"]


def test_a_file_is_attached_and_only_as_what_it_is(plan: Plan, desk: Desk) -> None:
    address, deputy = f"/papers/{plan.pk}/attach/", desk("deputy")
    fake = deputy.post(address, {"file": SimpleUploadedFile("смета.pdf", b"MZ\x90")})
    assert (fake.status_code, list(fake.context["file_form"].errors)) == (422, ["file"])
    assert deputy.post(address, {"file": SimpleUploadedFile("смета.pdf", b"%PDF-1.7")}).status_code == 302
    file = plan.attachments.get()
    answer = deputy.get(f"/papers/{plan.pk}/files/{file.pk}/")
    assert answer["Content-Disposition"].startswith("attachment;")
    twice = deputy.post(address, {"file": SimpleUploadedFile("копия.pdf", b"%PDF-1.7")})
    assert (twice.status_code, plan.attachments.count()) == (422, 1)


def test_two_versions_are_compared_and_unknown_ones_are_not_found(plan: Plan, luza: Luza, desk: Desk) -> None:
    deputy = luza.people["deputy"]
    perform(plan, "submit", by=deputy)
    perform(plan, "withdraw", by=deputy, reason="Поправить")
    desk("deputy").post(
        f"/papers/{plan.pk}/plan/head/", {"title": "План на год", "seen": revision(plan), "aims": "качество"}
    )
    perform(plan, "submit", by=deputy)
    page = desk("deputy").get(f"/papers/{plan.pk}/?part=versions&old=1&new=2")
    assert "качество" in [change.became for change in page.context["changes"]]
    assert desk("deputy").get(f"/papers/{plan.pk}/?part=versions&old=1&new=7").status_code == 404
    assert desk("deputy").get(f"/papers/{plan.pk}/?part=nonsense").context["tab"] == "text"


def test_the_sheet_and_the_pdf_show_the_same_paper(signed: Order, desk: Desk) -> None:
    page = desk("deputy").get(f"/papers/{signed.pk}/")
    assert "№ 1-ОД" in page.content.decode()
    pdf = desk("deputy").get(f"/papers/{signed.pk}/pdf/")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_nothing_on_the_page_is_inline(plan: Plan, desk: Desk) -> None:
    page = desk("deputy").get(f"/papers/{plan.pk}/").content.decode()
    assert [sign for sign in ("<style", " style=", " onclick=", "javascript:") if sign in page] == []


def test_what_is_typed_is_shown_as_text(luza: Luza, desk: Desk) -> None:
    paper = draft(Order, unit=luza.base, title="О <script>alert(1)</script>", by=luza.people["clerk"])
    for address in ("", "order/", "points/"):
        page = desk("clerk").get(f"/papers/{paper.pk}/{address}").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
