"""Beginning an approved paper of any kind: a new one, or the next edition of one in force with its words copied."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, cast

from django import forms
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from governance.desk.base.components import Crumb
from governance.desk.base.fields import choose_from, text_field
from governance.desk.base.format import day
from governance.desk.base.page import DOCUMENTS
from governance.desk.papers.create import BeginForm, BeginInTwoWays
from governance.desk.papers.forms import Facts
from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.approved.paper import ApprovedPaper
from governance.documents.kinds.approved.text import MAX_TITLE
from governance.documents.language.clauses import parse_text
from governance.documents.language.noun import agreeing
from governance.documents.record.document import Document
from governance.documents.record.perform import draft, perform
from governance.roles.unit import Unit

NEW = agreeing("New: %(kind)s")


class NewPaperForm(BeginForm):
    """The title of a new paper, and whose it is where there is a choice."""

    title = text_field(_("Title"), MAX_TITLE, lines=2, missing=_("Give the paper a title."), printed=True)

    def begin(self, model: type[Document]) -> Document:
        """Draft the paper, with the usual text where its kind has one. Raises Refused."""
        facts = self.facts()
        begins = cast(type[ApprovedPaper], model).begins()
        text = (
            begins.begun(self.unit.root_id, {"учреждения": self.unit.form("genitive")}).text if begins else ""
        )
        if text:
            facts["sections"] = parse_text(text)
        return draft(model, unit=self.unit, by=self.request.user, **facts)


class EditionForm(BeginForm):
    """The paper in force whose next edition is begun."""

    asks_unit = False

    replaces = forms.ChoiceField(
        label=_("In force now"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the paper whose new edition you begin."),
            "invalid_choice": _("This paper is not in force any more: choose another one."),
        },
    )

    def offer(self, editions: Iterable[ApprovedPaper]) -> None:
        self.editions = {str(paper.pk): paper for paper in editions}
        choose_from(self, "replaces", [(key, edition_text(paper)) for key, paper in self.editions.items()])
        self.initial["replaces"] = self.request.GET.get("replaces")

    @transaction.atomic
    def begin(self, model: type[Document]) -> Document:
        """Draft the next edition, with the words of the present one. Raises Refused."""
        user, old = self.request.user, self.editions[self.cleaned_data["replaces"]]
        begun = draft(model, unit=old.unit, title=old.title, by=user)
        copied: Facts = {}
        if old.form.text:
            copied["sections"] = old.sections_now()
        if old.form.table is not None:
            copied["rows"] = old.rows
        if old.form.period:
            copied["period"] = (old.period_start, old.period_end)
        if old.form.money:
            copied["money"] = old.money
        begun = perform(begun, "revise", by=user, **copied)
        return perform(begun, "replace", by=user, paper=old.pk)


def editions(model: type[ApprovedPaper], units: Iterable[int]) -> Sequence[ApprovedPaper]:
    """The papers of this kind that are in force in these units."""
    in_force = model.objects.filter(unit__in=units, state=ApprovalState.APPROVED)
    return list(in_force.order_by("-approved_on"))


def edition_text(paper: ApprovedPaper) -> str:
    """«Положение о школьном округе, редакция 2, действует с 19.12.2011»."""
    return _("%(title)s, edition %(n)d, in force since %(day)s") % {
        "title": paper.title,
        "n": paper.edition,
        "day": day(paper.approved_on),
    }


class BeginApproved(BeginInTwoWays):
    """Begin a paper of a kind: a new one, or the next edition of one in force, first where the person comes from it."""

    form_class, other_class, other = NewPaperForm, EditionForm, "again"
    template = "governance/approved/new.html"
    then = "approved_edit"

    model: ClassVar[type[ApprovedPaper]]
    second: EditionForm

    def get_form(self) -> BeginForm:
        form = super().get_form()
        units = list(self.first.units.values())
        self.first.initial["title"] = self.usual_title(units[0])
        self.second.offer(editions(self.model, [unit.pk for unit in units]))
        return form

    def usual_title(self, unit: Unit) -> str:
        """A beginning of the title, on paper and so in Russian: «Смета Лузского школьного округа»."""
        owner = unit.form("genitive")
        begins = self.model.begins()
        if begins is None:
            return f"{capfirst(self.model.noun.nominative)} {owner}"
        return begins.begun(unit.root_id, {"учреждения": owner}).title

    @property
    def edition_first(self) -> bool:
        return self.form is self.second or "replaces" in self.request.GET

    def get_title(self) -> str:
        label = str(self.model.kind_label)
        return NEW[self.model.noun.gender] % {"kind": label[:1].lower() + label[1:]}

    def get_crumbs(self) -> Sequence[Crumb]:
        address = f"{DOCUMENTS.href}?kind={self.model.kind_name}"
        return [DOCUMENTS.crumb, Crumb(self.model.kind_label_many, address)]
