"""Error pages say in words what happened and what to do, and show nothing of the inside."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings

from governance.scenarios.luza import Luza


@override_settings(DEBUG=False)
def test_an_unknown_address_is_explained_to_visitor_and_person(luza: Luza, visitor: Client) -> None:
    page = visitor.get("/nothing/")
    assert page.status_code == 404
    assert "There is no such page, or it is not yours to see" in page.content.decode()


@override_settings(DEBUG=False)
def test_a_form_without_its_safety_mark_changes_nothing_and_says_why(luza: Luza) -> None:
    client = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    page = client.post("/language/", {"language": "ru"})
    assert page.status_code == 403
    assert "The form has grown old: please send it again" in page.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_an_error_page_is_shown_even_without_any_context(name: str, db: None) -> None:
    """Django renders some of them so; nothing on them may be missed."""
    assert "<h1>" in render_to_string(f"{name}.html")


def test_pages_carry_a_policy_without_exceptions_and_nothing_inline(luza: Luza, visitor: Client) -> None:
    page = visitor.get("/check/")
    policy = page["Content-Security-Policy"]
    assert "unsafe" not in policy
    text = page.content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick=" not in text
