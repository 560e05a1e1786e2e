"""The way to a profile in 2011/2012: surveys of pupils and of the public, the bank of 9th-graders."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from governance.documents.errors import NotLegal
from governance.documents.kinds.preprofile.answering import take_answer
from governance.documents.kinds.preprofile.answers import SurveyCode
from governance.documents.kinds.preprofile.bank import BankEntry, begin_entry
from governance.documents.kinds.preprofile.patterns import OPINION, PROFILE, pattern
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.record.perform import draft
from governance.documents.record.private_link import new_key
from governance.roles.person import Person
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from governance.scenarios.profile_people import (
    ACHIEVEMENTS,
    PUPILS,
    answer_of,
    classes_of,
    employ_guides,
    scan,
)
from governance.scenarios.stage import Stage


@dataclass
class Played:
    """The papers of the year."""

    luza: Luza
    stage: Stage
    surveys: dict[str, Survey] = field(default_factory=dict)
    bank: dict[str, BankEntry] = field(default_factory=dict)

    @property
    def papers(self) -> dict[str, Any]:
        """By the names of the files that the scenario writes."""
        return {
            **{f"survey-{name}": Survey.objects.get(pk=one.pk) for name, one in self.surveys.items()},
            **{f"bank-{name}": BankEntry.objects.get(pk=one.pk) for name, one in self.bank.items()},
        }

    def unreached(self) -> list[str]:
        """What is not what the year comes to."""
        told = {name: Survey.objects.get(pk=one.pk) for name, one in self.surveys.items()}
        requests, opinion = told["requests"], told["opinion"]
        second = requests.results["questions"]["q4"]
        kulikovo = str(self.luza.schools["kulikovo"].pk)
        expected: list[tuple[str, Any, Any]] = [
            (
                "Surveys",
                [(one.state, one.published_at is not None) for one in told.values()],
                [("closed", True), ("closed", True), ("cancelled", False)],
            ),
            ("Answers", (requests.results["asked"], requests.results["answered"]), (203, 185)),
            ("A school of three is hidden", second["schools"][kulikovo], None),
            ("A poll of few", opinion.results["questions"]["q1"]["whole"] is not None, True),
            (
                "Bank",
                [(one.state, one.erased_at is not None) for one in BankEntry.objects.order_by("pk")],
                [("over", True), ("withdrawn", True)],
            ),
            ("Codes and answers left", SurveyCode.objects.count(), 0),
        ]
        return [f"{name}: {is_so}" for name, is_so, wished in expected if is_so != wished]

    # --- surveys --------------------------------------------------------------------------------------------------

    def prepare(
        self, name: str, by: Person, unit: Unit, kind: str, days: tuple[date, date], **also: Any
    ) -> Survey:
        """A survey from a pattern, handed in for opening."""
        shipped = pattern(kind)
        survey = self.stage.begin(
            begin_survey,
            by,
            unit=unit,
            title=also.pop("title", shipped["title"]),
            audience=Survey.Audience.PUBLIC if kind == OPINION else Survey.Audience.CLASSES,
            days=days,
        )
        survey = self.stage.do(survey, "revise", by, questions=shipped["questions"], **also)
        survey = self.surveys[name] = self.stage.do(survey, "submit", by)
        return survey

    def answer(self, survey: Survey, *, all_but: int = 0, chance: int = 2012) -> None:
        """Everybody in the classes but every so-and-so-many-th, without a name."""
        random = Random(chance)
        with self.stage.playing():
            for place, code in enumerate(survey.codes.order_by("group", "pk"), start=1):
                if not all_but or place % all_but:
                    take_answer(survey, answer_of(survey.asked(code.group), random), code=code)

    def poll(self, survey: Survey, count: int, chance: int = 1) -> None:
        random = Random(chance)
        with self.stage.playing():
            for _one in range(count):
                take_answer(survey, answer_of(survey.asked(), random))

    # --- the bank of 9th-graders ----------------------------------------------------------------------------------

    def enter(self, name: str, *rows: dict[str, str]) -> BankEntry:
        """The class teacher enters a pupil and has the consent signed; the first achievement gets its proof."""
        teacher = self.luza.people["class_teacher"]
        entry = self.stage.begin(begin_entry, teacher, unit=self.luza.base, **PUPILS[name])
        entry = self.stage.do(entry, "revise", teacher, achievements=rows, birth_date=date(1996, 11, 5))
        entry = self.stage.do(entry, "admit", teacher, name="согласие.pdf", data=scan(f"consent {name}"))
        if rows:
            file = {"name": "диплом.pdf", "data": scan(f"proof {name}")}
            entry = self.stage.do(entry, "enclose", teacher, row=0, **file)
        self.bank[name] = entry
        return entry


def begin_survey(*, by: Person, unit: Unit, title: str, audience: str, days: Sequence[date]) -> Survey:
    opens_on, closes_on = days
    return draft(
        Survey, unit=unit, title=title, by=by, audience=audience, opens_on=opens_on, closes_on=closes_on
    )


def ask_the_grades(played: Played) -> None:
    """February: grades 8 to 10 of all schools answer by slips for a week; one code is tried twice."""
    luza, stage = played.luza, played.stage
    deputy = luza.people["deputy"]
    stage.at("2012-02-01 10:00")
    survey = played.prepare(
        *("requests", deputy, luza.district, PROFILE, (date(2012, 2, 6), date(2012, 2, 11))),
        classes=classes_of(luza),
    )
    stage.at("2012-02-03 10:00")
    survey = stage.do(survey, "open", deputy)
    stage.at("2012-02-08 12:00")
    used = survey.codes.order_by("group", "pk").first()
    played.answer(survey, all_but=11)
    assert used is not None
    try:
        with stage.playing():
            take_answer(survey, answer_of(survey.asked(used.group), Random(1)), code=used)
    except NotLegal as refusal:
        stage.tell(survey, None, f"отказано: {refusal}")
    else:
        raise AssertionError("A code answered twice.")
    stage.at("2012-02-12 05:00")
    survey = stage.do(survey, "expire", None, basis=survey)
    stage.at("2012-02-13 10:00")
    stage.do(survey, "publish", deputy)


def ask_the_public(played: Played) -> None:
    """March: what parents think of the district, on the public page."""
    luza, stage = played.luza, played.stage
    deputy = luza.people["deputy"]
    stage.at("2012-03-01 10:00")
    poll = played.prepare("opinion", deputy, luza.district, OPINION, (date(2012, 3, 1), date(2012, 3, 31)))
    poll = stage.do(poll, "open", deputy)
    stage.at("2012-03-20 18:00")
    played.poll(poll, 64)
    stage.at("2012-03-30 10:00")
    stage.do(poll, "close", deputy)


def give_one_up(played: Played) -> None:
    """April: the psychologist prepares one for the base school; the director returns it, and it is given up."""
    luza, stage = played.luza, played.stage
    psychologist, director = luza.people["psychologist"], luza.people["director"]
    stage.at("2012-04-02 10:00")
    own = played.prepare(
        *("own", psychologist, luza.base, PROFILE, (date(2012, 4, 9), date(2012, 4, 14))),
        title="Готовность девятиклассников к выбору профиля",
        classes=classes_of(luza, "base")[1:3],
    )
    stage.at("2012-04-03 10:00")
    own = stage.do(own, "send_back", director, reason="В феврале об этом уже спрашивали.")
    stage.do(own, "cancel", psychologist, reason="Достаточно февральского опроса.")


def keep_a_bank(played: Played) -> None:
    """March: two pupils enter the bank; one family takes its consent back, the other applies, both are erased."""
    luza, stage = played.luza, played.stage
    teacher = luza.people["class_teacher"]
    stage.at("2012-04-10 10:00")
    first = played.enter("ryabinin", *ACHIEVEMENTS)
    second = played.enter("zorina")
    first = stage.do(first, "hand_link", teacher, opened_by=new_key())
    stage.at("2012-05-14 10:00")
    second = stage.do(second, "withdraw", teacher, reason="Заявление родителя от 14.05.2012.")
    stage.at("2012-05-15 05:00")
    stage.do(second, "erase", None, basis=second)
    stage.at("2012-12-11 05:00")
    first = stage.do(first, "run_out", None, basis=first)
    stage.do(first, "erase", None, basis=first)


def play_profile(luza: Luza, stage: Stage) -> Played:
    """Play the year on the way to a profile."""
    employ_guides(luza)
    return play_year(luza, stage)


def play_year(luza: Luza, stage: Stage) -> Played:
    """The same where they are employed already."""
    played = Played(luza, stage)
    ask_the_grades(played)
    ask_the_public(played)
    give_one_up(played)
    keep_a_bank(played)
    return played
