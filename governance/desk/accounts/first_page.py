"""The first page of an empty installation: it founds the district, and leads its first person to their password.

Whoever comes first from the network must not become the administrator, so it asks for a code that only the server
tells (`manage.py start --code`), and serves until there is a district.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.accounts.founding import (
    StartForm,
    found,
    is_founding_code,
    may_be_founded_on_a_page,
)
from governance.desk.base.access import everyone
from governance.desk.base.visitor import guesses_keys, note_wrong_key, too_often


class FirstPageForm(StartForm):
    code = forms.CharField(
        label=gettext_lazy("Code of this server"),
        max_length=40,
        error_messages={"required": gettext_lazy("Type the code that the server tells.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        help_text=gettext_lazy(
            "The command `manage.py start --code` prints it on the server: so nobody from outside comes first."
        ),
    )
    field_order = ("code", *StartForm.base_fields)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_founding_code(code):
            raise forms.ValidationError(
                _(
                    "This is not the code of this server: run `manage.py start --code` on it and type it again."
                )
            )
        return code

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "code"}


@everyone
def first_page(request: HttpRequest) -> HttpResponse:
    if not may_be_founded_on_a_page():
        raise Http404
    form = FirstPageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if guesses_keys(request):
            return too_often(request)
        if form.is_valid():
            try:
                _person, key = found(form.values)
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
            else:
                return redirect("entry_link", key=key)
        elif "code" in form.errors:
            note_wrong_key(request)
    answer = render(
        request, "governance/accounts/first_page.html", {"form": form}, status=422 if form.errors else 200
    )
    answer["Cache-Control"] = "no-store, private"
    return answer
