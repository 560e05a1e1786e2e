"""Reading papers: the list with pages and filters, one paper with its versions, events, files and PDF.

What is shown of a paper is what its page shows: the same query says who may see it (`visible_to`), and a reading of a
paper with personal data is recorded.
"""

from typing import Any

from django.http import Http404, HttpResponse
from ninja import Field, Query, Router, Schema

from governance.desk.api import values
from governance.desk.api.door import ApiRequest
from governance.desk.api.schemas import EventRow, FileRow, Paper, Papers, VersionRow, VersionText
from governance.desk.base.access import page_data, visible_paper
from governance.desk.papers.posting import paper_file as file_page
from governance.desk.papers.sheet import pdf_response
from governance.documents.record import audit_log
from governance.documents.record.attached import Attachment, Version
from governance.documents.record.document import Document
from governance.documents.record.history import history_entries
from governance.documents.record.kind_settings import Phase
from governance.documents.record.undoing import note_reader

router = Router(tags=["papers"])
# Under this name the log of readings has what a program read.
READ_AS = "api"


class PaperQuery(Schema):
    """Which papers; without any of these all that one may see."""

    kind: values.Kind | None = None
    phase: Phase | None = None
    state: values.Word | None = None
    unit: values.Key | None = None
    of_register: values.Key | None = Field(None, alias="register")
    published: bool | None = None
    changed_since: values.Moment | None = None
    after: values.Cursor | None = None
    limit: values.Limit = 50


@router.get(
    "papers", response=Papers, url_name="api_papers", summary="List papers, the one changed first first"
)
def papers(request: ApiRequest, asked: Query[PaperQuery]) -> dict[str, Any]:
    """Ask again with `changed_since`, or with the last cursor, for what has changed meanwhile."""
    cards = Document.objects.seen_by(request.user, request.pairs).cards.select_related("unit", "author")
    if asked.kind is not None:
        cards = cards.filter(kind=asked.kind.value)
    if asked.phase is not None:
        cards = cards.in_phase(asked.phase)
    if asked.state is not None:
        cards = cards.filter(state=asked.state)
    if asked.unit is not None:
        cards = cards.filter(unit_id=asked.unit)
    if asked.of_register is not None:
        cards = cards.filter(register_id=asked.of_register)
    if asked.published is not None:
        cards = cards.filter(published_at__isnull=not asked.published)
    if asked.changed_since is not None:
        cards = cards.filter(changed_at__gte=asked.changed_since)
    found, after = values.page_of(cards, "changed_at", asked.after, asked.limit)
    note_readings(request, found)
    return {"items": [card_of(paper) for paper in found], "next": values.further(request, after)}


@router.get("papers/{key:pk}", response=Paper, url_name="api_paper", summary="One paper")
def paper(request: ApiRequest, pk: values.Key) -> dict[str, Any]:
    """With its content: as it was frozen, or as it reads while it is being written.

    The ETag names the revision: send it as If-Match with a move.
    """
    document = opened(request, pk)
    version = document.present_version
    content = document.content() if document.is_being_written or version is None else version.content
    return {
        **card_of(document),
        "check_code": document.spelt_code,
        "sha256": document.present_hash,
        "content": content,
        "links": {
            "desk": values.desk_address("paper", pk),
            "pdf": values.desk_address("api_paper_pdf", pk) if document.printed else None,
            **{
                name: values.desk_address(f"api_paper_{name}", pk)
                for name in ("versions", "events", "files", "moves")
            },
        },
    }


@router.get("papers/{key:pk}/versions", response=list[VersionRow], url_name="api_paper_versions")
def paper_versions(request: ApiRequest, pk: values.Key) -> Any:
    """The frozen versions, the latest first."""
    document = opened(request, pk)
    return Version.objects.filter(document_id=document.pk).defer("content").order_by("-number")


@router.get("papers/{key:pk}/versions/{key:number}", response=VersionText, url_name="api_paper_version")
def paper_version(request: ApiRequest, pk: values.Key, number: values.Key) -> Any:
    """One version with its content, whose canonical JSON has the SHA-256 that is named."""
    document = opened(request, pk)
    found = Version.objects.filter(document_id=document.pk, number=number).first()
    if found is None:
        raise Http404
    return found


@router.get("papers/{key:pk}/events", response=list[EventRow], url_name="api_paper_events")
def paper_events(request: ApiRequest, pk: values.Key) -> Any:
    """Its history, the latest first: who did what, in which capacity and why."""
    document = opened(request, pk)
    return [
        {
            "position": entry.event.position,
            "move": entry.event.move,
            "done": entry.done,
            "who": entry.who,
            "capacity": entry.capacity,
            "reason": entry.reason,
            "from_state": entry.event.from_state,
            "to_state": entry.event.to_state,
            "version": entry.event.version,
            "at": entry.event.at,
            "hash": entry.event.hash,
        }
        for entry in history_entries(document)
    ]


@router.get("papers/{key:pk}/files", response=list[FileRow], url_name="api_paper_files")
def paper_files(request: ApiRequest, pk: values.Key) -> Any:
    """The files attached to it, as far as one reads them."""
    document = opened(request, pk)
    hidden = document.files_hidden_from(request.user, request.pairs)
    attached = Attachment.objects.filter(document_id=document.pk, erased_at=None).exclude(pk__in=hidden)
    return [
        {
            "id": file.pk,
            "name": file.name,
            "media_type": file.media_type,
            "size": file.size,
            "sha256": file.sha256,
            "added_at": file.added_at,
            "href": values.desk_address("api_paper_file", pk, file.pk),
        }
        for file in attached
    ]


@router.get("papers/{key:pk}/files/{key:file}", url_name="api_paper_file", openapi_extra=values.binary("*/*"))
def paper_file(request: ApiRequest, pk: values.Key, file: values.Key) -> Any:
    """One file."""
    return file_page(request, pk=pk, file=file)


@router.get("papers/{key:pk}/pdf", url_name="api_paper_pdf", openapi_extra=values.binary("application/pdf"))
def paper_pdf(request: ApiRequest, pk: values.Key) -> HttpResponse:
    """The paper as it is printed."""
    document = opened(request, pk)
    if not document.printed:
        raise Http404
    return pdf_response(request, document)


def opened(request: ApiRequest, pk: int) -> Document:
    """The paper, if this person may see it; they have read it then. Raises Http404."""
    document = visible_paper(request.user, pk, pairs=request.pairs)
    request.revision = document.revision
    note_reader(document, request.user, page_data(document).acted_last)
    note_readings(request, [document])
    return document


def note_readings(request: ApiRequest, found: list[Any]) -> None:
    """Record which of them are papers with personal data."""
    personal = [paper for paper in found if paper.model.confidential is not None]
    if personal:
        audit_log.note_reading(personal, request.user, READ_AS)


def card_of(paper: Document) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "code": paper.code,
        "kind": paper.kind,
        "title": paper.title,
        "state": paper.state,
        "state_label": paper.state_label,
        "phase": paper.phase,
        "unit": {"id": paper.unit_id, "name": str(paper.unit)},
        "author": None if paper.author is None else {"id": paper.author_id, "name": paper.author.name},
        "number": paper.number,
        "registered_on": paper.registered_on,
        "acts_from": paper.acts_from,
        "version": paper.version,
        "revision": paper.revision,
        "created_at": paper.created_at,
        "changed_at": paper.changed_at,
        "published_at": paper.published_at,
    }
