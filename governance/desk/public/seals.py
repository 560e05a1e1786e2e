"""The public log of a district: its seals, each to be downloaded, and the proofs that each extends those before it.

For everyone, without signing in: a seal holds the number of events and one hash over all of them, and nothing else.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.desk.base.access import everyone
from governance.desk.base.components import Badge, Chip
from governance.desk.base.page import ListPage, Page
from governance.documents.seals.models import Seal, log_keys
from governance.documents.seals.stored_tree import BrokenLog, StoredTree
from governance.documents.seals.tree import EMPTY, consistency, proves_consistency
from governance.roles.unit import Unit, UnitKind

SEALS = 20


@dataclass(frozen=True)
class SealRow:
    """One seal on the page: `growth` events more than in the one before it, and whether it extends that one."""

    seal: Seal
    growth: int
    extends: Badge
    href: str
    proof: str


@dataclass(kw_only=True)
class SealsPage(ListPage):
    """templates/governance/seals.html."""

    rows: list[SealRow]
    origin: str
    keys: list[str]
    districts: list[Chip]


@everyone
def logs(request: HttpRequest) -> HttpResponse:
    """The log of the first district; there is hardly ever another one."""
    first = Seal.objects.order_by("district_id").first()
    if first is not None:
        return redirect("seals", pk=first.district_id)
    return Page(title=_("Seals of the record"), section="").response(request, "governance/seals.html")


@everyone
def seals(request: HttpRequest, pk: int) -> HttpResponse:
    district = get_object_or_404(Unit, pk=pk, kind=UnitKind.DISTRICT)
    sealed = Seal.objects.filter(district=district).order_by("-size")
    sheet = Paginator(sealed, SEALS).get_page(request.GET.get("page"))
    shown = list(sheet)
    if not shown:
        raise Http404
    earlier = sealed.filter(size__lt=shown[-1].size).first()
    origin = shown[0].checkpoint.origin
    page = SealsPage(
        title=_("Seals of the record"),
        section="",
        lead=district.name,
        page_obj=sheet,
        rows=rows_of(district, shown, earlier),
        origin=origin,
        keys=[str(key) for key in log_keys(origin)],
        districts=districts(district),
    )
    return page.response(request, "governance/seals.html")


def rows_of(district: Unit, shown: Sequence[Seal], earlier: Seal | None) -> list[SealRow]:
    """Rows from the latest to the earliest; `earlier` is the seal before the last of them."""
    proven = extending(district, shown, earlier)
    befores = [*shown[1:], earlier]
    return [
        SealRow(
            seal,
            seal.size - (before.size if before is not None else 0),
            verdict(seal, proven=good, is_first=before is None),
            reverse("seal", args=[district.pk, seal.size]),
            reverse("seal_proof", args=[district.pk, before.size, seal.size]) if before is not None else "",
        )
        for seal, before, good in zip(shown, befores, proven, strict=True)
    ]


def verdict(seal: Seal, *, proven: bool, is_first: bool) -> Badge:
    if seal.opened is None:
        return Badge("alarm", _("not signed by this server"))
    if not proven:
        return Badge("alarm", _("does not extend the one before"))
    return Badge("quiet", _("the first one")) if is_first else Badge("force", _("extends the one before"))


def extending(district: Unit, shown: Sequence[Seal], earlier: Seal | None) -> list[bool]:
    """Of each seal whether it is signed, is the head of the log, and is proven to extend the one before it."""
    befores = [*shown[1:], earlier]
    sizes = [(old.size if old is not None else 0, new.size) for new, old in zip(shown, befores, strict=True)]
    paths = [[*consistency(*pair), (0, pair[1])] for pair in sizes]
    try:
        hashes = iter(StoredTree(district.pk).hashes([one for path in paths for one in path]))
    except BrokenLog:
        return [False] * len(shown)
    result = []
    for new, old, pair, path in zip(shown, befores, sizes, paths, strict=True):
        *proof, root = (next(hashes) for _one in path)
        before = root_of(old) if old is not None else EMPTY
        result.append(root == root_of(new) and proves_consistency(*pair, proof, before, root))
    return result


def root_of(seal: Seal) -> bytes:
    """The root that a seal gives; nothing if it was not signed here."""
    return seal.opened.root if seal.opened is not None else b""


def districts(present: Unit) -> list[Chip]:
    """The districts that have a log; none where there is but one."""
    others = Unit.objects.filter(pk__in=Seal.objects.order_by().values("district")).order_by("pk")
    chips = [
        Chip(label=str(one), href=reverse("seals", args=[one.pk]), current=one == present) for one in others
    ]
    return chips if len(chips) > 1 else []


# --- for programs and for keeping -------------------------------------------------------------------------------------


def plain(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def sealed_at(district: int, size: int) -> Seal:
    return get_object_or_404(Seal, district=district, size=size)


@everyone
def seal(request: HttpRequest, pk: int, size: int) -> HttpResponse:
    """One seal, as it was signed."""
    found = sealed_at(pk, size)
    return plain(found.note, found.file_name)


@everyone
def latest(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest seal at an address that stays: witnesses fetch it."""
    found = Seal.objects.filter(district=pk).order_by("-size").first()
    if found is None:
        raise Http404
    return plain(found.note, found.file_name)


@everyone
def proof(request: HttpRequest, pk: int, old: int, new: int) -> HttpResponse:
    """The consistency proof between two seals, as a witness takes it (c2sp.org/tlog-witness, add-checkpoint)."""
    later = sealed_at(pk, new)
    if old > new:
        raise Http404
    if old:
        sealed_at(pk, old)
    try:
        hashes = StoredTree(pk).consistency_proof(old, new)
    except BrokenLog as error:
        raise Http404 from error
    lines = [f"old {old}", *(base64.b64encode(one).decode() for one in hashes), "", later.note]
    return plain("\n".join(lines), f"proof-{pk}-{old}-{new}.txt")
