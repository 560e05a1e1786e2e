"""The common form of contract: begun, and edited with its blanks and the laws that it rests on."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.fields import day_field, text_field
from governance.desk.editors.clauses import ClauseEditor, Mark
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.undeclared import EFFECTS, FURTHER, PAGES, OwnPage
from governance.desk.papers.work import attempt, is_refused, saved, work_page
from governance.documents.errors import Refused
from governance.documents.kinds.contract.form import (
    MOST_ACTS,
    MOST_BLANKS,
    MOST_DAYS,
    OWN_BLANKS,
    ContractForm,
)
from governance.documents.language.clauses import blanks_in, clauses_of
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.rights import Right
from governance.roles.unit import Unit

# Empty lines at the end of a list, and added by one press.
SPARE = 2

PAGES["contract_form", "revise"] = OwnPage("contract_form_edit", gettext_lazy("Edit the form"))
EFFECTS["contract_form", "issue"] = gettext_lazy("The version is frozen, and contracts can be made from it.")
EFFECTS["contract_form", "reopen"] = gettext_lazy(
    "You can change the form. Contracts made before keep the version that they were made from."
)
EFFECTS["contract_form", "retire"] = gettext_lazy(
    "No more contracts are made from it; those made stay as they are."
)


def making_link(request: SignedInRequest, form: Document) -> dict[str, str] | None:
    """From a form in use contracts are made."""
    if form.state != ContractForm.State.IN_USE:
        return None
    if (Right.DRAFT_CONTRACT.value, form.unit_id) not in request.pairs:
        return None
    return {"label": _("Make contracts"), "href": reverse("contracts_make", args=[form.pk])}


FURTHER.setdefault("contract_form", []).append(making_link)


class TitleForm(forms.Form):
    title = text_field(
        gettext_lazy("Title"),
        500,
        lines=2,
        error_messages={"required": gettext_lazy("Give the paper a title of at most 500 signs.")},
    )


@signed_in
def contract_form_new(request: SignedInRequest) -> HttpResponse:
    """Begin a form. 404 for those who prepare contracts nowhere."""
    unit = drafting_school(request)
    form = TitleForm(request.POST or None, initial={"title": "Договор о сотрудничестве"})
    if request.method == "POST" and form.is_valid():
        try:
            begun = draft(ContractForm, unit=unit, title=form.cleaned_data["title"], by=request.user)
            return redirect("contract_form_edit", pk=begun.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "section": "contracts",
        "crumbs": [{"label": _("Contracts"), "href": reverse("contracts")}],
        "title": _("New form of contract"),
        "lead": _("One text for all schools. What differs from school to school stands in blanks."),
        "form": form,
        "submit": _("Go on to the text"),
        "cancel": reverse("contracts"),
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


def drafting_school(request: SignedInRequest) -> Unit:
    """The base school for which this person prepares contracts; Http404 when there is none."""
    held = [unit for right, unit in request.pairs if right == Right.DRAFT_CONTRACT]
    school = Unit.objects.filter(pk__in=held, is_base=True).order_by("pk").first()
    if school is None:
        raise Http404
    return school


# --- lists of small lines ---------------------------------------------------------------------------------------------


class BlankForm(forms.Form):
    """A blank that is filled for each school; an emptied line goes."""

    name = text_field(gettext_lazy("Blank"), 60, required=False)
    label = text_field(gettext_lazy("What it asks for"), 200, required=False)


class ActForm(forms.Form):
    """A law or a decision with its day; an emptied line goes."""

    text = text_field(gettext_lazy("Law or decision"), 500, required=False)
    day = day_field(gettext_lazy("Date"), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("text") and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Give its day: the legal basis is dated."))
        if given.get("day") and not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Name the law or decision, or empty the line."))
        return given


# Unread lines are told as those that are too many; the paper itself says how many fit.
BlankLines = formset_factory(BlankForm, extra=SPARE, max_num=MOST_BLANKS, absolute_max=MOST_BLANKS + 10)
ActLines = formset_factory(ActForm, extra=SPARE, max_num=MOST_ACTS, absolute_max=MOST_ACTS + 10)


def more_lines(data: QueryDict, prefix: str) -> QueryDict:
    """What was typed, with more room at the end of one list."""
    wider = data.copy()
    count = data.get(f"{prefix}-TOTAL_FORMS", "")
    wider[f"{prefix}-TOTAL_FORMS"] = str(min(int(count), MOST_BLANKS) + SPARE) if count.isdecimal() else "0"
    return wider


def acts(lines: "BaseFormSet[Any]") -> list[dict[str, str]]:
    """The legal basis for the door."""
    return [
        {"text": given["text"], "day": given["day"].isoformat()}
        for given in lines.cleaned_data
        if given.get("text")
    ]


# --- the page -----------------------------------------------------------------------------------------------


class TermsForm(TitleForm, SeenForm):
    """What stands around the text of a form of contract."""

    ends_on = day_field(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("May be left empty: then the contract holds until it is ended."),
    )
    notice_days = forms.IntegerField(
        label=gettext_lazy("Days of notice"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("How long before the end a party tells that it leaves."),
        error_messages={
            "required": gettext_lazy("Give the number of days, 0 if there is no notice."),
            "invalid": gettext_lazy("Give a whole number of days."),
        },
    )


def changed(document: Document, given: dict[str, Any]) -> dict[str, Any]:
    """Of what a page says, the fields that the paper does not say so already."""
    return {name: value for name, value in given.items() if getattr(document, name) != value}


class FormPage:
    """The form with its lists and its text: as it stands, as it was typed, or rearranged by a small button."""

    def __init__(self, document: ContractForm, data: QueryDict | None) -> None:
        self.editor = ClauseEditor(document.sections, data)
        press = data.get("do", "") if data is not None else ""
        self.pressed = self.editor.pressed or press in ("more:blanks", "more:acts", "list_blanks")
        if data is not None and press in ("more:blanks", "more:acts"):
            data = more_lines(data, press.partition(":")[2])
        if data is not None and press == "list_blanks":
            data = self._with_unknown_listed(data)
        standing = {
            "seen": document.revision,
            **{name: getattr(document, name) for name in ("title", "ends_on", "notice_days")},
        }
        # After a small button nothing is to be saved, so nothing is judged.
        initial = data.dict() if data is not None and self.pressed else standing
        self.form = TermsForm(None if self.pressed else data, initial=initial)
        self.blanks = BlankLines(data, initial=document.blanks, prefix="blanks")
        self.acts = ActLines(data, initial=document.legal_basis, prefix="acts")
        self.unknown = self._unknown(data, document)
        for clause in clauses_of(self.editor.sections):
            missing = [name for name in blanks_in([{"clauses": [clause]}]) if name in self.unknown]
            if missing:
                names = ", ".join(f"{{{name}}}" for name in missing)
                self.editor.mark(clause["id"], Mark("due", _("Nothing fills: %(names)s") % {"names": names}))

    def is_valid(self) -> bool:
        # Each is asked, so that each is marked.
        return all([self.form.is_valid(), self.blanks.is_valid(), self.acts.is_valid()])

    def save(self, request: SignedInRequest, document: ContractForm) -> bool:
        """Whether the door took it; what it refused stands on the form."""
        changes = self.changes(document)
        return not changes or attempt(request, document, "revise", self.form, **changes) is not None

    def changes(self, document: ContractForm) -> dict[str, Any]:
        """What the form now says otherwise, for the door."""
        given = {name: value for name, value in self.form.cleaned_data.items() if name != "seen"}
        blanks = [line for line in self.blanks.cleaned_data if any(line.values())]
        found = changed(document, {**given, "blanks": blanks, "legal_basis": acts(self.acts)})
        return found | ({"sections": self.editor.sections} if self.editor.is_changed else {})

    def _unknown(self, data: QueryDict | None, document: ContractForm) -> list[str]:
        """Blanks of the text, as it is on the page, that are on no list."""
        if data is None:
            listed = {blank["name"] for blank in document.blanks}
        else:
            listed = {" ".join(data.get(key, "").split()) for key in name_fields(data)}
        return [
            name for name in blanks_in(self.editor.sections) if name not in listed and name not in OWN_BLANKS
        ]

    def _with_unknown_listed(self, data: QueryDict) -> QueryDict:
        """The list with the missing blanks in its first empty lines, and in new ones at its end."""
        listed = data.copy()
        free = [key for key in name_fields(data) if not data.get(key, "").strip()]
        count = len(name_fields(data))
        for name in self._unknown(data, ContractForm()):
            if not free:
                free.append(f"blanks-{count}-name")
                count += 1
            listed[free.pop(0)] = name
        listed["blanks-TOTAL_FORMS"] = str(count)
        return listed


def name_fields(data: QueryDict) -> list[str]:
    """The fields of the list that hold names of blanks, in their order."""
    count = data.get("blanks-TOTAL_FORMS", "")
    total = min(int(count), MOST_BLANKS + SPARE) if count.isdecimal() and len(count) < 6 else 0
    return [f"blanks-{place}-name" for place in range(total)]


@work_page("contract_form", "revise")
def contract_form_edit(request: SignedInRequest, document: Any) -> HttpResponse:
    """All words of the form. The small buttons only show it anew; saving goes through the door."""
    page = FormPage(document, request.POST if request.method == "POST" else None)
    done = saved(request, document, page, said=_("The form is saved."), here="contract_form_edit")
    if done is not None:
        return done
    context = {
        "section": "contracts",
        "crumbs": [
            {"label": _("Contracts"), "href": reverse("contracts")},
            {"label": document.title, "href": reverse("paper", args=[document.pk])},
        ],
        "title": _("Edit the form"),
        "document": document,
        "page": page,
        "form": page.form,
        "editor": page.editor,
        "own_blanks": [{"name": f"{{{name}}}", "value": said} for name, said in OWN_BLANKS.items()],
        "unknown": ", ".join(f"{{{name}}}" for name in page.unknown),
        "cancel": reverse("paper", args=[document.pk]),
    }
    return render(
        request, "governance/contract/form.html", context, status=422 if is_refused(request, page) else 200
    )
