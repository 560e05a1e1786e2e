"""The check of a printed copy by its code, for everyone and without signing in.

A code has twelve characters, 57 bits: guessing finds nothing, so the check needs no rate limit. It shows the requisites
that the holder of a copy can read on it anyway, and never the text or title of a paper that was not published.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import everyone
from governance.desk.base.format import day
from governance.desk.public.codes import fits, misfit, normal
from governance.desk.public.requisites import Requisites, ended_text, facts, requisites
from governance.documents.record.document import Document
from governance.documents.record.kind_settings import Phase


@everyone
def check(request: HttpRequest) -> HttpResponse:
    """The form for a code; a code that could exist leads to the page of the check."""
    typed = request.GET.get("code", "")[:200]
    if not typed.strip():
        missing = {
            "meaning": "due",
            "title": _("Type the code first."),
            "text": _("It stands beside the QR code."),
        }
        return render(
            request, "governance/check.html", {"verdict": missing if "code" in request.GET else None}
        )
    code = normal(typed)
    if not fits(code):
        return answer(request, typed, unfit(code))
    return redirect("check_paper", code=code)


@everyone
def check_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The check of one code, to which the QR code leads."""
    if code != normal(code):
        return redirect("check_paper", code=normal(code)) if normal(code) else redirect("check")
    if not fits(code):
        return answer(request, code, unfit(code))
    paper = Document.objects.select_related("unit").filter(code=code).first()
    if paper is None:
        verdict = {
            "meaning": "alarm",
            "title": _("There is no paper with this code."),
            "text": _(
                "Compare the code with the paper once more. If it is the same, the paper is not from here."
            ),
        }
        return answer(request, Document(code=code).spelt_code, verdict)
    details = requisites(paper)
    if details.since is None:
        verdict = {
            "meaning": "due",
            "title": _("This is not a signed paper yet."),
            "text": _("A copy of it binds nobody."),
        }
        return answer(request, paper.spelt_code, verdict, status=200)
    shown = paper.published_at is not None and not paper.model.personal
    return answer(
        request,
        paper.spelt_code,
        verdict_on(paper, details),
        status=200,
        facts=facts(paper, details, with_title=shown),
        href=reverse("public_paper", args=[paper.code]) if shown else "",
    )


def answer(
    request: HttpRequest, code: str, verdict: dict[str, str], status: int = 404, **context: Any
) -> HttpResponse:
    page = render(
        request, "governance/check.html", {"code": code, "verdict": verdict, **context}, status=status
    )
    page["X-Robots-Tag"] = "noindex"
    return page


def unfit(code: str) -> dict[str, str]:
    return {"meaning": "alarm", "title": _("This is not the code of a paper."), "text": misfit(code)}


def verdict_on(paper: Document, details: Requisites) -> dict[str, str]:
    since = day(details.since)
    if details.ended is None:
        return {
            "meaning": "force",
            "title": _("The paper exists and is in force."),
            "text": _("Since %(day)s.") % {"day": since},
        }
    if paper.phase == Phase.VOID:
        return {"meaning": "alarm", "title": _("The paper is without force."), "text": ended_text(details)}
    return {
        "meaning": "quiet",
        "title": _("The paper exists; its time is over."),
        "text": _("State: %(state)s.") % {"state": paper.state_label} + " " + ended_text(details),
    }
