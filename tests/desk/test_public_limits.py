"""What visitors may ask who have not signed in: so much in an hour, and a published PDF is printed only once."""

import json
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import make_aware

from config import accounts
from governance import clock
from governance.desk.papers import sheet
from governance.documents.kinds.order.drafting import draft_annulling_order
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.printing import kept_prints
from governance.documents.printing.pdf import PrintingStopped
from governance.documents.record.document import Document
from governance.documents.record.perform import perform
from governance.documents.record.rate_limit import RateLimitCounter
from governance.documents.record.shared_cache import PrintEntry
from governance.record_rows import past_the_door
from governance.scenarios.luza import Luza
from tests.desk.applying import SENT, Parent, key_in
from tests.desk.conftest import TODAY, Desk
from tests.memory import recalled

SCHOOL, HOME = "203.0.113.7", "198.51.100.4"


@pytest.fixture
@recalled
def published(approved: Plan, luza: Luza) -> Plan:
    return perform(approved, "publish", by=luza.people["deputy"])


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what is printed from here on, one for each run of the renderer."""
    titles: list[str] = []

    def render(form: str, data: Any) -> bytes:
        titles.append(data["title"])
        return b"%PDF-" + json.dumps(data).encode()

    monkeypatch.setattr(sheet, "render", render)
    return titles


def ask(visitor: Client, paper: Document, address: str = SCHOOL, **headers: str) -> Any:
    return visitor.get(f"/public/{paper.code}/pdf/", REMOTE_ADDR=address, headers=headers)


def made_public(paper: Order) -> None:
    with past_the_door():
        Document.objects.filter(pk=paper.pk).update(published_at=clock.now())


# --- prints that are kept -----------------------------------------------------------------------------------------


def test_a_published_paper_is_printed_once_and_the_kept_print_costs_none(
    published: Plan, visitor: Client, printed: list[str]
) -> None:
    first, again = ask(visitor, published), ask(visitor, published, HOME)
    assert len(printed) == 1
    assert (again.status_code, again.content) == (first.status_code, first.content) == (200, first.content)
    names = ("Content-Type", "Content-Disposition", "ETag", "Cache-Control")
    assert [again[name] for name in names] == [first[name] for name in names]
    assert first["Cache-Control"] == "no-cache"


def test_a_kept_print_lies_in_a_table_that_all_workers_share(
    published: Plan, visitor: Client, printed: list[str], settings: Any
) -> None:
    settings.CACHES = accounts.CACHES
    assert [ask(visitor, published).status_code for _n in range(2)] == [200, 200]
    assert (len(printed), PrintEntry.objects.count()) == (1, 1)


def test_a_browser_that_has_the_print_is_told_so_without_it(
    published: Plan, visitor: Client, printed: list[str]
) -> None:
    tag = ask(visitor, published)["ETag"]
    known = ask(visitor, published, if_none_match=tag)
    assert (known.status_code, known.content, known["ETag"]) == (304, b"", tag)
    assert known["Cache-Control"] == "no-cache"
    other = ask(visitor, published, if_none_match='"another"')
    assert (other.status_code, len(printed)) == (200, 1)


def test_a_paper_taken_off_the_public_page_is_served_from_nowhere(
    published: Plan, luza: Luza, visitor: Client, printed: list[str]
) -> None:
    tag = ask(visitor, published)["ETag"]
    perform(published, "unpublish", by=luza.people["deputy"], reason="Личные данные")
    assert ask(visitor, published).status_code == 404
    assert ask(visitor, published, if_none_match=tag).status_code == 404


def test_an_annulled_paper_is_printed_anew_with_what_annulled_it(
    signed: Order, luza: Luza, visitor: Client, printed: list[str]
) -> None:
    made_public(signed)
    before = ask(visitor, signed)
    annulling = draft_annulling_order(signed, by=luza.people["deputy"], reason="Ошибка в графике")
    annulling = perform(annulling, "submit", by=luza.people["deputy"])
    perform(annulling, "sign", by=luza.people["director"])
    after = ask(visitor, signed, if_none_match=before["ETag"])
    assert (after.status_code, len(printed)) == (200, 2)
    assert after["ETag"] != before["ETag"]
    assert (b'"void"' in before.content, b'"void"' in after.content) == (False, True)


def test_another_template_or_program_is_another_print(
    published: Plan, visitor: Client, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(visitor, published)
    monkeypatch.setattr(kept_prints, "version", lambda _name: "another typst")
    ask(visitor, published)
    assert len(printed) == 2


def test_nothing_with_personal_data_unpublished_or_very_long_is_kept(
    published: Plan, signed: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_prints.keep_print(published, "long", b"x" * (kept_prints.MOST_BYTES + 1))
    kept_prints.keep_print(signed, "unpublished", b"x")
    kept_prints.keep_print(published, "kept", b"x")
    monkeypatch.setattr(Plan, "personal", True)
    kept_prints.keep_print(published, "personal", b"x")
    names = ("long", "unpublished", "kept", "personal")
    assert [kept_prints.kept_print(name) for name in names] == [None, None, b"x", None]


def test_a_print_that_failed_is_neither_kept_nor_named_by_a_tag(
    published: Plan, visitor: Client, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(form: str, data: Any) -> bytes:
        raise PrintingStopped("The paper takes too long to print: shorten its text.")

    with monkeypatch.context() as patched:
        patched.setattr(sheet, "render", stopped)
        failed = ask(visitor, published)
    assert (failed.status_code, failed.has_header("ETag")) == (503, False)
    assert (ask(visitor, published).status_code, len(printed)) == (200, 1)


# --- limits of printing -------------------------------------------------------------------------------------------


def test_one_address_has_so_much_printed_in_an_hour_and_another_is_not_touched(
    published: Plan, signed: Order, visitor: Client, desk: Desk, printed: list[str], settings: Any
) -> None:
    settings.PRINTS_PER_HOUR = 1
    made_public(signed)
    assert ask(visitor, published).status_code == 200
    refused = ask(visitor, signed)
    assert (refused.status_code, refused["Retry-After"], len(printed)) == (429, "3600", 1)
    assert refused.context["again"] == "11:00"
    assert "To my tasks" not in refused.content.decode()
    assert not refused.has_header("ETag")
    # What is kept costs nothing, so it is given; so is what people who have signed in ask for.
    assert ask(visitor, published).status_code == 200
    assert ask(visitor, signed, HOME).status_code == 200
    assert desk("director").get(f"/papers/{signed.pk}/pdf/", REMOTE_ADDR=SCHOOL).status_code == 200


def test_all_addresses_together_have_so_much_printed_in_an_hour(
    published: Plan, signed: Order, visitor: Client, printed: list[str], settings: Any
) -> None:
    settings.PRINTS_PER_HOUR_IN_ALL = 1
    made_public(signed)
    assert [ask(visitor, published).status_code, ask(visitor, signed, HOME).status_code] == [200, 429]
    with clock.played(clock.now() + timedelta(hours=1)):
        assert ask(visitor, signed, HOME).status_code == 200
    assert len(printed) == 2


def test_what_one_address_asks_too_often_takes_nothing_from_the_others(
    published: Plan, signed: Order, visitor: Client, printed: list[str], settings: Any
) -> None:
    settings.PRINTS_PER_HOUR, settings.PRINTS_PER_HOUR_IN_ALL = 0, 1
    assert [ask(visitor, published).status_code for _n in range(3)] == [429] * 3
    settings.PRINTS_PER_HOUR = 1
    assert ask(visitor, published, HOME).status_code == 200


@pytest.mark.django_db
def test_the_print_behind_a_private_link_has_the_same_limit_and_is_never_kept(
    applying: Parent, printed: list[str], settings: Any
) -> None:
    settings.PRINTS_PER_HOUR = 2
    address = f"/a/{key_in(applying.send())}/application.pdf"
    asked = [applying.open(address, at=SENT) for _n in range(3)]
    assert [answer.status_code for answer in asked] == [200, 200, 429]
    assert {answer["Cache-Control"] for answer in asked} == {"no-store, private"}
    assert len(printed) == 2


# --- limits of the check and of the form --------------------------------------------------------------------------


def check(visitor: Client, paper: Document, address: str = SCHOOL) -> Any:
    return visitor.get(f"/check/{paper.code}/", REMOTE_ADDR=address)


def test_one_address_checks_so_many_codes_in_an_hour_and_the_code_stays_in_the_field(
    signed: Order, visitor: Client, desk: Desk, settings: Any
) -> None:
    settings.CHECKS_PER_HOUR = 1
    assert check(visitor, signed).status_code == 200
    with clock.played(make_aware(datetime.combine(TODAY, time(10, 45)))):
        check(visitor, signed)
        refused = check(visitor, signed)
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert refused.context["verdict"].text == (
        "The code stays in the field below: check it again after 11:00."
    )
    assert refused.context["code"] == signed.spelt_code
    assert f'value="{signed.spelt_code}"' in refused.content.decode()
    assert "facts" not in refused.context
    assert check(visitor, signed, HOME).status_code == 200
    assert check(desk("director"), signed).status_code == 200


def test_all_addresses_together_check_so_many_codes_in_an_hour(
    signed: Order, visitor: Client, settings: Any
) -> None:
    settings.CHECKS_PER_HOUR_IN_ALL = 1
    assert [check(visitor, signed, address).status_code for address in (SCHOOL, HOME)] == [200, 429]


def test_a_code_that_cannot_be_one_is_looked_up_nowhere_and_not_counted(visitor: Client, db: None) -> None:
    assert visitor.get("/check/ABC/").status_code == 404
    assert not RateLimitCounter.objects.exists()


@pytest.mark.django_db
def test_all_addresses_together_send_so_many_forms_in_an_hour_and_nothing_typed_is_lost(
    applying: Parent, settings: Any
) -> None:
    settings.APPLY_SENDS_PER_HOUR_IN_ALL = 1
    key_in(applying.send())
    applying.client.defaults["REMOTE_ADDR"] = HOME
    refused = applying.send(surname="Петров")
    assert (refused.status_code, refused["Retry-After"]) == (429, "3300")
    assert dict(refused.context["form"].errors) == {
        "__all__": ["Too many forms came in this hour. What you wrote stays here: send it after 11:00."]
    }
    assert "Петров" in refused.content.decode()
    key_in(applying.send(at=SENT + timedelta(hours=1)))


@pytest.mark.django_db
def test_all_addresses_together_ask_for_so_many_links_in_an_hour(applying: Parent, settings: Any) -> None:
    settings.APPLY_LINKS_PER_HOUR_IN_ALL = 1
    statuses = []
    for address in (SCHOOL, HOME):
        applying.client.defaults["REMOTE_ADDR"] = address
        word = applying.open("/apply/link/").context["form"]["opened"].value()
        asked = applying.post("/apply/link/", {"email": "markova@mail.example", "opened": word})
        statuses.append(asked.status_code)
    assert statuses == [302, 429]
    assert asked["Retry-After"] == "3300"
    assert "markova@mail.example" in asked.content.decode()
