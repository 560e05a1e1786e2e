"""A survey on the desk: begun from a pattern, written part by part, handed out by class, followed, counted."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Chip, Words
from governance.desk.base.fields import (
    choose_from,
    day_field,
    refuse_reversed,
    title_field,
)
from governance.desk.base.format import day
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.preprofile.classes import classes_tab, survey_classes, survey_slips
from governance.desk.kinds.preprofile.results import results_tab, survey_results
from governance.desk.kinds.preprofile.section import PREPROFILE
from governance.desk.kinds.preprofile.survey_rows import ClassForm, QuestionForm, shown, stored
from governance.desk.papers.board import Board
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import STAY, WritePage
from governance.documents.kinds.preprofile.counting import MOST_CLASSES
from governance.documents.kinds.preprofile.patterns import OPINION, PROFILE, pattern
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.law.surveys.questions import MOST_QUESTIONS
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.unit import Unit, UnitKind

EMPTY = ""
PATTERNS: dict[str, Words] = {
    PROFILE: gettext_lazy("Requests of grades 8 to 10 and the choice of a profile"),
    OPINION: gettext_lazy("What parents think of the district"),
    EMPTY: gettext_lazy("— no questions yet —"),
}
QUESTIONS, CLASSES = "questions", "classes"


# --- beginning --------------------------------------------------------------------------------------------------------


class SurveyForm(BeginForm):
    """Who is asked what, and when. The pattern is what the program ships; an earlier survey is copied instead."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Who is asked"), choices=Survey.Audience.choices, initial=Survey.Audience.CLASSES
    )
    pattern = forms.ChoiceField(label=gettext_lazy("Questions to begin with"), required=False)
    title = title_field(lines=1, help_text=gettext_lazy("Left as it is, it follows the questions."))
    opens_on = day_field(gettext_lazy("First day"), missing=gettext_lazy("Give the first day."))
    closes_on = day_field(
        gettext_lazy("Last day"),
        missing=gettext_lazy("Give the last day."),
        help_text=gettext_lazy("On the next day the answers are counted by themselves."),
    )

    def prepare(self) -> None:
        choose_from(self, "pattern", PATTERNS.items())
        self.fields["title"].required = False
        self.initial["pattern"] = PROFILE

    def clean(self) -> None:
        refuse_reversed(self, "opens_on", "closes_on")
        name = self.cleaned_data.get("pattern")
        if not self.cleaned_data.get("title"):
            if self.copied is not None:
                self.cleaned_data["title"] = self.copied.title
            elif name:
                self.cleaned_data["title"] = pattern(name)["title"]
            else:
                self.add_error("title", _("Give the paper a title of at most 500 signs."))

    def facts(self) -> Facts:
        facts = super().facts()
        facts.pop("pattern")
        return facts

    def begin(self, model: type[Document]) -> Document:
        name = self.cleaned_data["pattern"]
        if self.copied is not None or not name:
            return super().begin(model)
        questions = pattern(name)["questions"]
        rows = [{"code": f"q{place}", "must": True, **row} for place, row in enumerate(questions, start=1)]
        return draft(model, unit=self.unit, by=self.request.user, questions=rows, **self.facts())


class BeginSurvey(BeginPage):
    form_class = SurveyForm
    title = gettext_lazy("New survey")
    lead = gettext_lazy("It is asked without names; groups of few answers are not told.")


# --- writing ----------------------------------------------------------------------------------------------------------


class HeadForm(SeenForm):
    title = title_field(lines=1)
    opens_on = day_field(gettext_lazy("First day"), missing=gettext_lazy("Give the first day."))
    closes_on = day_field(gettext_lazy("Last day"), missing=gettext_lazy("Give the last day."))

    def clean(self) -> None:
        refuse_reversed(self, "opens_on", "closes_on")


