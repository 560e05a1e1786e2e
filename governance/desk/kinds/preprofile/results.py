"""The results of a survey by school and class, as pictures; what is hidden was never stored (law/surveys)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _, ngettext

from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Bar, Bars, Chip, Figure, Tab
from governance.desk.base.rights import may
from governance.desk.kinds.preprofile.section import PREPROFILE
from governance.desk.papers.picture import PicturePage, tab_to_picture
from governance.desk.papers.tabs import crumbs_of
from governance.documents.kinds.preprofile.print.survey import labels_of
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.law.surveys import Question, QuestionKind
from governance.documents.law.surveys.results import shares
from governance.roles.rights import Right


@dataclass(frozen=True)
class Result:
    """One question: its bars, or a sentence why there are none; `words`: answers in words, for whoever runs it."""

    chart: Bars
    note: str = ""
    words: Sequence[str] = ()


@dataclass(kw_only=True)
class ResultsPage(PicturePage):
    schools: Sequence[Chip]
    classes: Sequence[Chip]
    results: Sequence[Result]


def results_tab(survey: Survey) -> Tab | None:
    return tab_to_picture(survey, "survey_results") if survey.results else None


@of_paper("survey")
def survey_results(request: SignedInRequest, survey: Survey) -> HttpResponse:
    """The whole, or the school or class that is asked for; 404 until it is counted."""
    if not survey.results:
        raise Http404
    found = survey.results
    school, group = request.GET.get("school", ""), request.GET.get("class", "")
    schools = {row["key"]: row["name"] for row in found["schools"]}
    classes = {row["key"]: row for row in survey.classes}
    if (school and school not in schools) or (group and group not in classes):
        raise Http404
    school = str(classes[group]["unit"]) if group else school
    words = survey.texts if may(request, Right.RUN_SURVEY, survey.unit_id) and not school else {}
    page = ResultsPage(
        section=PREPROFILE.name,
        crumbs=crumbs_of(survey),
        title=survey.title,
        document=survey,
        stage=_("Groups of fewer than %(least)d answers are hidden, and what they would follow from.")
        % {"least": survey.least},
        figures=figures(survey),
        schools=[
            Chip(label=_("All"), href="?", current=not school),
            *(
                Chip(label=name, href=f"?school={key}", current=key == school and not group)
                for key, name in schools.items()
            ),
        ]
        if len(schools) > 1
        else [],
        classes=[
            Chip(label=row["name"], href=f"?class={key}", current=key == group)
            for key, row in classes.items()
            if school == str(row["unit"]) or len(schools) == 1
        ],
        results=[
            result(
                one,
                found["questions"][one.code],
                school,
                group,
                words.get(one.code, ()),
            )
            for one in survey.questionnaire.questions
        ],
    )
    return page.response(request, "governance/preprofile/results.html")


def figures(survey: Survey) -> list[Figure]:
    found = survey.results
    told = [Figure(value=found["answered"], name=_("have answered"))]
    if found["asked"]:
        share = round(100 * found["answered"] / found["asked"])
        told += [
            Figure(value=found["asked"], name=_("were asked")),
            Figure(value=f"{share}\u00a0%", name=_("have taken part")),
        ]
    return told


def result(
    question: Question, found: Mapping[str, Any], school: str, group: str, words: Sequence[str]
) -> Result:
    if group:
        told = found["classes"].get(group, "")
    elif school:
        told = found["schools"].get(school, "")
    else:
        told = found["whole"]
    if told is None:
        return Result(
            Bars([], title=question.text), _("Hidden: too few have answered, or a small group would follow.")
        )
    if told == "" or not told["answered"]:
        return Result(Bars([], title=question.text), _("Nobody was asked this here, or nobody has answered."))
    note = ngettext("%(n)d answer", "%(n)d answers", told["answered"]) % {"n": told["answered"]}
    if question.kind == QuestionKind.TEXT:
        return Result(Bars([], title=question.text), note, words)
    bars = [
        Bar(label=label, value=share, shown=f"{share}\u00a0% ({count})")
        for label, share, count in zip(labels_of(question), shares(told), told["counts"], strict=True)
    ]
    return Result(Bars(bars, most=100, title=question.text, note=note))
