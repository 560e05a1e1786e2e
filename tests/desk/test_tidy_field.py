"""What people type for papers is suggested as papers write it, and changed when they agree, never in silence."""

import re

import pytest
from django import forms
from django.http import QueryDict

from governance.desk.base.fields import text_field

AS_TYPED, AS_WRITTEN = "Приём в 10 классы СОШ №2", "Приём в 10-е классы СОШ № 2"


class TitleForm(forms.Form):
    title = text_field("Title", 30, printed=True)


def sent(**fields: str) -> TitleForm:
    data = QueryDict(mutable=True)
    data.update(fields)
    return TitleForm(data)


def told(form: TitleForm) -> str:
    """The mark of the text that the page has shown a suggestion for."""
    found = re.search(r'name="title-told" value="(\w+)"', str(form["title"]))
    return found[1] if found else ""


def test_the_usual_spelling_is_taken_as_it_is() -> None:
    form = sent(title=AS_WRITTEN)
    assert (form.is_valid(), form.cleaned_data, told(form)) == (True, {"title": AS_WRITTEN}, "")


def test_another_spelling_is_shown_with_the_usual_one_and_nothing_typed_is_lost() -> None:
    form = sent(title=AS_TYPED)
    assert form.is_valid() is False
    assert "«10-е классы», «№ 2»" in form.errors["title"][0]
    shown = str(form["title"])
    assert (AS_TYPED in shown, 'name="title-tidied" checked' in shown, told(form) != "") == (True, True, True)


@pytest.mark.parametrize(
    ("box", "kept"), [({"title-tidied": "on"}, AS_WRITTEN), ({}, AS_TYPED)], ids=["accepted", "declined"]
)  # fmt: skip
def test_sent_once_more_it_is_kept_as_the_box_says(box: dict[str, str], kept: str) -> None:
    form = sent(title=AS_TYPED, **{"title-told": told(sent(title=AS_TYPED))}, **box)
    assert (form.is_valid(), form.cleaned_data) == (True, {"title": kept})


def test_whoever_declined_is_told_again_of_another_text() -> None:
    form = sent(title="Приём в 11 классы", **{"title-told": told(sent(title=AS_TYPED))})
    assert form.is_valid() is False


def test_a_correction_that_makes_the_text_too_long_is_refused_with_the_limit() -> None:
    form = sent(title="Приём в 10 классы школ округа.", **{"title-tidied": "on"})
    assert (form.is_valid(), len(form.data["title"])) == (False, 30)


def test_a_text_that_comes_from_no_page_is_not_asked_about() -> None:
    assert TitleForm({"title": AS_TYPED}).fields["title"].clean(AS_TYPED) == AS_TYPED