class SurveyPage(WritePage[Survey]):
    """One part at a time: the questions, or the classes."""

    form_class = HeadForm
    template = "governance/preprofile/survey_edit.html"
    label = gettext_lazy("Write the survey")
    said = gettext_lazy("The survey is saved.")
    address, name = "papers/<key:pk>/survey/", "survey_edit"

    def prepare(self) -> None:
        survey = self.document
        self.of_classes = self.request.GET.get("part") == CLASSES and not survey.is_public
        if self.of_classes:
            units = Unit.objects.filter(district_id=survey.district_id, kind=UnitKind.SCHOOL).order_by("pk")
            if survey.unit.kind == UnitKind.SCHOOL:
                units = units.filter(pk=survey.unit_id)
            self.rows = RowsEditor(
                *("class", ClassForm, survey.classes, self.data),
                most=MOST_CLASSES,
                unseen=ClassForm.UNSEEN,
                units=list(units),
            )
        else:
            self.rows = RowsEditor(
                *("question", QuestionForm, [shown(row) for row in survey.questions], self.data),
                blank=0 if survey.questions else 1,
                most=MOST_QUESTIONS,
                unseen=QuestionForm.UNSEEN,
            )
        self.editors = [self.rows]

    def facts(self) -> Facts:
        if self.of_classes:
            return super().facts() | {CLASSES: self.rows.given}
        return super().facts() | {QUESTIONS: stored(self.rows.given)}

    def saved(self, paper: Document) -> HttpResponse | None:
        done = super().saved(paper)
        if self.request.POST.get("do") != STAY:
            return done
        return redirect(
            f"{reverse(self.name, args=[paper.pk])}?part={CLASSES if self.of_classes else QUESTIONS}"
        )

    @property
    def parts(self) -> Sequence[Chip]:
        survey = self.document
        counted = {QUESTIONS: len(survey.questions), CLASSES: len(survey.classes)}
        labels = {QUESTIONS: _("Questions"), CLASSES: _("Classes")}
        return [
            Chip(
                label=labels[name],
                href=f"?part={name}",
                current=(name == CLASSES) == self.of_classes,
                count=counted[name],
            )
            for name in (QUESTIONS, CLASSES)
            if name == QUESTIONS or not survey.is_public
        ]


# --- the paper's page and the list ------------------------------------------------------------------------------------


def context(request: SignedInRequest, survey: Survey) -> PaperContext | None:
    if survey.state != Survey.State.OPEN:
        return None
    days = {"first": day(survey.opens_on), "last": day(survey.closes_on)}
    said = _("Answers are taken from %(first)s to %(last)s.") % days
    if survey.is_public:
        link, label = reverse("poll", args=[survey.code]), _("The poll on the public page")
    else:
        link, label = reverse("survey_classes", args=[survey.pk]), _("Who has answered, and slips to print")
    banner = Banner(meaning="held", title=_("Open for answers"), text=said, link=link, link_label=label)
    return PaperContext(notices=[banner])


class SurveyBoard(Board[Survey]):
    columns = (
        Column(gettext_lazy("Who asks"), lambda survey: str(survey.unit)),
        Column(gettext_lazy("First day"), lambda survey: survey.opens_on),
        Column(gettext_lazy("Last day"), lambda survey: survey.closes_on),
    )
    order = ("-opens_on", "-pk")


enter(
    Survey,
    section=PREPROFILE,
    begin=BeginSurvey,
    board=SurveyBoard,
    writes={"revise": SurveyPage},
    effects={
        "submit": gettext_lazy("The questions are frozen; whoever may opens the survey or returns it."),
        "open": gettext_lazy("Each class gets as many codes as it has pupils; print them as slips."),
        "close": gettext_lazy("Unused codes end, the answers are counted and are gone after that."),
        "publish": gettext_lazy("Everybody sees shares by school; small groups stay hidden."),
        "cancel": gettext_lazy("Codes and answers are gone; nothing is counted."),
    },
    tabs=[classes_tab, results_tab],
    context=context,
    addresses=[
        path("papers/<key:pk>/classes/", survey_classes, name="survey_classes"),
        path("papers/<key:pk>/results/", survey_results, name="survey_results"),
        path("papers/<key:pk>/slips/<slug:group>.pdf", survey_slips, name="survey_slips"),
    ],
)
