"""A survey on the desk: begun from a pattern, written part by part, handed out by class, followed, counted."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Banner, Chip, Words
from governance.desk.base.fields import (
    WholeField,
    choose_from,
    day_field,
    refuse_reversed,
    text_field,
    title_field,
)
from governance.desk.base.format import day
from governance.desk.editors.rows import RowsEditor
from governance.desk.kinds.preprofile.classes import classes_tab, survey_classes, survey_slips
from governance.desk.kinds.preprofile.results import results_tab, survey_results
from governance.desk.kinds.preprofile.section import PREPROFILE
from governance.desk.papers.board import Board
from governance.desk.papers.context import PaperContext
from governance.desk.papers.create import BeginForm, BeginPage
from governance.desk.papers.declaration import enter
from governance.desk.papers.export import Column
from governance.desk.papers.forms import Facts, SeenForm
from governance.desk.papers.write import STAY, WritePage
from governance.documents.kinds.preprofile.patterns import OPINION, PROFILE, pattern
from governance.documents.kinds.preprofile.survey import MOST_CLASSES, Survey
from governance.documents.law.surveys import QuestionKind
from governance.documents.law.surveys.questions import (
    LONGEST_OPTION,
    LONGEST_QUESTION,
    MOST_OPTIONS,
    MOST_QUESTIONS,
)
from governance.documents.record.document import Document
from governance.documents.record.perform import draft
from governance.roles.unit import Unit, UnitKind

EMPTY = ""
PATTERNS: dict[str, Words] = {
    PROFILE: gettext_lazy("Requests of grades 8 to 10 and the choice of a profile"),
    OPINION: gettext_lazy("What parents think of the district"),
    EMPTY: gettext_lazy("— no questions yet —"),
}
KINDS: dict[str, Words] = {
    QuestionKind.ONE: pgettext_lazy("how a question is answered", "one choice"),
    QuestionKind.SEVERAL: pgettext_lazy("how a question is answered", "several choices"),
    QuestionKind.SCALE: pgettext_lazy("how a question is answered", "a mark from 1 to 5"),
    QuestionKind.TEXT: pgettext_lazy("how a question is answered", "in words"),
}
QUESTIONS, CLASSES = "questions", "classes"
MISSING = gettext_lazy("Choose one of the list.")


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


class QuestionForm(forms.Form):
    """One question; its code stays with it."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    text = text_field(
        gettext_lazy("Question"), LONGEST_QUESTION, missing=gettext_lazy("Write the question."), printed=True
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How it is answered"),
        choices=list(KINDS.items()),
        error_messages={"required": MISSING},
    )
    options = text_field(
        gettext_lazy("Choices, each on a line"), MOST_OPTIONS * LONGEST_OPTION, lines=4, required=False
    )
    must = forms.BooleanField(label=gettext_lazy("Has to be answered"), required=False, initial=True)
    most = WholeField(
        label=gettext_lazy("At most"),
        required=False,
        min_value=1,
        max_value=MOST_OPTIONS,
        said=gettext_lazy("Write how many may be chosen, or leave it empty."),
    )
    grades = text_field(
        gettext_lazy("Grades"),
        20,
        required=False,
        help_text=gettext_lazy("For example 8, 9; empty: all."),
    )
    section = text_field(gettext_lazy("Heading above it"), LONGEST_OPTION, required=False)

    UNSEEN = ("code", "kind", "must")

    def clean_grades(self) -> list[int]:
        given = self.cleaned_data["grades"].replace(",", " ").split()
        if not all(one.isdecimal() and 1 <= int(one) <= 11 for one in given):
            raise forms.ValidationError(_("Write grades as numbers, for example 8, 9."))
        return [int(one) for one in given]


class ClassForm(forms.Form):
    """One class that is asked."""

    unit = forms.ChoiceField(label=gettext_lazy("School"), error_messages={"required": MISSING})
    name = text_field(gettext_lazy("Class"), 20, missing=gettext_lazy("Name the class, for example 9А."))
    grade = WholeField(
        label=gettext_lazy("Grade"), min_value=1, max_value=11, said=gettext_lazy("A grade is 1 to 11.")
    )
    pupils = WholeField(
        label=gettext_lazy("Pupils"), min_value=1, max_value=60, said=gettext_lazy("Write how many, 1 to 60.")
    )

    UNSEEN = ("unit",)

    def __init__(self, *args: object, units: Sequence[Unit] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through
        choose_from(self, "unit", [(str(unit.pk), str(unit)) for unit in units])


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


def shown(row: Facts) -> Facts:
    """A question as stored, for its form."""
    return {
        **row,
        "options": "\n".join(row.get("options", ())),
        "grades": ", ".join(map(str, row.get("grades", ()))),
        "most": row.get("most") or None,
    }


def stored(rows: Sequence[Facts]) -> list[Facts]:
    """What the forms gave, for the paper; a new question gets a code that none has."""
    taken = {row["code"] for row in rows if row["code"]}
    free = (code for code in (f"q{n}" for n in range(1, 10_000)) if code not in taken)
    return [
        {
            **row,
            "code": row["code"] or next(free),
            "options": row["options"].splitlines(),
            "most": row["most"] or 0,
        }
        for row in rows
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
