"""Beginning an approved paper of any kind: a new one, or the next edition of one in force with its words copied."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.components import Crumb
from governance.desk.base.fields import text_field
from governance.desk.base.format import day
from governance.desk.base.page import DOCUMENTS, Page
from governance.desk.papers.create import BeginForm, units_to_begin
from governance.documents.approval.approval import ApprovalState
from governance.documents.errors import Refused
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.text import MAX_TITLE
from governance.documents.language.noun import agreeing
from governance.documents.record.document import Document
from governance.documents.record.kinds import KINDS
from governance.documents.record.perform import draft, perform
from governance.roles.unit import Unit

NEW = agreeing("New: %(kind)s")


class NewPaperForm(BeginForm):
    """The title of a new paper, and whose it is where there is a choice."""

    title = text_field(
        gettext_lazy("Title"),
        MAX_TITLE,
        lines=2,
        error_messages={"required": gettext_lazy("Give the paper a title.")},
    )


class EditionForm(forms.Form):
    """The paper in force whose next edition is begun."""

    replaces = forms.ModelChoiceField(
        queryset=ApprovedPaper.objects.none(),
        label=gettext_lazy("In force now"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the paper whose new edition you begin."),
            "invalid_choice": gettext_lazy("This paper is not in force any more: choose another one."),
        },
    )

    def __init__(self, *args: Any, editions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = editions  # type: ignore[attr-defined]
        self.fields["replaces"].label_from_instance = edition_text  # type: ignore[attr-defined]


def edition_text(paper: Any) -> str:
    """«Положение о школьном округе, редакция 2, действует с 19.12.2011»."""
    return _("%(title)s, edition %(n)d, in force since %(day)s") % {
        "title": paper.title,
        "n": paper.edition,
        "day": day(paper.approved_on),
    }


@dataclass(kw_only=True)
class NewPage(Page):
    """templates/governance/approved/new.html: a new paper, or the next `edition` of one in force."""

    form: NewPaperForm
    edition: EditionForm | None
    edition_first: bool


@signed_in
def approved_new(request: SignedInRequest, kind: str) -> HttpResponse:
    """Begin a paper of this kind. 404 for those who draft none of it."""
    model = cast(type[ApprovedPaper], KINDS[kind])
    units = units_to_begin(request, model)
    if not units:
        raise Http404
    editions = model.objects.filter(unit__in=units, state=ApprovalState.APPROVED).order_by("-approved_on")
    again = request.method == "POST" and "again" in request.POST
    data = request.POST if request.method == "POST" else None
    form = NewPaperForm(
        None if again else data, request=request, units=units, initial={"title": proposed(model, units[0])}
    )
    edition = EditionForm(
        data if again else None, editions=editions, initial={"replaces": request.GET.get("replaces")}
    )
    asked: forms.Form = edition if again else form
    if data is not None and asked.is_valid():
        try:
            begun = begin_edition(request, edition.cleaned_data["replaces"]) if again else form.begin(model)
            return redirect("approved_edit", pk=begun.pk)
        except Refused as refusal:
            asked.add_error(None, str(refusal))
    page = NewPage(
        title=NEW[model.noun.gender] % {"kind": lowered(str(model.kind_label))},
        crumbs=[DOCUMENTS.crumb, Crumb(model.kind_label_many, f"{DOCUMENTS.href}?kind={kind}")],
        form=form,
        edition=edition if editions.exists() else None,
        edition_first=again or "replaces" in request.GET,
    )
    return page.response(request, "governance/approved/new.html", status=422 if asked.errors else 200)


def lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


def proposed(model: type[ApprovedPaper], unit: Unit) -> str:
    """«Смета Лузского школьного округа»: a beginning of the title, on paper and so in Russian."""
    noun = model.noun.nominative
    return f"{noun[:1].upper()}{noun[1:]} {unit.form('genitive')}"


@transaction.atomic
def begin_edition(request: SignedInRequest, old: ApprovedPaper) -> Document:
    """Draft the next edition of a paper in force, with its words. Raises Refused."""
    begun = draft(type(old), unit=old.unit, title=old.title, by=request.user)
    copied: dict[str, Any] = {}
    if old.form.text:
        copied["sections"] = old.sections
    if old.form.table is not None:
        copied["rows"] = old.rows
    if old.form.period:
        copied["period"] = (old.period_start, old.period_end)
    if old.form.money:
        copied["money"] = old.money
    begun = perform(begun, "revise", by=request.user, **copied)
    return perform(begun, "replace", by=request.user, paper=old.pk)
