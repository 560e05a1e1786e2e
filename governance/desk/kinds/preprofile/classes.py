"""The classes of a survey: how many have answered, and the slips with codes to print, cut and hand out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.desk.base.access import SignedInRequest, of_paper
from governance.desk.base.components import Figure, Tab
from governance.desk.base.rights import may
from governance.desk.kinds.preprofile.section import PREPROFILE
from governance.desk.papers.picture import PicturePage
from governance.desk.papers.sheet import pdf
from governance.desk.papers.tabs import crumbs_of, tabs
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.language.phrases import list_date
from governance.documents.printing.data import PaperData
from governance.documents.printing.pdf import qr_svg
from governance.documents.record.document import spelt
from governance.roles.rights import Right
from governance.roles.unit import Unit

CLASSES = "classes"


@dataclass(frozen=True)
class ClassLine:
    """`slips`: where its slips are printed, empty for whoever may not."""

    school: str
    name: str
    pupils: int
    answered: int
    slips: str

    @property
    def is_done(self) -> bool:
        return self.answered == self.pupils


@dataclass(kw_only=True)
class ClassesPage(PicturePage):
    lines: Sequence[ClassLine]

    def __post_init__(self) -> None:
        self.tabs = tabs(self.document, CLASSES)


def classes_tab(survey: Survey) -> Tab | None:
    if survey.state != Survey.State.OPEN or survey.is_public:
        return None
    return Tab(label=_("Classes"), href=reverse("survey_classes", args=[survey.pk]), name=CLASSES)


def may_hand_out(request: SignedInRequest, survey: Survey, school: int) -> bool:
    """Whoever runs the survey, and in each school whoever hands out codes there."""
    return may(request, Right.RUN_SURVEY, survey.unit_id) or may(request, Right.HAND_OUT_CODES, school)


@of_paper("survey")
def survey_classes(request: SignedInRequest, survey: Survey) -> HttpResponse:
    """How many answered, never what; 404 before it is open and after it is counted."""
    if classes_tab(survey) is None:
        raise Http404
    left = dict(survey.codes.values_list("group").annotate(n=Count("pk")))
    schools = dict(
        Unit.objects.filter(pk__in=[row["unit"] for row in survey.classes]).values_list("pk", "short_name")
    )
    lines = [
        ClassLine(
            schools[row["unit"]],
            row["name"],
            row["pupils"],
            row["pupils"] - left.get(row["key"], 0),
            reverse("survey_slips", args=[survey.pk, row["key"]])
            if may_hand_out(request, survey, row["unit"]) and left.get(row["key"])
            else "",
        )
        for row in survey.classes
    ]
    asked, answered = sum(line.pupils for line in lines), sum(line.answered for line in lines)
    page = ClassesPage(
        section=PREPROFILE.name,
        crumbs=crumbs_of(survey),
        title=survey.title,
        document=survey,
        stage=_("Answers are taken until %(day)s.") % {"day": list_date(survey.closes_on)},
        figures=[
            Figure(value=answered, name=_("have answered")),
            Figure(value=asked, name=_("are asked")),
            Figure(value=sum(line.is_done for line in lines), name=_("classes are through")),
        ],
        lines=lines,
    )
    return page.response(request, "governance/preprofile/classes.html")


class SlipsData(PaperData):
    """templates/print/survey_slips.typ"""

    group: str
    until: str
    address: str
    slips: list[dict[str, str]]


@of_paper("survey")
def survey_slips(request: SignedInRequest, survey: Survey, group: str) -> HttpResponse:
    """The slips of a class that nobody has used, in an order that tells nothing. They name nobody."""
    row = next((row for row in survey.classes if row["key"] == group), None)
    if row is None or survey.state != Survey.State.OPEN or not may_hand_out(request, survey, row["unit"]):
        raise Http404
    codes = survey.codes.filter(group=group).order_by("code").values_list("code", flat=True)
    if not codes:
        raise Http404
    return pdf(request, "survey_slips", slips_data(survey, row, list(codes)), f"slips {row['name']}")


def slips_data(survey: Survey, row: dict[str, Any], codes: list[str]) -> SlipsData:
    at = settings.PUBLIC_ADDRESS
    return {
        "title": f"Листки с кодами, {row['name']}: {survey.title}",
        "created": clock.now().isoformat(),
        "group": row["name"],
        "until": list_date(survey.closes_on),
        "address": at + reverse("answer_code"),
        "slips": [{"code": spelt(code), "qr": qr_svg(at + reverse("answer", args=[code]))} for code in codes],
    }
