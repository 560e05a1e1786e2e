"""A survey: questions put to classes of schools or to the public for some days, answered once each, without names.

Source: docs/domain.md, "The way to a profile".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal, Refused
from governance.documents.language.content_labels import labelled
from governance.documents.language.verb import verb
from governance.documents.law.surveys import Question, QuestionKind, Questionnaire, tallied
from governance.documents.law.surveys.questions import Answers
from governance.documents.law.validation import ImpossibleInput
from governance.documents.record.act import Act
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.kinds import kind
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import ByTerm, May, condition, move
from governance.documents.settings.surveys import SURVEY_LEAST
from governance.roles.rights import Right
from governance.roles.unit import Unit, UnitKind

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from governance.documents.kinds.preprofile.answers import SurveyAnswer, SurveyCode

MOST_CLASSES, MOST_PUPILS = 200, 60
RUNS = May(Right.RUN_SURVEY)
OPENS = May(Right.OPEN_SURVEY)


class SurveyFaults(Refused):
    """Answers that cannot be taken: a sentence by the code of each question."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(_("Some questions are not answered yet: they are marked."))
        self.faults = faults


@condition(gettext_lazy("Write the questions first."))
def has_questions(survey: "Survey") -> bool:
    return bool(survey.questions)


@condition(gettext_lazy("Say which classes are asked, and how many pupils each has."))
def has_classes(survey: "Survey") -> bool:
    return survey.is_public or bool(survey.classes)


@condition(gettext_lazy("Its last day is past: give later days."))
def is_ahead(survey: "Survey") -> bool:
    return clock.today() <= survey.closes_on


@condition(gettext_lazy("Its results are published already."))
def is_unpublished(survey: "Survey") -> bool:
    return survey.published_at is None or survey.is_public


def last_day_to_answer(survey: "Survey") -> date | None:
    return survey.closes_on


