"""A list of indicators: begun with what the program ships or as the next edition, written part by part."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Chip, Words
from governance.desk.base.fields import title_field
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.monitoring.rows import DIRECTIONS, IndicatorForm, InputForm, shown, stored
from governance.desk.kinds.monitoring.section import MONITORING, BeginForDistrict
from governance.desk.papers.board import Board
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import TitleForm
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import STAY, WritePage
from governance.documents.kinds.monitoring.indicators import GIVERS, Indicators, indicators_in_force
from governance.documents.kinds.monitoring.shipped import beginning
from governance.documents.law.indicators.sheet import MOST_INDICATORS, MOST_INPUTS
from governance.documents.record.document import Document
from governance.documents.settings.forms.beginnings import INDICATORS_TITLE
from governance.roles.unit import Unit

INPUTS = "inputs"
PARTS: dict[str, Words] = {INPUTS: gettext_lazy("Inputs"), **DIRECTIONS}


class EditionForm(TitleForm):
    """The list that the program ships, or the next edition of the one in force, which is copied."""

    def prepare(self) -> None:
        self.district = next(iter(self.units.values()))
        self.present = indicators_in_force(self.district.pk)
        said = {"учреждения": self.district.form("genitive")}
        usual = INDICATORS_TITLE.begun(self.district.pk, said).title
        self.initial["title"] = self.present.title if self.present else usual

    def facts(self) -> Facts:
        if self.present is not None:
            return super().facts() | {"inputs": self.present.inputs, "indicators": self.present.indicators}
        base = Unit.objects.filter(district_id=self.district.pk, is_base=True).first()
        return {**super().facts(), **beginning(base.pk if base else None)}


class BeginIndicators(BeginForDistrict):
    form_class = EditionForm
    title = gettext_lazy("New list of indicators")

    form: EditionForm

    def get_lead(self) -> Words:
        if self.form.present is None:
            return _("It begins with the indicators that the program ships; change them on the next page.")
        return _("The next edition begins as a copy of the one in force; change it on the next page.")


class ListForm(SeenForm):
    title = title_field(lines=1)


class IndicatorsPage(WritePage[Indicators]):
    """One part at a time: the inputs, or the indicators of one direction."""

    form_class = ListForm
    template = "governance/monitoring/indicators_edit.html"
    shows = ("document",)
    label = gettext_lazy("Write the list of indicators")
    said = gettext_lazy("The list is saved.")
    address, name = "papers/<key:pk>/indicators/", "indicators_edit"

    def prepare(self) -> None:
        asked = self.request.GET.get("part", "")
        self.current = asked if asked in PARTS else next(iter(DIRECTIONS))
        self.is_of_inputs = self.current == INPUTS
        if self.is_of_inputs:
            self.rows = RowsEditor(
                *("input", InputForm, self.document.inputs, self.data),
                most=MOST_INPUTS,
                unseen=("kind",),
            )
        else:
            own = [shown(row) for row in self.document.indicators if row["direction"] == self.current]
            units = Unit.objects.filter(district_id=self.document.district_id, kind__in=GIVERS)
            self.rows = RowsEditor(
                *("indicator", IndicatorForm, own, self.data),
                blank=0 if own else 1,
                most=MOST_INDICATORS,
                unseen=IndicatorForm.UNSEEN,
                units=list(units.order_by("kind", "pk")),
            )
        self.editors = [self.rows]

    def facts(self) -> Facts:
        facts = super().facts()
        if self.is_of_inputs:
            return facts | {"inputs": self.rows.given}
        rows: dict[str, list[Facts]] = {direction: [] for direction in DIRECTIONS}
        for row in self.document.indicators:
            rows[row["direction"]].append(row)
        rows[self.current] = [stored(given, self.current) for given in self.rows.given]
        return facts | {"indicators": [row for part in rows.values() for row in part]}

    def saved(self, paper: Document) -> HttpResponse | None:
        done = super().saved(paper)
        if self.request.POST.get("do") != STAY:
            return done
        return redirect(f"{reverse(self.name, args=[paper.pk])}?part={self.current}")

    @property
    def parts(self) -> Sequence[Chip]:
        counts = {INPUTS: len(self.document.inputs)}
        for row in self.document.indicators:
            counts[row["direction"]] = counts.get(row["direction"], 0) + 1
        return [
            Chip(label=label, href=f"?part={name}", current=name == self.current, count=counts.get(name, 0))
            for name, label in PARTS.items()
        ]

    @property
    def codes(self) -> Sequence[tuple[str, str]]:
        """What formulas can name."""
        return [(row["code"], row["title"]) for row in self.document.inputs]


def context(request: SignedInRequest, document: Indicators) -> PaperContext | None:
    if document.state != Indicators.State.DRAFT or document.indicators:
        return None
    text = _("No indicators yet: the council has nothing to decide on.")
    return PaperContext(notices=[Banner(meaning="due", title=_("Before the council"), text=text)])


def how_many(paper: Indicators) -> str:
    count = len(paper.indicators)
    return ngettext("%(n)d indicator", "%(n)d indicators", count) % {"n": count}


class IndicatorsBoard(Board[Indicators]):
    columns = (Column(gettext_lazy("Indicators"), how_many),)


enter(
    Indicators,
    section=MONITORING,
    begin=BeginIndicators,
    board=IndicatorsBoard,
    writes={"revise": IndicatorsPage},
    effects={"submit": gettext_lazy("The list is frozen; the council votes on exactly this version.")},
    context=context,
)
