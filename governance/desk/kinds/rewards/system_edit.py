"""Writing a system of rewards: title, measures, days to object and criteria on one page, saved half done too."""

import secrets
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.fields import text_field
from governance.desk.editors.criteria import CriteriaEditor
from governance.desk.editors.rows import RowsEditor
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, is_refused, saved, work_page
from governance.documents.kinds.rewards.measures import MOST_MEASURES
from governance.documents.kinds.rewards.system import RewardSystem

DAYS_SAID = gettext_lazy("Give the teachers from 1 to 60 days to object.")


class SystemForm(SeenForm):
    """What stands around the measures and the criteria."""

    title = text_field(
        gettext_lazy("Title"),
        500,
        lines=2,
        error_messages={"required": gettext_lazy("Give the paper a title of at most 500 signs.")},
    )
    objection_days = forms.IntegerField(
        label=gettext_lazy("Days to object"),
        help_text=gettext_lazy("How long a teacher may object to what was found of the sheet."),
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), DAYS_SAID),
    )


class MeasureForm(forms.Form):
    """One measure; the code is given once and carried along unseen."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    title = text_field(
        gettext_lazy("Measure"),
        200,
        error_messages={"required": gettext_lazy("Name the measure, for example: благодарность.")},
    )
    with_money = forms.BooleanField(label=gettext_lazy("with money, by points"), required=False)
    certified = forms.BooleanField(label=gettext_lazy("a certificate is printed"), required=False)

    def clean_code(self) -> str:
        return self.cleaned_data["code"] or new_code()


def new_code() -> str:
    """Begins with a letter, as the codes of measures do."""
    return f"m{secrets.token_hex(4)}"


class SystemPage:
    """The whole system: as it stands, as it was typed, or rearranged by a small button."""

    def __init__(self, document: RewardSystem, data: QueryDict | None) -> None:
        self.measures = RowsEditor(
            "measure", MeasureForm, document.measures, data, blank=2, most=MOST_MEASURES, unseen=("code",)
        )
        self.criteria = CriteriaEditor(document.criteria, data, with_places=False)
        self.has_criteria = self.criteria.is_begun or bool(document.criteria)
        self.pressed = self.measures.pressed or self.criteria.pressed
        standing = {
            "seen": document.revision,
            "title": document.title,
            "objection_days": document.objection_days,
        }
        # After a small button nothing is to be saved, so nothing is judged.
        initial = data.dict() if data is not None and self.pressed else standing
        self.form = SystemForm(None if self.pressed else data, initial=initial)

    def is_valid(self) -> bool:
        criteria = self.criteria.is_valid() or not self.has_criteria
        # Each is asked, so that each is marked.
        return all([self.form.is_valid(), self.measures.is_valid(), criteria])

    def save(self, request: SignedInRequest, document: Any) -> bool:
        """Whether the door took it; what it refused stands on the form."""
        return attempt(request, document, "revise", self.form, **self.changes()) is not None

    def changes(self) -> dict[str, Any]:
        """What is not there yet is left out: half done is possible."""
        found = {name: self.form.cleaned_data[name] for name in ("title", "objection_days")}
        if self.measures.given:
            found["measures"] = self.measures.given
        if self.has_criteria:
            found["criteria"] = self.criteria.sheet
        return found


@work_page("reward_system", "revise")
def reward_system_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """Saving goes through the door; refused, the page comes back with all that was typed."""
    page = SystemPage(document, request.POST if request.method == "POST" else None)
    done = saved(
        request, document, page, said=_("The system of rewards is saved."), here="reward_system_edit"
    )
    if done is not None:
        return done
    context = {
        "section": "rewards",
        "crumbs": [
            {"label": _("Rewards"), "href": reverse("rewards")},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Write the system of rewards"),
        "document": document,
        "form": page.form,
        "page": page,
        "editor": page.criteria,
        "cancel": reverse("paper", args=[document.pk]),
    }
    status = 422 if is_refused(request, page) else 200
    return render(request, "governance/rewards/system_edit.html", context, status=status)