@kind("survey")
class Survey(Paper):
    """Of the district or of one school."""

    class State(PaperState):
        DRAFT = "draft", Phase.DRAFT, pgettext_lazy("survey", "Being prepared")
        REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("survey", "Awaits its opening")
        OPEN = "open", Phase.IN_FORCE, pgettext_lazy("survey", "Open for answers")
        CLOSED = "closed", Phase.IN_FORCE, pgettext_lazy("survey", "Closed, results computed")
        CANCELLED = "cancelled", Phase.ENDED, pgettext_lazy("survey", "Not held")

    class Audience(models.TextChoices):
        CLASSES = "classes", pgettext_lazy("survey of", "classes of schools")
        PUBLIC = "public", pgettext_lazy("survey of", "everybody, on the public page")

    kind_label = gettext_lazy("Survey")
    kind_label_many = gettext_lazy("Surveys")
    kind_purpose = gettext_lazy("What pupils or the public think, asked without names and told in numbers.")
    numbered = False
    drafted_by = RUNS
    can_be_copied = True
    personal_fields = ("texts",)
    retention = gettext_lazy("results permanently; answers until they are counted")
    content_labels = labelled(
        "title audience opens_on closes_on least questions classes results kind text options must most grades section "
        "unit name grade pupils",
        audience=gettext_lazy("Who is asked"),
        opens_on=gettext_lazy("First day"),
        closes_on=gettext_lazy("Last day"),
        least=gettext_lazy("Smallest group that is told"),
        questions=gettext_lazy("Questions"),
        classes=gettext_lazy("Classes"),
        results=gettext_lazy("Results"),
        kind=gettext_lazy("How it is answered"),
        text=gettext_lazy("Question"),
        options=gettext_lazy("Choices"),
        must=gettext_lazy("Has to be answered"),
        most=gettext_lazy("At most"),
        grades=gettext_lazy("Grades"),
        section=gettext_lazy("Heading"),
        unit=gettext_lazy("School"),
        name=gettext_lazy("Class"),
        grade=gettext_lazy("Grade"),
        pupils=gettext_lazy("Pupils"),
    )

    audience = models.CharField(gettext_lazy("who is asked"), max_length=10, choices=Audience.choices)
    opens_on = models.DateField(gettext_lazy("first day"))
    closes_on = models.DateField(gettext_lazy("last day"))
    questions: Any = models.JSONField(gettext_lazy("questions"), default=list)
    # [{"key", "unit": id of the school, "name": «9А», "grade", "pupils"}]
    classes: Any = models.JSONField(gettext_lazy("classes"), default=list)
    # The threshold of the district on the day when it was opened.
    least = models.PositiveSmallIntegerField(gettext_lazy("smallest group that is told"), default=0)
    # See `computed`; empty until it is closed.
    results: Any = models.JSONField(gettext_lazy("results"), default=dict)
    # What was written in words, by the codes of the questions and in no order; never printed or published.
    texts: Any = models.JSONField(gettext_lazy("answers in words"), default=dict)

    if TYPE_CHECKING:
        codes: RelatedManager[SurveyCode]
        answers: RelatedManager[SurveyAnswer]

    class Meta(Paper.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(name="survey_days_in_order", condition=Q(opens_on__lte=F("closes_on"))),
        ]

    @property
    def is_public(self) -> bool:
        return self.audience == self.Audience.PUBLIC

    @property
    def takes_answers(self) -> bool:
        return self.state == self.State.OPEN and self.opens_on <= clock.today() <= self.closes_on

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return Questionnaire.from_json(self.questions)

    def grade_of(self, group: str) -> int | None:
        return next((row["grade"] for row in self.classes if row["key"] == group), None)

    def asked(self, group: str = "") -> list[Question]:
        """What a class is asked, or the public."""
        return self.questionnaire.asked_of(self.grade_of(group))

    def read(self, given: Mapping[str, Sequence[str]], group: str = "") -> Answers:
        """The answers as stored. Raises SurveyFaults, NotLegal outside of its days."""
        if not self.takes_answers:
            raise NotLegal(_("Answers are taken only on the days of the survey."))
        answers, faults = {}, {}
        for question in self.asked(group):
            try:
                answer = question.read(given.get(question.code, ()))
            except ImpossibleInput as problem:
                faults[question.code] = str(problem)
                continue
            if answer is not None:
                answers[question.code] = answer
        if faults:
            raise SurveyFaults(faults)
        return answers

    def moves_of_a_copy(self) -> list[tuple[str, dict[str, Any]]]:
        return [("revise", {"questions": self.questions, "classes": self.classes})]

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "audience": self.audience,
            "opens_on": self.opens_on.isoformat(),
            "closes_on": self.closes_on.isoformat(),
            "least": self.least,
            "questions": self.questions,
            "classes": self.classes,
            **({"results": self.results} if self.results else {}),
        }

    @move(
        source=State.DRAFT,
        rule=RUNS,
        words=verb("survey", "Write the survey", "wrote the survey"),
        inner=True,
    )
    def revise(
        self,
        act: Act,
        *,
        title: str | None = None,
        questions: Sequence[Mapping[str, Any]] | None = None,
        classes: Iterable[Mapping[str, Any]] | None = None,
        opens_on: date | None = None,
        closes_on: date | None = None,
    ) -> None:
        """Change what is given. Raises NotLegal with the sentence of what does not fit."""
        if title is not None:
            self.title = " ".join(title.split())[:500]
            if not self.title:
                raise NotLegal(_("Give the paper a title."))
        self.opens_on, self.closes_on = opens_on or self.opens_on, closes_on or self.closes_on
        if self.closes_on < self.opens_on:
            raise NotLegal(_("The last day is before the first: correct one of the two."))
        if questions is not None:
            self.questions = read_questions(questions)
            self.__dict__.pop("questionnaire", None)
        if classes is not None:
            self.classes = read_classes(classes, self.unit)

    @move(
        source=State.DRAFT,
        target=State.REVIEW,
        rule=RUNS,
        words=verb("survey", "Hand in for opening", "handed in for opening"),
        conditions=(has_questions, has_classes, is_ahead),
        undone_by="withdraw",
    )
    def submit(self, act: Act) -> None:
        """Whoever opens it sees exactly these questions."""
        self.least = SURVEY_LEAST.on(self.district_id)
        self.freeze(act)

    @move(source=State.REVIEW, target=State.DRAFT, rule=RUNS, words=verb("survey", "Take back", "taken back"))
    def withdraw(self, act: Act) -> None:
        """It can be changed again."""

    @move(
        source=State.REVIEW,
        target=State.DRAFT,
        rule=OPENS,
        words=verb("survey", "Return for changes", "returned for changes"),
        needs_reason=True,
    )
    def send_back(self, act: Act) -> None:
        """The questions do not do yet."""

    @move(
        source=State.REVIEW,
        target=State.OPEN,
        rule=OPENS,
        words=verb("survey", "Open the survey", "opened the survey"),
        conditions=(is_ahead,),
    )
    def open(self, act: Act) -> None:
        """Each class gets its codes; a poll of the public appears on the public page on its first day."""
        if self.is_public:
            self.published_at = act.at
            return
        from governance.documents.kinds.preprofile.answers import make_codes  # it knows the survey

        make_codes(self, self.classes)
        self.readers.add(*{row["unit"] for row in self.classes} - {self.unit_id})

    @move(
        source=State.OPEN,
        target=State.CLOSED,
        rule=RUNS,
        words=verb("survey", "Close and count", "closed and counted"),
        grave=True,
    )
    def close(self, act: Act) -> None:
        """Before its last day: codes that are not used end, nobody can answer any more."""
        self.count(act)

    @move(
        source=State.OPEN,
        target=State.CLOSED,
        rule=ByTerm(last_day_to_answer),
        words=verb("survey", "Close and count", "closed and counted"),
    )
    def expire(self, act: Act) -> None:
        """The same after its last day."""
        self.count(act)

    @move(
        source=State.CLOSED,
        rule=May(Right.OPEN_SURVEY),
        words=verb("survey", "Publish the results", "published the results"),
        conditions=(is_unpublished,),
    )
    def publish(self, act: Act) -> None:
        """Numbers by school; groups that are hidden here are hidden there, too."""
        self.published_at = act.at

    @move(
        source=(State.DRAFT, State.REVIEW, State.OPEN),
        target=State.CANCELLED,
        rule=RUNS,
        words=verb("survey", "Give the survey up", "gave the survey up"),
        needs_reason=True,
        grave=True,
    )
    def cancel(self, act: Act) -> None:
        """Codes and answers so far are gone."""
        self.published_at = None
        self.codes.all().delete()
        self.answers.all().delete()

    def count(self, act: Act) -> None:
        """Freeze the results; codes and answers are gone with it."""
        self.codes.all().delete()
        given: dict[str, list[Answers]] = defaultdict(list)
        for group, answers in self.answers.order_by("pk").values_list("group", "given"):
            given[group].append(answers)
        self.results = computed(self, given)
        words = [one.code for one in self.questionnaire.questions if one.kind == QuestionKind.TEXT]
        everybody = [answers for group in given.values() for answers in group]
        enough = len(everybody) >= self.least
        self.texts = {
            code: sorted(str(answers[code]) for answers in everybody if code in answers) if enough else []
            for code in words
        }
        self.answers.all().delete()
        self.freeze(act)


