"""Published papers and the check of a printed copy, for everyone and without signing in.

A code has twelve signs, 57 bits: trying codes finds nothing, so the check needs no throttle. It names the requisites
that the holder of a copy has before their eyes anyway, never the text or title of a paper that was not published.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.desk.access import everyone
from governance.desk.papers.sheet import is_printed, pdf_response, sheet
from governance.desk.words import day, state_of
from governance.documents.document import CODE_ALPHABET, Document, Link, Phase, Signature
from governance.documents.event import Event
from governance.documents.kinds import KINDS

PER_PAGE = 50
CODE_LENGTH = 12
# Cyrillic letters that people type for the Latin ones they look like.
LOOK_ALIKES = str.maketrans("ВСНКМРТХ", "BCHKMPTX")
# By which papers a paper is agreed and approved: their signers answer for it.
RESTS_ON = (Link.Effect.AGREE, Link.Effect.APPROVE)


# --- published papers ---------------------------------------------------------------------------------------------


@everyone
def public(request: HttpRequest) -> HttpResponse:
    """The list of published papers, the latest first."""
    papers = published().select_related("unit").order_by("-published_at", "-pk")
    paginator = Paginator(papers, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "title": _("Published papers"),
        "lead": ngettext("%(n)d paper.", "%(n)d papers.", paginator.count) % {"n": paginator.count},
        "rows": [
            {
                "href": reverse("public_paper", args=[paper.code]),
                "title": paper.title,
                "kind": paper.model.kind_label,
                "unit": paper.unit,
                "number": paper.number,
                "date": paper.registered_on,
                "published": paper.published_at,
                **state_of(paper),
            }
            for paper in page
        ],
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    return render(request, "governance/public_list.html", context)


def published() -> Any:
    """Papers that anyone may read: published, and of a kind that holds no personal data."""
    return Document.objects.published().filter(
        kind__in=[name for name, model in KINDS.items() if not model.personal]
    )


def published_paper(code: str) -> Document:
    """The whole published paper. Raises Http404 for any other code, as if there were no such paper."""
    card = (
        published()
        .filter(code=normal(code))
        .select_related("unit__district", "district", "author", "register")
        .first()
    )
    if card is None:
        raise Http404
    paper: Document = card.whole
    for name in ("unit", "district", "author", "register"):
        setattr(paper, name, getattr(card, name))
    return paper


@everyone
def public_paper(request: HttpRequest, code: str) -> HttpResponse:
    if code != normal(code):
        return redirect("public_paper", code=normal(code))
    paper = published_paper(code)
    found = requisites(paper)
    notice = None
    if paper.phase == Phase.VOID:
        notice = {"meaning": "alarm", "title": _("This paper is without force."), "text": ended_words(found)}
    context = {
        "title": paper.title,
        "crumbs": [{"label": _("Published papers"), "href": reverse("public")}],
        "state": state_of(paper),
        "about": " · ".join(
            filter(
                None, [str(paper.kind_label), str(paper.unit), number_words(paper), published_words(paper)]
            )
        ),
        "facts": facts(paper, found),
        "pdf": reverse("public_pdf", args=[paper.code]) if is_printed(paper) else "",
        "check": reverse("check_paper", args=[paper.code]),
        "notice": notice,
        "sheet": sheet(paper),
    }
    return render(request, "governance/public.html", context)


@everyone
def public_pdf(request: HttpRequest, code: str) -> HttpResponse:
    paper = published_paper(code)
    if not is_printed(paper):
        raise Http404
    return pdf_response(paper)


def number_words(paper: Document) -> str:
    if not paper.number:
        return ""
    return _("No. %(number)s of %(day)s") % {"number": paper.number, "day": day(paper.registered_on)}


def published_words(paper: Document) -> str:
    if paper.published_at is None:
        return ""
    return _("published on %(day)s") % {"day": day(timezone.localtime(paper.published_at).date())}


# --- the check ----------------------------------------------------------------------------------------------------


def normal(code: str) -> str:
    """The code as it is kept: capital Latin letters and digits, whatever people put between them."""
    return "".join(sign for sign in code.upper().translate(LOOK_ALIKES) if sign.isalnum())[:100]


@everyone
def check(request: HttpRequest) -> HttpResponse:
    """The form, and what it was sent with."""
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
    if len(code) != CODE_LENGTH or not set(code) <= set(CODE_ALPHABET):
        return answer(request, typed, unfit(code))
    return redirect("check_paper", code=code)


@everyone
def check_paper(request: HttpRequest, code: str) -> HttpResponse:
    """What a scanned QR code leads to."""
    if code != normal(code):
        return redirect("check_paper", code=normal(code)) if normal(code) else redirect("check")
    if len(code) != CODE_LENGTH or not set(code) <= set(CODE_ALPHABET):
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
        return answer(request, spelt(code), verdict)
    found = requisites(paper)
    if found.since is None:
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
        verdict_on(paper, found),
        status=200,
        facts=facts(paper, found, with_title=shown),
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
    """What is wrong with a code that no paper can have."""
    strange = "".join(sorted(set(code) - set(CODE_ALPHABET)))[:10]
    if strange:
        text = _("A code has no signs such as «%(signs)s»: compare it with the paper.") % {"signs": strange}
    else:
        text = ngettext(
            "A code has 12 signs, %(n)d was typed: compare it with the paper.",
            "A code has 12 signs, %(n)d were typed: compare it with the paper.",
            len(code),
        ) % {"n": len(code)}
    return {"meaning": "alarm", "title": _("This is not the code of a paper."), "text": text}


def spelt(code: str) -> str:
    return Document(code=code).spelt_code


# --- what is said of a paper --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Requisites:
    """What the record says. `since`: when it came into force, None for a paper that never did; `version`: its hash."""

    since: date | None
    version: str
    ended: Event | None
    signers: list[str]
    rests_on: list[Document]


def requisites(paper: Document) -> Requisites:
    """Read the record of a paper: three queries."""
    model = paper.model
    binding = {state for state, phase in model.phases.items() if phase == Phase.IN_FORCE}
    events = Event.objects.filter(document_id=paper.pk).exclude(move="draft").select_related("basis")
    since: date | None = None
    version, ended = "", None
    for event in events.order_by("position"):
        if event.to_state in binding and event.from_state not in binding and not since:
            since, version = timezone.localtime(event.at).date(), event.version_hash
        if event.from_state in binding and event.to_state not in binding:
            ended = event
    if since is None or paper.state in binding:
        ended = None
    links = Link.objects.filter(
        target_id=paper.pk, effect__in=[effect.value for effect in RESTS_ON], carried_at__isnull=False
    ).select_related("source")
    # The latest of each: a paper that was sent back is agreed to anew.
    latest = {link.effect: link.source for link in links.order_by("carried_at", "pk")}
    rests_on = [latest[effect.value] for effect in RESTS_ON if effect.value in latest]
    signatures = Signature.objects.filter(
        document_id__in=[paper.pk, *(source.pk for source in rests_on)], voided_at=None
    ).select_related("person")
    signers = dict.fromkeys(
        f"{signature.capacity}, {signature.person.signature_name}"
        for signature in signatures.order_by("signed_at", "pk")
    )
    return Requisites(since, version, ended, list(signers), rests_on)


def verdict_on(paper: Document, found: Requisites) -> dict[str, str]:
    since = day(found.since)
    if found.ended is None:
        return {
            "meaning": "force",
            "title": _("The paper exists and is in force."),
            "text": _("Since %(day)s.") % {"day": since},
        }
    if paper.phase == Phase.VOID:
        return {"meaning": "alarm", "title": _("The paper is without force."), "text": ended_words(found)}
    return {
        "meaning": "quiet",
        "title": _("The paper exists; its time is over."),
        "text": _("State: %(state)s.") % {"state": paper.state_label} + " " + ended_words(found),
    }


def ended_words(found: Requisites) -> str:
    """Since when it binds no more, and by which paper."""
    if found.ended is None:
        return ""
    on = day(timezone.localtime(found.ended.at).date())
    if found.ended.basis is not None:
        return _("Since %(day)s, by: %(paper)s.") % {"day": on, "paper": named(found.ended.basis)}
    return _("Since %(day)s.") % {"day": on}


def named(paper: Document) -> str:
    """A paper by its requisites alone: «Приказ № 47-ОД от 12.01.2012»."""
    return " ".join(filter(None, [str(paper.model.kind_label), number_words(paper)]))


def facts(paper: Document, found: Requisites, *, with_title: bool = True) -> list[dict[str, Any]]:
    """What a holder of a copy compares."""
    rows: list[tuple[str, Any]] = [
        (_("Kind"), paper.model.kind_label),
        (_("Title"), paper.title if with_title else ""),
        (_("Unit"), paper.unit.name),
        (_("Number"), paper.number),
        (_("Date"), day(paper.registered_on)),
        (_("In force since"), day(found.since)),
        (_("State"), paper.state_label),
        *((_("Rests on"), named(source)) for source in found.rests_on),
        *((_("Signed by"), signer) for signer in found.signers),
        (_("Imprint of the version"), found.version),
        (_("Check code"), paper.spelt_code),
    ]
    return [{"name": name, "value": value} for name, value in rows if value]
