"""The tray of notices: what one was told, paper by paper, and its archive; as a page, and as a panel over any page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from governance.desk.base.access import SignedInRequest, signed_in
from governance.desk.base.keys import key_in
from governance.desk.base.page import ListPage, Section
from governance.flows.engine import tray
from governance.flows.engine.models import Notice
from governance.flows.engine.notices import notice_line

NOTICES = Section("notices", gettext_lazy("Notices"), "notices")
# On a page, and in the panel.
A_PAGE, IN_PANEL = 50, 20


@dataclass(frozen=True)
class Line:
    notice: Notice
    text: str


@dataclass(frozen=True)
class PaperGroup:
    """The notices about one paper, the latest first; `title` is empty for what is about no paper."""

    title: str
    lines: Sequence[Line]


def by_paper(notices: Iterable[Notice]) -> list[PaperGroup]:
    """Groups in the order of their latest notice."""
    groups: dict[int | None, list[Line]] = {}
    for notice in notices:
        groups.setdefault(notice.document_id, []).append(Line(notice, notice_line(notice)))
    return [PaperGroup(str(lines[0].notice.facts.get("paper", "")), lines) for lines in groups.values()]


class TrayPage(ListPage):
    """`groups`: PaperGroup; `archive`: whether what was put away is shown; `unread`, `read`: what buttons there are."""

    def __init__(self, request: SignedInRequest) -> None:
        self.archive = "archive" in request.GET
        listed = tray.archived(request.user) if self.archive else tray.in_tray(request.user)
        sheet = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
        super().__init__(title=_("Notices"), section=NOTICES.name, page_obj=sheet)
        notices = list(sheet)
        self.groups = by_paper(notices)
        self.unread = any(notice.read_at is None for notice in notices)
        self.read = any(notice.read_at is not None for notice in notices)


@signed_in
def notices(request: SignedInRequest) -> HttpResponse:
    return TrayPage(request).response(request, "governance/notices.html")


@signed_in
def notices_panel(request: SignedInRequest) -> HttpResponse:
    """The latest of the tray, for the panel that opens over a page."""
    latest = list(tray.in_tray(request.user)[: IN_PANEL + 1])
    return render(request, "governance/notices_panel.html", _panel(latest))


def _panel(latest: Sequence[Notice]) -> dict[str, object]:
    return {
        "groups": by_paper(latest[:IN_PANEL]),
        "unread": any(notice.read_at is None for notice in latest),
        "more": len(latest) > IN_PANEL,
    }


@signed_in
def notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open what a notice is about: with that it is read."""
    opened = Notice.objects.filter(person=request.user, pk=pk).first()
    if opened is None:
        raise Http404
    tray.put(request.user, tray.Put.READ, pk)
    return redirect(reverse("paper", args=[opened.document_id]) if opened.document_id else "notices")


@require_POST
@signed_in
def notices_put(request: SignedInRequest) -> HttpResponseBase:
    """Mark one notice (`notice` in the form) or all of them: as read, put away, or back from the archive."""
    what, sent = request.POST.get("put", tray.Put.READ.value), request.POST.get("notice", "")
    key = key_in(sent)
    if what not in list(tray.Put) or (sent and key is None):
        raise Http404
    number = tray.put(request.user, tray.Put(what), key)
    if "HX-Request" in request.headers:
        return notices_panel(request)
    if not key and not number:
        messages.info(request, _("There was nothing left to do: it was done already."))
    address = reverse("notices")
    return redirect(f"{address}?archive=" if what == tray.Put.BACK else address)
