"""The check of a printed copy by its code, and of a dossier by the key: for everyone, without signing in.

A code has twelve characters, 57 bits: guessing finds nothing, and the limits only keep the machine free. It shows the
requisites that the holder of a copy can read on it anyway, and never the text or title of a paper that was not
published.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import everyone
from governance.desk.base.components import Banner, Fact, known
from governance.desk.base.format import day
from governance.desk.base.page import Page
from governance.desk.base.visitor import in_the_next_hour, is_too_often, next_hour
from governance.desk.public.codes import CODE_LENGTH, fits, misfit, normal
from governance.desk.public.requisites import Requisites, ended_text, facts, requisites
from governance.documents.dossier.key import fingerprint, public_key
from governance.documents.printing.copies import Copy, found_copy
from governance.documents.record.document import Document, spelt
from governance.documents.record.kind_settings import Phase

TEMPLATE = "governance/check.html"


def answer(
    request: HttpRequest, verdict: Banner, code: str, *, status: int = 404, **also: object
) -> HttpResponse:
    """The `verdict` on a code that was typed; of a paper that was found also its facts."""
    shown = {"verdict": verdict, "code": code, **also}
    page = Page(title="", section="").response(request, TEMPLATE, status=status, also=shown)
    page["X-Robots-Tag"] = "noindex"
    return page


@everyone
def check(request: HttpRequest) -> HttpResponse:
    """The form for a code; a code that could exist leads to the page of the check."""
    typed = request.GET.get("code", "")[:200]
    if not typed.strip():
        title, text = _("Type the code first."), _("It stands beside the QR code.")
        missing = Banner(meaning="due", title=title, text=text) if "code" in request.GET else None
        return Page(title="", section="").response(request, TEMPLATE, also={"verdict": missing})
    code = normal(typed)
    return redirect("check_paper", code=code) if fits(code) else unfit(request, typed, code)


@everyone
def check_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The check of one code, to which the QR code leads."""
    if code != normal(code):
        return redirect("check_paper", code=normal(code)) if normal(code) else redirect("check")
    if not fits(code):
        return unfit(request, code, code)
    if not request.user.is_authenticated and is_too_often(
        request, "check", settings.CHECKS_PER_HOUR, in_all=settings.CHECKS_PER_HOUR_IN_ALL
    ):
        return too_many(request, code)
    paper = Document.objects.select_related("unit").filter(code=code[:CODE_LENGTH]).first()
    if paper is None:
        title = _("There is no paper with this code.")
        text = _("Compare the code with the paper once more. If it is the same, the paper is not from here.")
        unknown = Banner(meaning="alarm", title=title, text=text)
        return answer(request, unknown, spelt(code))
    if len(code) > CODE_LENGTH:
        return check_copy(request, paper, code)
    details = requisites(paper)
    also: dict[str, object] = {}
    if details.since is not None:
        readable = paper.published_at is not None and not paper.model.personal
        also["facts"] = facts(paper, details, with_title=readable)
        also["href"] = reverse("public_paper", args=[paper.code]) if readable else ""
    return answer(request, verdict_on(paper, details), paper.spelt_code, status=200, **also)


def check_copy(request: HttpRequest, paper: Document, code: str) -> HttpResponse:
    """The check of a print beside a card: whether it is from here, and says what holds now."""
    copy = found_copy(paper, code[CODE_LENGTH:])
    if copy is None:
        title, text = (
            _("This copy does not say what stands here."),
            _(
                "What it shows has changed since it was printed, or somebody has altered it: ask for a new print."
            ),
        )
        return answer(request, Banner(meaning="alarm", title=title, text=text), spelt(code))
    rows = [
        Fact(_("Kind"), str(copy.name)),
        Fact(_("Unit"), paper.unit.name),
        Fact(_("Number"), paper.number),
        Fact(_("Date"), day(paper.registered_on)),
        Fact(_("State"), paper.state_label),
        *(Fact(str(label), str(text)) for label, text in copy.facts),
        Fact(_("What the code proves"), str(copy.proves)),
        Fact(_("Check code"), spelt(code)),
    ]
    return answer(request, verdict_on_copy(paper, copy), spelt(code), status=200, facts=known(rows))


def verdict_on_copy(paper: Document, copy: Copy) -> Banner:
    if paper.phase == Phase.VOID:
        state = _("State: %(state)s.") % {"state": paper.state_label}
        return Banner(
            meaning="alarm", title=_("The copy is genuine, but nothing follows from it."), text=state
        )
    if not copy.present:
        title, text = (
            _("The copy is genuine, but out of date."),
            _("It has been replaced: ask for the present one."),
        )
        return Banner(meaning="due", title=title, text=text)
    text = _("Compare the number and the date with it.")
    return Banner(meaning="force", title=_("The copy is genuine and says what stands here."), text=text)


def too_many(request: HttpRequest, code: str) -> HttpResponse:
    """The same page with the code as it was typed, to be checked in the next hour."""
    text = _("The code stays in the field below: check it again after %(time)s.") % {"time": next_hour()}
    verdict = Banner(meaning="due", title=_("Too many codes are being checked."), text=text)
    return in_the_next_hour(answer(request, verdict, spelt(code)))


def unfit(request: HttpRequest, typed: str, code: str) -> HttpResponse:
    verdict = Banner(meaning="alarm", title=_("This is not the code of a paper."), text=misfit(code))
    return answer(request, verdict, typed)


def verdict_on(paper: Document, details: Requisites) -> Banner:
    if details.since is None:
        title, text = _("This is not a signed paper yet."), _("A copy of it binds nobody.")
        return Banner(meaning="due", title=title, text=text)
    if details.ended is None and not paper.has_begun:
        ahead = _("It comes into force on %(day)s.") % {"day": day(details.since)}
        return Banner(meaning="due", title=_("The paper exists and is signed."), text=ahead)
    if details.ended is None:
        since = _("Since %(day)s.") % {"day": day(details.since)}
        return Banner(meaning="force", title=_("The paper exists and is in force."), text=since)
    ended = ended_text(details)
    if paper.phase == Phase.VOID:
        return Banner(meaning="alarm", title=_("The paper is without force."), text=ended)
    state = _("State: %(state)s.") % {"state": paper.state_label}
    return Banner(meaning="quiet", title=_("The paper exists; its time is over."), text=f"{state} {ended}")


@everyone
def key(request: HttpRequest) -> HttpResponse:
    """The public key of the district with its fingerprint, to be compared with those in a dossier."""
    known = public_key()
    also = {"key": known, "fingerprint": fingerprint(known)}
    return Page(title="", section="").response(request, "governance/key.html", also=also)
