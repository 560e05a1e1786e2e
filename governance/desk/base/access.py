"""Who reaches a page. Every page says it, and `manage.py check` refuses one that does not.

A paper is fetched from what its reader may see (`visible_to`); anything else answers 404, as if it were not there.
Each reading of a paper with personal data is recorded (docs/domain.md, "Personal data").
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, IntegerField, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseBase

from governance.documents.record import audit_log
from governance.documents.record.attached import Attachment, Remark, Version
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kinds import KINDS
from governance.roles.appointment import Appointment
from governance.roles.may import appointments_and_rights
from governance.roles.person import Person

View = Callable[..., HttpResponseBase]
# A page, and a page that came back with a form that was refused.
SHOWN = (200, 422)


class SignedInRequest(HttpRequest):
    """What a view behind `signed_in` or `of_paper` gets."""

    user: Person
    # What the person is appointed to today, and the (right, unit id) pairs that this gives; one query a page.
    appointments: list[Appointment]
    pairs: set[tuple[str, int]]


def everyone(view: View) -> View:
    """A public page: shows published papers and the check, no personal data."""
    view.access = "everyone"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """A page for people of the district; what it lists comes from their own visibility queries."""

    @wraps(view)
    @login_required
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.appointments, request.pairs = appointments_and_rights(request.user)
        return view(request, *args, **kwargs)

    guarded.access = "signed_in"  # type: ignore[attr-defined]
    return guarded


def of_paper(kind: str | None = None, *related: str) -> Callable[[View], View]:
    """A page of one paper: the view gets the whole paper of that `kind`, if its reader may see it.

    `related`: relations of the kind to read in the same query. What is shown of a confidential paper is recorded.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @login_required
        def guarded(request: Any, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.appointments, request.pairs = appointments_and_rights(request.user)
            paper = visible_paper(request.user, pk, kind, request.pairs, related)
            answer = view(request, paper, *args, **kwargs)
            # A move that was made shows nothing yet and stands in the history; what was handed out is a reading.
            if paper.confidential is not None and answer.status_code in SHOWN:
                audit_log.note_reading([paper], request.user, request.resolver_match.url_name)
            return answer

        guarded.access = "paper"  # type: ignore[attr-defined]
        guarded.kind = kind  # type: ignore[attr-defined]
        return guarded

    return decorate


def visible_paper(
    person: Person,
    pk: int,
    kind: str | None = None,
    pairs: set[tuple[str, int]] | None = None,
    related: tuple[str, ...] = (),
) -> Document:
    """The whole paper with its present version, or Http404 when there is none that this person may see: one query."""
    if kind is None:
        # Joined at once, the tables of all kinds would take longer than all the rest of a page.
        kind = kind_of(pk)
        related = tuple(KINDS[kind].select_related_fields)
    found = told(KINDS[kind]._default_manager.visible_to(person, pairs), *related).filter(pk=pk).first()
    if found is None:
        raise Http404
    return with_told(found, found)


@lru_cache(maxsize=10_000)
def kind_of(pk: int) -> str:
    """Of which kind a paper is, or Http404. No paper changes its kind, so a process asks once for each."""
    found = Document.objects.filter(pk=pk).values_list("kind", flat=True).first()
    if found is None:
        raise Http404
    return found


VERSION = ("id", "content", "sha256", "created_at", "author_id")
# Why the paper came into its present state: the words, and who said them or in which paper.
ARRIVAL = {"arrival_reason": "note__text", "arrival_capacity": "capacity", "arrival_basis": "basis__title"}


def told(papers: Any, *related: str) -> Any:
    """With what every page of a paper needs, in the same query: relations, counts, the present version, the arrival."""
    version = Version.objects.filter(document_id=OuterRef("pk"), number=OuterRef("version"))
    arrival = (
        Event.objects.filter(document_id=OuterRef("pk"), to_state=OuterRef("state"))
        .exclude(from_state=OuterRef("state"))
        .order_by("-position")
    )
    return papers.select_related("unit__district", "district", "author", "register", *related).annotate(
        remark_count=count_of(Remark),
        file_count=count_of(Attachment),
        **{f"version_{name}": Subquery(version.values(name)[:1]) for name in VERSION},
        **{name: Subquery(arrival.values(field)[:1]) for name, field in ARRIVAL.items()},
    )


def with_told(paper: Document, row: Any) -> Document:
    """Give the paper what came along with its `row`."""
    for name in ("remark_count", "file_count", *ARRIVAL):
        setattr(paper, name, getattr(row, name))
    if row.version_id is not None:
        fields = {name: getattr(row, f"version_{name}") for name in VERSION}
        paper.__dict__["present_version"] = Version(document_id=paper.pk, number=paper.version, **fields)
    return paper


def count_of(model: type[Model]) -> Coalesce:
    """How many rows of `model` hang on each paper."""
    counted = (
        model._default_manager.filter(document_id=OuterRef("pk"))
        .order_by()
        .values("document_id")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
