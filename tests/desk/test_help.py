"""The page of help, and the line that says what a page is for."""

from collections.abc import Callable
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils import translation

from governance.desk import urls
from governance.desk.base.purposes import PURPOSES, purpose_of
from governance.desk.checks.pages import pages
from governance.desk.pages.help import GLOSSARY
from governance.documents.kinds.order.order import Order
from governance.documents.record.kinds import KINDS

# Pages say the same words over every database.
pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

Desk = Callable[[str], Client]
# Addresses of files, by their ends.
FILES = (".bpmn", ".ics", ".pdf", ".txt", ".xes", ".xlsx")
# Other addresses of no page: files, parts that an open page asks for, and what sends on to another page.
NO_PAGES = {
    "api_openapi",
    "account_login",
    "account_logout",
    "calls",
    "certificate",
    "confirm_email",
    "contracts_go_on",
    "draft",
    "entry_link",
    "letter_link",
    "meeting_ballots",
    "meeting_issue",
    "meeting_live",
    "meeting_packet",
    "meeting_paper",
    "meeting_screen_live",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "notice",
    "notices_panel",
    "openid_connect_callback",
    "outside",
    "own_file",
    "paper_dossier",
    "paper_file",
    "paper_pdf",
    "paper_people",
    "public_pdf",
    "push_worker",
    "seal_latest",
    "sign_out",
}
# A sentence of their own stands under the title, or the page says nothing else: what differs from one to the next is
# which act it is for, or whose it is.
SAY_IT_THEMSELVES = {
    "allocation_correct",
    "application_appeal",
    "apply",
    "ask",
    "ask_link",
    "campaign_round",
    "candidacy_begin",
    "changes_edit",
    "contract_amend",
    "decision_order",
    "form_library",
    "invitations",
    "meeting_again",
    "meeting_do",
    "meeting_edit",
    "meeting_election",
    "meeting_screen",
    "order_amend",
    "order_annul",
    "order_fill_anew",
    "order_forms",
    "order_repeal",
    "own_application",
    "own_act",
    "own_appeal",
    "own_fill",
    "own_inquiry",
    "own_stand_in",
    "paper",
    "plan_columns",
    "plan_import",
    "posts",
    "protocol_edit",
    "public",
    "registers",
}
# Before or beside the desk: their title and their one form say it.
AT_THE_DOOR = {
    "account_inactive",
    "account_reauthenticate",
    "answer",
    "answer_code",
    "answer_thanks",
    "bank_apply",
    "bank_family",
    "entry_code",
    "entry_password",
    "first_page",
    "forgotten",
    "forgotten_sent",
    "kept",
    "link_sent",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "new_link",
    "poll",
    "sign_in",
}


def test_anybody_reads_what_the_words_of_the_desk_mean(visitor: Client) -> None:
    page = unescape(visitor.get("/help/").content.decode())
    assert all(str(word) in page for word, _meaning in GLOSSARY)
    assert all(str(model.kind_label) in page for model in KINDS.values())


def test_each_kind_of_paper_says_what_it_is_for() -> None:
    assert [name for name, model in KINDS.items() if not model.kind_purpose] == []


def takes_posts_alone(view: Callable[..., Any]) -> bool:
    """Whether it answers nobody who just opens its address."""
    request = RequestFactory().get("/")
    try:
        return bool(view(request).status_code == HTTPStatus.METHOD_NOT_ALLOWED)
    except Exception:  # it would have gone on, with the session of a reader and what the address names
        return False


def test_every_page_has_its_line_or_says_why_it_needs_none() -> None:
    """A new address stands in `PURPOSES` (desk/base/purposes.py), unless it is one of these."""
    needed = {
        address.name
        for address in pages(urls.urlpatterns)
        if address.name
        and not str(address.pattern).endswith(FILES)
        and not purpose_of(address.name)
        and not takes_posts_alone(address.callback)
        # The public site has a frame and lines of its own (tests/pages/test_page_kinds.py looks for them).
        and not address.name.startswith(("site", "oparl"))
        # Programs read no line.
        and vars(address.callback)["access"] != "api"
    }
    assert needed == NO_PAGES | SAY_IT_THEMSELVES | AT_THE_DOOR


def test_each_purpose_belongs_to_a_page_and_is_told_in_russian() -> None:
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert PURPOSES.keys() - known == set()
    with translation.override("ru"):
        assert [name for name, line in PURPOSES.items() if str(line).isascii()] == []


def test_a_page_says_what_it_is_for_and_a_paper_what_its_kind_is(order: Order, desk: Desk) -> None:
    client = desk("deputy")
    assert "Three questions: what hangs" in client.get("/dashboard/").content.decode()
    assert "binds whom it names" in client.get(f"/papers/{order.pk}/").content.decode()
    assert "It begins as a draft" in client.get("/papers/new/order/").content.decode()