def read_questions(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Raises NotLegal."""
    numbered = [{"code": f"q{place}", **row} for place, row in enumerate(rows, start=1)]
    try:
        sheet = Questionnaire.from_json(numbered)
    except (ImpossibleInput, ValueError, KeyError) as problem:
        raise NotLegal(str(problem)) from problem
    return [
        {**row, "options": list(row["options"]), "grades": list(row["grades"])} for row in sheet.to_json()
    ]


def read_classes(rows: Iterable[Mapping[str, Any]], unit: Unit) -> list[dict[str, Any]]:
    """Raises NotLegal for a school of another district, a class that stands twice, numbers that are none."""
    schools = {
        school.pk
        for school in Unit.objects.filter(district_id=unit.root_id, kind=UnitKind.SCHOOL)
        if unit.kind == UnitKind.DISTRICT or school.pk == unit.pk
    }
    classes, seen = [], set()
    for place, row in enumerate(rows, start=1):
        name, school = " ".join(str(row["name"]).split())[:20], int(row["unit"])
        grade, pupils = int(row["grade"]), int(row["pupils"])
        if school not in schools or not name:
            raise NotLegal(_("Choose the school of each class, and give the class its name."))
        if not (1 <= grade <= 11 and 1 <= pupils <= MOST_PUPILS):
            raise NotLegal(
                _("Class «%(name)s»: the grade is 1 to 11, the number of pupils 1 to %(most)d.")
                % {"name": name, "most": MOST_PUPILS}
            )
        if (school, name) in seen:
            raise NotLegal(_("Class «%(name)s» stands twice.") % {"name": name})
        seen.add((school, name))
        classes.append({"key": f"c{place}", "unit": school, "name": name, "grade": grade, "pupils": pupils})
    if len(classes) > MOST_CLASSES:
        raise NotLegal(_("At most %(most)d classes fit.") % {"most": MOST_CLASSES})
    return classes


def computed(survey: Survey, given: Mapping[str, Sequence[Answers]]) -> dict[str, Any]:
    """What is frozen: how many answered, and for each question the whole, schools and classes; None is hidden."""
    by_school: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in survey.classes or [{"key": "", "unit": survey.unit_id, "pupils": 0, "name": ""}]:
        by_school[str(row["unit"])].append(row)
    names = {str(unit.pk): str(unit) for unit in Unit.objects.filter(pk__in=[int(key) for key in by_school])}
    questions = {}
    for question in survey.questionnaire.questions:
        groups = {
            school: {
                row["key"]: [one[question.code] for one in given.get(row["key"], ()) if question.code in one]
                for row in rows
                if not question.grades or row.get("grade") is None or row["grade"] in question.grades
            }
            for school, rows in by_school.items()
        }
        found = tallied(question, {school: rows for school, rows in groups.items() if rows}, survey.least)
        questions[question.code] = found
    return {
        "counted_on": clock.today().isoformat(),
        "asked": sum(row["pupils"] for row in survey.classes),
        "answered": sum(len(rows) for rows in given.values()),
        "schools": [
            {
                "key": school,
                "name": names[school],
                "asked": sum(row["pupils"] for row in rows),
                "answered": sum(len(given.get(row["key"], ())) for row in rows),
            }
            for school, rows in by_school.items()
        ],
        "questions": questions,
    }
