"""As whom one calls, the kinds of paper, registers, what has happened, decisions, indicators."""

from typing import Any

from ninja import Query, Router, Schema

from governance.desk.api import values
from governance.desk.api.door import ApiRequest
from governance.desk.api.schemas import Decisions, Feed, KindRow, Me, RegisterRow, ReportRow
from governance.desk.pages.decisions import Decisions as DecisionsBoard
from governance.desk.papers.declaration import moves_of
from governance.documents.kinds.monitoring.report import MonitoringReport
from governance.documents.kinds.protocol.decisions import Standing
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kind_settings import Phase
from governance.documents.record.kinds import KINDS
from governance.documents.record.register import Register
from governance.roles.rights import Right

router = Router(tags=["lists"])


@router.get("me", response=Me, url_name="api_me", summary="As whom one calls")
def me(request: ApiRequest) -> dict[str, Any]:
    token = request.token
    return {
        "person": {"id": request.user.pk, "name": request.user.name},
        "purpose": token.purpose if token is not None else None,
        "scope": token.scope if token is not None else None,
        "until": token.until if token is not None else None,
        "appointments": [f"{held.capacity} ({held.unit})" for held in request.appointments],
    }


@router.get("kinds", response=list[KindRow], url_name="api_kinds", summary="The kinds of paper")
def kinds(request: ApiRequest) -> list[dict[str, Any]]:
    """Their states, each with its phase, and their moves."""
    return [
        {
            "name": name,
            "label": str(model.kind_label),
            "purpose": str(model.kind_purpose),
            "confidential": model.confidential is not None,
            "states": [
                {"name": state.value, "label": str(state.label), "phase": state.phase.value}
                for state in model.State
            ],
            "moves": [{"name": move, "label": str(one.label)} for move, one in moves_of(model).items()],
        }
        for name, model in KINDS.items()
    ]


@router.get("registers", response=list[RegisterRow], url_name="api_registers", summary="Registers of numbers")
def registers(request: ApiRequest) -> list[dict[str, Any]]:
    """The series of the units that one may read papers of; the papers in each of them as far as one sees them."""
    units = {unit for right, unit in request.pairs if right == Right.READ}
    found = Register.objects.filter(unit__in=units).select_related("unit")
    return [
        {
            "id": one.pk,
            "code": one.code,
            "title": one.title,
            "template": one.template,
            "reset": one.reset,
            "unit": {"id": one.unit_id, "name": str(one.unit)},
            "papers": f"{values.desk_address('api_papers')}?register={one.pk}",
        }
        for one in found
    ]


class FeedQuery(Schema):
    """Which events; without `after` from the beginning."""

    kind: values.Kind | None = None
    since: values.Moment | None = None
    after: values.Cursor | None = None
    limit: values.Limit = 50


@router.get("events", response=Feed, url_name="api_events", summary="What has happened, the earliest first")
def events(request: ApiRequest, asked: Query[FeedQuery]) -> dict[str, Any]:
    """Of the papers that one may see. Who did it and why stands with each paper."""
    seen = Document.objects.seen_by(request.user, request.pairs)
    rows = seen.among(Event.objects.all(), "document_id").select_related("document")
    if asked.kind is not None:
        rows = rows.filter(document__kind=asked.kind.value)
    if asked.since is not None:
        rows = rows.filter(at__gte=asked.since)
    found, after = values.page_of(rows, "at", asked.after, asked.limit)
    items = [
        {
            "id": event.pk,
            "paper": event.document_id,
            "position": event.position,
            "kind": event.document.kind,
            "move": event.move,
            "from_state": event.from_state,
            "to_state": event.to_state,
            "at": event.at,
            "href": values.desk_address("api_paper", event.document_id),
        }
        for event in found
    ]
    last = values.cursor_of(found[-1], "at") if found else asked.after
    return {"items": items, "next": values.further(request, after), "last": last}


class DecisionQuery(Schema):
    """Which decisions; as the list on the desk."""

    q: values.Text | None = None
    body: values.Key | None = None
    year: values.Year | None = None
    standing: Standing | None = None
    page: values.PageNumber = 1


@router.get("decisions", response=Decisions, url_name="api_decisions", summary="Decisions of bodies")
def decisions(request: ApiRequest, asked: Query[DecisionQuery]) -> dict[str, Any]:
    """What was decided, by which vote, and whether it stands; the latest first."""
    board = DecisionsBoard(request)
    sheet = board.sheet
    beyond = asked.page > sheet.number
    return {
        "items": [] if beyond else [_decision(row) for row in board.rows],
        "next": values.further(request, page=sheet.next_page_number()) if sheet.has_next() else None,
    }


def _decision(row: Any) -> dict[str, Any]:
    protocol, item = row.entry.protocol, row.entry.item
    return {
        "protocol": protocol.pk,
        "number": protocol.number,
        "body": {"id": protocol.unit_id, "name": str(protocol.unit)},
        "held_on": row.held_on,
        "question": item.title,
        "decision": row.entry.decided,
        "standing": row.entry.standing,
        "standing_label": str(row.standing.word),
        "vote": str(row.vote),
        "about": row.subject.pk if row.subject is not None else None,
        "points": [point.sentence for point in row.points],
    }


@router.get("indicators", response=list[ReportRow], url_name="api_indicators", summary="Indicators by year")
def indicators(request: ApiRequest) -> list[dict[str, Any]]:
    """Of the reports in force, the latest first: each indicator against its target and the year before."""
    seen = Document.objects.seen_by(request.user, request.pairs)
    reports = seen.among(
        MonitoringReport.objects.filter(state__in=MonitoringReport.states_in(Phase.IN_FORCE)), "pk"
    )
    return [
        {
            "paper": report.pk,
            "starts_on": report.starts_on,
            "ends_on": report.ends_on,
            "rows": [
                {
                    **{name: row[name] for name in ("code", "title", "target", "before", "reached")},
                    "value": row["district"]["value"],
                    "schools": {key: one["value"] for key, one in row["schools"].items()},
                }
                for row in report.facts["rows"]
            ],
        }
        for report in reports.order_by("-ends_on", "-pk")
    ]
