"""The addresses of OParl: the system, its bodies (one a district), the lists of a body, and each object by itself."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response

from governance.desk.base.access import View, everyone
from governance.desk.base.keys import key_in
from governance.desk.public.codes import normal
from governance.desk.public.oparl.kind import BASE, SCHEMA, Kind, Told, address, dated_by_record, moment
from governance.desk.public.oparl.objects import TYPES
from governance.roles.unit import Unit, UnitKind

PER_PAGE = 100
# The conditions of a list: which column of time, and on which side of it.
CONDITIONS = {
    "created_since": "told_first__gte",
    "created_until": "told_first__lte",
    "modified_since": "told_last__gte",
    "modified_until": "told_last__lte",
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def answer(request: HttpRequest, told: Told) -> HttpResponse:
    made = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    # Pages of every origin may read what everybody may read.
    made["Access-Control-Allow-Origin"] = "*"
    made["Cache-Control"] = "no-cache"
    made["ETag"] = f'"{hashlib.sha256(made.content).hexdigest()[:32]}"'
    kept = get_conditional_response(request, made["ETag"], None, made)
    return kept if isinstance(kept, HttpResponse) else made


def here(name: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{BASE}{name}"


@everyone
def system(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        {
            "id": here("system"),
            "type": f"{SCHEMA}System",
            "oparlVersion": SCHEMA,
            "body": here("bodies"),
            "name": "District governance",
            "license": LICENCE,
            "website": settings.PUBLIC_ADDRESS,
        },
    )


def districts() -> QuerySet[Any]:
    return dated_by_record(Unit.objects.filter(kind=UnitKind.DISTRICT), unit_id=OuterRef("pk"))


def body_of(district: Any) -> Told:
    told = {
        "id": address("bodies", district.pk),
        "type": f"{SCHEMA}Body",
        "system": here("system"),
        "name": district.name,
        "shortName": district.short_name,
        "license": LICENCE,
        "website": f"{settings.PUBLIC_ADDRESS}/district/?district={district.pk}",
        "legislativeTerm": [],
        "legislativeTermList": here(f"bodies/{district.pk}/terms"),
        "created": moment(district.told_first),
        "modified": moment(district.told_last),
    }
    return {**told, **{kind.listed: here(f"bodies/{district.pk}/{kind.name}") for kind in TYPES}}


@everyone
def bodies(request: HttpRequest) -> HttpResponse:
    return answer(request, page_of(request, [districts()], lambda rows: [body_of(row) for row in rows]))


@everyone
def body(request: HttpRequest, pk: int) -> HttpResponse:
    found = districts().filter(pk=pk).first()
    if found is None:
        raise Http404
    return answer(request, body_of(found))


@everyone
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """A district has no terms of election."""
    return answer(request, page_of(request, [], lambda rows: []))


def list_of(kind: Kind) -> View:
    @everyone
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not districts().filter(pk=pk).exists():
            raise Http404
        sources = [kind.rows()]
        # What was taken back is told to whoever asks for what has changed.
        if kind.gone is not None and "modified_since" in request.GET:
            sources.append(kind.gone())
        of_body = [rows.filter(**{kind.of_district: pk}) for rows in sources]
        return answer(request, page_of(request, of_body, kind.told))

    return view


def object_of(kind: Kind) -> View:
    @everyone
    def view(request: HttpRequest, code: str = "", number: int = 0) -> HttpResponse:
        wanted = {kind.key: normal(code) if kind.key == "code" else number}
        for rows in filter(None, (kind.rows, kind.gone)):
            if (found := rows().filter(**wanted).first()) is not None:
                return answer(request, kind.told([found])[0])
        raise Http404

    return view


def page_of(
    request: HttpRequest, sources: list[QuerySet[Any]], told: Callable[[list[Any]], list[Told]]
) -> Told:
    """A page of a list; what was changed last comes last, and of several sources one after the other."""
    number = max(1, key_in(request.GET.get("page", ""), 6) or 1)
    narrowed = [_narrowed(rows, request.GET) for rows in sources]
    counts = [rows.count() for rows in narrowed]
    first, found = (number - 1) * PER_PAGE, list[Any]()
    for rows, count in zip(narrowed, counts, strict=True):
        if len(found) < PER_PAGE and first < count:
            found += rows[first : first + PER_PAGE - len(found)]
        first = max(0, first - count)
    pages = max(1, -(-sum(counts) // PER_PAGE))

    def at(page: int) -> str:
        asked = request.GET.copy()
        asked["page"] = str(page)
        return f"{settings.PUBLIC_ADDRESS}{request.path}?{asked.urlencode()}"

    links = {"first": at(1), "self": at(number), "last": at(pages)}
    if number > 1:
        links["prev"] = at(min(number - 1, pages))
    if number < pages:
        links["next"] = at(number + 1)
    return {
        "data": told(found),
        "pagination": {
            "totalElements": sum(counts),
            "elementsPerPage": PER_PAGE,
            "currentPage": number,
            "totalPages": pages,
        },
        "links": links,
    }


def _narrowed(rows: QuerySet[Any], asked: QueryDict) -> QuerySet[Any]:
    """Raises BadRequest for what is no moment with its zone."""
    for name, column in CONDITIONS.items():
        if name in asked:
            try:
                at = datetime.fromisoformat(str(asked[name]).replace(" ", "+")).astimezone(UTC)
            except (ValueError, OverflowError) as error:
                raise BadRequest(f"{name} is no moment.") from error
            rows = rows.filter(**{column: at})
    return rows


def patterns() -> list[URLPattern]:
    base = BASE.lstrip("/")
    found = [
        path(f"{base}system", system, name="oparl"),
        path(f"{base}bodies", bodies, name="oparl_bodies"),
        path(f"{base}bodies/<key:pk>", body, name="oparl_body"),
        path(f"{base}bodies/<key:pk>/terms", terms, name="oparl_terms"),
    ]
    for kind in TYPES:
        named = "<str:code>" if kind.key == "code" else "<key:number>"
        name = kind.name.replace("-", "_")
        found.append(path(f"{base}bodies/<key:pk>/{kind.name}", list_of(kind), name=f"oparl_of_body_{name}"))
        found.append(path(f"{base}{kind.name}/{named}", object_of(kind), name=f"oparl_{name}"))
    return found
