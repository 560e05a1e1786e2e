"""What stands around the rows of a plan, each on a page of its own: title, period, aims; a section."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Words
from governance.desk.base.fields import day_field, text_field
from governance.desk.base.page import Page
from governance.desk.kinds.plan.editing import crumbs
from governance.desk.papers.forms import SeenForm
from governance.desk.papers.work import attempt, work_page
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.edits import (
    MAX_ITEMS,
    MAX_TITLE,
    Edit,
    RemoveSection,
    WriteHead,
    WriteSection,
)
from governance.documents.kinds.plan.plan import Plan

MAX_LIST = MAX_ITEMS * 500


class HeadForm(SeenForm):
    """What stands around the table. Each line of a list is one item."""

    title = text_field(
        gettext_lazy("Title"),
        MAX_TITLE,
        lines=2,
        error_messages={"required": gettext_lazy("Give the plan a title.")},
    )
    period_start = day_field(gettext_lazy("First day of the period"), required=False)
    period_end = day_field(gettext_lazy("Last day of the period"), required=False)
    members = text_field(
        gettext_lazy("Members of the district"),
        MAX_LIST,
        lines=6,
        required=False,
        help_text=gettext_lazy("One school on each line."),
    )
    aims = text_field(
        gettext_lazy("Aims"),
        MAX_LIST,
        lines=5,
        required=False,
        help_text=gettext_lazy("One aim on each line."),
    )
    functions = text_field(
        gettext_lazy("Functions"),
        MAX_LIST,
        lines=8,
        required=False,
        help_text=gettext_lazy("One function on each line."),
    )
    author_text = text_field(
        gettext_lazy("Worked out by"),
        MAX_FIELD,
        required=False,
        help_text=gettext_lazy(
            "Position and name, as they will stand under the plan. If empty: you, at sending."
        ),
    )

    def clean(self) -> None:
        start, end = self.cleaned_data.get("period_start"), self.cleaned_data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The plan's period ends before it begins: correct the days."))
        if bool(start) != bool(end) and not {"period_start", "period_end"} & self.errors.keys():
            missing = "period_end" if start else "period_start"
            self.add_error(missing, _("Give the first and the last day of the plan's period."))

    def edit(self) -> WriteHead:
        given = self.facts()
        lists = {name: given.pop(name).splitlines() for name in ("aims", "functions", "members")}
        return WriteHead(**given, **lists)


class SectionForm(SeenForm):
    """The title of a section."""

    title = text_field(
        gettext_lazy("Title of the section"),
        MAX_FIELD,
        lines=2,
        error_messages={"required": gettext_lazy("Give the section a title.")},
    )


@dataclass(kw_only=True)
class HeadPage(Page):
    """templates/governance/plan/form.html: one form; `remove`: the word on the button that deletes."""

    document: Plan
    form: SeenForm
    submit: Words
    cancel: str
    remove: Words = ""


def form_page(
    request: SignedInRequest, document: Plan, form: SeenForm, title: str, remove: Words = ""
) -> HttpResponse:
    """A page with one form of the plan's."""
    if form.is_bound and form.errors and not form.non_field_errors():
        messages.error(request, _("Nothing has been saved yet: correct what is marked."))
    page = HeadPage(
        title=title,
        crumbs=crumbs(document),
        document=document,
        form=form,
        submit=_("Save"),
        cancel=reverse("plan_edit", args=[document.pk]),
        remove=remove,
    )
    return page.response(request, "governance/plan/form.html", status=422 if form.errors else 200)


@work_page("plan", "revise")
def plan_head(request: SignedInRequest, document: Plan) -> HttpResponse:
    """Title, period, members, aims, functions, author."""
    initial = {
        "seen": document.revision,
        "title": document.title,
        "period_start": document.period_start,
        "period_end": document.period_end,
        "author_text": document.author_text,
        **{name: "\n".join(getattr(document, name)) for name in ("aims", "functions", "members")},
    }
    form = HeadForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and (not form.has_changed() or attempt(request, document, "revise", form, edits=[form.edit()]))
    ):
        return redirect("plan_edit", pk=document.pk)
    return form_page(request, document, form, _("Title, period, aims"))


@work_page("plan", "revise")
def plan_section(request: SignedInRequest, document: Plan, section: int | None = None) -> HttpResponse:
    """A section's title; a new section at the end; an empty one taken out."""
    chosen = next((known for known in document.table() if known.pk == section), None)
    if section is not None and chosen is None:
        raise Http404
    initial = {"seen": document.revision, "title": chosen.title if chosen else ""}
    form = SectionForm(request.POST or None, initial=initial)
    if request.method == "POST":
        removing = chosen is not None and "remove" in request.POST
        if removing:
            form.fields["title"].required = False
        if form.is_valid():
            edit: Edit = (
                RemoveSection(section=chosen.pk)
                if removing and chosen is not None
                else WriteSection(title=form.cleaned_data["title"], section=section)
            )
            if attempt(request, document, "revise", form, edits=[edit]) is not None:
                where = f"#section-{section}" if section and not removing else ""
                return redirect(reverse("plan_edit", args=[document.pk]) + where)
    title = _("Section of the plan") if chosen else _("New section")
    removable = chosen is not None and not chosen.rows.all()
    return form_page(request, document, form, title, remove=_("Delete the section") if removable else "")
