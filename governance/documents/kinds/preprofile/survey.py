"""A survey: questions put to classes of schools or to the public for some days, answered once each, without names.

Source: docs/domain.md, "The way to a profile".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.errors import NotLegal
from governance.documents.kinds.preprofile.answers import make_codes
from governance.documents.kinds.preprofile.counting import computed, read_classes, read_questions
from governance.documents.kinds.preprofile.survey_card import OPENS, RUNS, State, SurveyCard
from governance.documents.language.verb import verb
from governance.documents.law.surveys import QuestionKind
from governance.documents.law.surveys.questions import Answers
from governance.documents.record.act import Act
from governance.documents.record.kinds import kind
from governance.documents.record.transitions import ByTerm, May, condition, move
from governance.documents.settings.surveys import SURVEY_LEAST
from governance.roles.rights import Right


@condition(gettext_lazy("Write the questions first."))
def has_questions(survey: SurveyCard) -> bool:
    return bool(survey.questions)


@condition(gettext_lazy("Say which classes are asked, and how many pupils each has."))
def has_classes(survey: SurveyCard) -> bool:
    return survey.is_public or bool(survey.classes)


@condition(gettext_lazy("Its last day is past: give later days."))
def is_ahead(survey: SurveyCard) -> bool:
    return clock.today() <= survey.closes_on


@condition(gettext_lazy("Its results are published already."))
def is_unpublished(survey: SurveyCard) -> bool:
    return survey.published_at is None or survey.is_public


def last_day_to_answer(survey: SurveyCard) -> date | None:
    return survey.closes_on


@kind("survey")
class Survey(SurveyCard):
    """Of the district or of one school."""

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
        make_codes(self.pk, self.classes)
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
