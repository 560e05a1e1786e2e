"""A survey: its states, what it says in its versions, and the reading of an answer."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance import clock
from governance.documents.errors import NotLegal, Refused
from governance.documents.language.content_labels import labelled
from governance.documents.law.surveys import Question, Questionnaire
from governance.documents.law.surveys.questions import Answers
from governance.documents.law.validation import ImpossibleInput
from governance.documents.record.kind_settings import PaperState, Phase
from governance.documents.record.paper import Paper
from governance.documents.record.transitions import May
from governance.roles.rights import Right

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from governance.documents.kinds.preprofile.answers import SurveyAnswer, SurveyCode

RUNS = May(Right.RUN_SURVEY)
OPENS = May(Right.OPEN_SURVEY)


class State(PaperState):
    DRAFT = "draft", Phase.DRAFT, pgettext_lazy("survey", "Being prepared")
    REVIEW = "review", Phase.WITH_SOMEBODY, pgettext_lazy("survey", "Awaits its opening")
    OPEN = "open", Phase.IN_FORCE, pgettext_lazy("survey", "Open for answers")
    CLOSED = "closed", Phase.IN_FORCE, pgettext_lazy("survey", "Closed, results computed")
    CANCELLED = "cancelled", Phase.ENDED, pgettext_lazy("survey", "Not held")


class SurveyFaults(Refused):
    """Answers that cannot be taken: a sentence by the code of each question."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(_("Some questions are not answered yet: they are marked."))
        self.faults = faults


class SurveyCard(Paper):
    """Fields and words of a survey; its moves stand in `survey`."""

    State: ClassVar[type[PaperState]] = State

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
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(name="survey_days_in_order", condition=Q(opens_on__lte=F("closes_on"))),
        ]

    @property
    def is_public(self) -> bool:
        return self.audience == self.Audience.PUBLIC

    @property
    def takes_answers(self) -> bool:
        return self.state == State.OPEN and self.opens_on <= clock.today() <= self.closes_on

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
