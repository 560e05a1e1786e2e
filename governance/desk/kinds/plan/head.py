"""What stands around the rows of a plan, each on a page of its own: title, period, aims; a section."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Words
from governance.desk.base.fields import day_field, text_field
from governance.desk.kinds.plan.editing import RevisePage, find_section
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.kinds.plan.draft import MAX_FIELD
from governance.documents.kinds.plan.edits import (
    MAX_ITEMS,
    MAX_TITLE,
    Edit,
    RemoveSection,
    WriteHead,
    WriteSection,
)

MAX_LIST = MAX_ITEMS * 500
LISTS = ("members", "aims", "functions")


class HeadForm(SeenForm):
    """What stands around the table. Each line of a list is one item."""

    title = text_field(_("Title"), MAX_TITLE, lines=2, missing=_("Give the plan a title."), printed=True)
    period_start = day_field(_("First day of the period"), required=False)
    period_end = day_field(_("Last day of the period"), required=False)
    members = text_field(
        _("Members of the district"),
        MAX_LIST,
        lines=6,
        required=False,
        help_text=_("One school on each line."),
    )
    aims = text_field(_("Aims"), MAX_LIST, lines=5, required=False, help_text=_("One aim on each line."))
    functions = text_field(
        _("Functions"), MAX_LIST, lines=8, required=False, help_text=_("One function on each line.")
    )
    author_text = text_field(
        _("Worked out by"),
        MAX_FIELD,
        required=False,
        help_text=_("Position and name, as they will stand under the plan. If empty: you, at sending."),
    )

    def clean(self) -> None:
        start, end = self.cleaned_data.get("period_start"), self.cleaned_data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The plan's period ends before it begins: correct the days."))
        if bool(start) != bool(end) and not {"period_start", "period_end"} & self.errors.keys():
            missing = "period_end" if start else "period_start"
            self.add_error(missing, _("Give the first and the last day of the plan's period."))

    def edit(self) -> WriteHead:
        words = self.facts()
        lists = {name: words.pop(name).splitlines() for name in LISTS}
        return WriteHead(**words, **lists)


class SectionForm(SeenForm):
    """The title of a section."""

    title = text_field(
        _("Title of the section"), MAX_FIELD, lines=2, missing=_("Give the section a title."), printed=True
    )


class AroundPage(RevisePage):
    """A page with one form of the plan's; where fields are wrong, a message says so too."""

    def send(self) -> HttpResponse | None:
        response = super().send()
        if response is None and not self.form.non_field_errors():
            messages.error(self.request, str(self.unsaved))
        return response


class HeadPage(AroundPage):
    """Title, period, members, aims, functions, author."""

    form_class = HeadForm
    title = _("Title, period, aims")

    form: HeadForm

    def get_initial(self) -> Facts:
        lists = {name: "\n".join(getattr(self.document, name)) for name in LISTS}
        return {**super().get_initial(), **lists}

    def edits(self) -> list[Edit]:
        return [self.form.edit()] if self.form.has_changed() else []


class SectionPage(AroundPage):
    """A section's title; a new section at the end; an empty one taken out."""

    form_class = SectionForm

    def prepare(self) -> None:
        super().prepare()
        key = self.part.get("section")
        self.chosen = None if key is None else find_section(self.table, key)
        if self.chosen is not None and not self.removes:
            self.anchor = f"#section-{self.chosen.pk}"

    def get_form(self) -> SeenForm:
        form = super().get_form()
        form.fields["title"].required = self.chosen is None or not self.removes
        return form

    def get_initial(self) -> Facts:
        return {"title": self.chosen.title if self.chosen else ""}

    def edits(self) -> list[Edit]:
        if self.chosen is not None and self.removes:
            return [RemoveSection(section=self.chosen.pk)]
        section = self.chosen.pk if self.chosen else None
        return [WriteSection(title=self.form.cleaned_data["title"], section=section)]

    @property
    def remove(self) -> Words:
        return _("Delete the section") if self.chosen is not None and not self.chosen.rows.all() else ""

    def get_title(self) -> Words:
        return _("Section of the plan") if self.chosen else _("New section")
