"""The page on which somebody answers, made for a phone: one sheet, nothing is kept before it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.desk.base.access import everyone
from governance.desk.base.visitor import address_of, is_too_often, too_often
from governance.desk.public.apply.holder import private
from governance.desk.public.codes import normal
from governance.documents.errors import NotLegal
from governance.documents.kinds.preprofile.answering import code_behind, take_answer
from governance.documents.kinds.preprofile.answers import CODE_LENGTH, SurveyCode
from governance.documents.kinds.preprofile.survey import Survey
from governance.documents.kinds.preprofile.survey_card import SurveyFaults
from governance.documents.law.surveys import Question, QuestionKind
from governance.documents.law.surveys.questions import LONGEST_TEXT
from governance.documents.record.rate_limit import attempts, count_attempt

# A school has one address: a class that mistypes has to get through, and nobody can guess that often.
WRONG_CODES_PER_HOUR = 200
WRONG_CODE = "wrong survey code"
# The browser that has answered a poll; it tells the poll and nothing of the answer.
ANSWERED = "answered"
REMEMBERED_DAYS, MOST_REMEMBERED = 120, 20


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """A question on the page with what was chosen, and what is wrong with it."""

    question: Question
    given: Sequence[str]
    fault: str

    @property
    def is_text(self) -> bool:
        return self.question.kind == QuestionKind.TEXT

    @property
    def is_scale(self) -> bool:
        return self.question.kind == QuestionKind.SCALE

    @property
    def input_type(self) -> str:
        return "checkbox" if self.question.kind == QuestionKind.SEVERAL else "radio"

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(str(place), label, str(place) in self.given)
            for place, label in enumerate(self.question.choices)
        ]

    @property
    def text(self) -> str:
        return self.given[0] if self.given else ""

    @property
    def longest(self) -> int:
        return LONGEST_TEXT


class CodeForm(forms.Form):
    """What stands on a slip."""

    code = forms.CharField(
        label=gettext_lazy("Code of your slip"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=gettext_lazy("Eight letters and digits; the dash and small letters do not matter."),
        error_messages={"required": gettext_lazy("Type the code of your slip.")},
    )

    def clean_code(self) -> str:
        code = normal(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(_("A code has eight signs: compare it with the slip."))
        return code


@everyone
def answer_code(request: HttpRequest) -> HttpResponse:
    """For whoever types the code instead of pointing the camera at it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return private(redirect("answer", code=form.cleaned_data["code"]))
    status = 422 if form.errors else 200
    return private(render(request, "governance/answer/code.html", {"form": form}, status=status))


@everyone
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The questions for the class of a code, until it is used."""
    if attempts(WRONG_CODE, address_of(request)) >= WRONG_CODES_PER_HOUR:
        return private(too_often(request))
    found = code_behind(normal(code))
    if found is None:
        count_attempt(WRONG_CODE, address_of(request))
        return private(render(request, "governance/answer/no_code.html", status=404))
    return private(answered(request, found.survey, found))


@everyone
def poll(request: HttpRequest, code: str) -> HttpResponse:
    """A poll of the public, once from each browser."""
    survey = (
        Survey.objects.filter(code=normal(code), audience=Survey.Audience.PUBLIC, published_at__isnull=False)
        .select_related("unit", "district")
        .first()
    )
    if survey is None:
        raise Http404
    if survey.state != Survey.State.OPEN:
        return redirect("public_paper", code=survey.code)
    if survey.code in answered_before(request):
        return private(render(request, "governance/answer/thanks.html", {"survey": survey, "before": True}))
    if request.method == "POST" and is_too_often(
        request, "poll", settings.APPLY_SENDS_PER_HOUR, in_all=settings.APPLY_SENDS_PER_HOUR_IN_ALL
    ):
        return private(too_often(request))
    return private(answered(request, survey))


@everyone
def thanks(request: HttpRequest) -> HttpResponse:
    return private(render(request, "governance/answer/thanks.html"))


def answered(request: HttpRequest, survey: Survey, code: SurveyCode | None = None) -> HttpResponse:
    """The sheet, empty or with what is missing marked; then thanks. The page after it knows no code."""
    if not survey.takes_answers:
        ahead = clock.today() < survey.opens_on
        return render(request, "governance/answer/closed.html", {"survey": survey, "ahead": ahead})
    group = code.group if code is not None else ""
    questions = survey.asked(group)
    given = {one.code: request.POST.getlist(one.code) for one in questions}
    faults: Mapping[str, str] = {}
    refused = ""
    if request.method == "POST":
        try:
            take_answer(survey, given, code=code)
        except SurveyFaults as problem:
            faults, refused = problem.faults, str(problem)
        except NotLegal as problem:
            refused = str(problem)
        else:
            return thanked(request, survey if code is None else None)
    shown = {
        "survey": survey,
        "group": next((row["name"] for row in survey.classes if row["key"] == group), ""),
        "asked": [Asked(one, given[one.code], faults.get(one.code, "")) for one in questions],
        "refused": refused,
    }
    return render(request, "governance/answer/sheet.html", shown, status=422 if refused else 200)


def answered_before(request: HttpRequest) -> list[str]:
    """The polls that this browser has answered, by their codes."""
    return (request.get_signed_cookie(ANSWERED, default="", salt=ANSWERED) or "").split()


def thanked(request: HttpRequest, poll: Survey | None) -> HttpResponse:
    """Whoever has answered a poll is remembered by their browser alone."""
    response = redirect("answer_thanks")
    if poll is not None:
        before = answered_before(request)[-MOST_REMEMBERED:]
        response.set_signed_cookie(
            ANSWERED,
            " ".join([*before, poll.code]),
            salt=ANSWERED,
            max_age=REMEMBERED_DAYS * 86_400,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
