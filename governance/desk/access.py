"""Who reaches a page. Every page says it, and `manage.py check` refuses one that does not.

A paper is fetched from what its reader may see (`visible_to`); anything else answers 404, as if it were not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, IntegerField, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseBase

from governance.documents.document import Attachment, Document, Remark
from governance.documents.kinds import KINDS
from governance.roles.may import rights_of
from governance.roles.person import Person

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """What a view behind `signed_in` or `of_paper` gets."""

    user: Person
    # (right, unit id) pairs that the person holds today; one query a page.
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
        request.pairs = rights_of(request.user)
        return view(request, *args, **kwargs)

    guarded.access = "signed_in"  # type: ignore[attr-defined]
    return guarded


def of_paper(kind: str | None = None, *related: str) -> Callable[[View], View]:
    """A page of one paper: the view gets the whole paper of that `kind`, if its reader may see it.

    `related`: relations of the kind to read in the same query.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @login_required
        def guarded(request: Any, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.pairs = rights_of(request.user)
            paper = visible_paper(request.user, pk, kind, request.pairs, related)
            return view(request, paper, *args, **kwargs)

        guarded.access = "paper"  # type: ignore[attr-defined]
        return guarded

    return decorate


def visible_paper(
    person: Person,
    pk: int,
    kind: str | None = None,
    pairs: set[tuple[str, int]] | None = None,
    related: tuple[str, ...] = (),
) -> Document:
    """The whole paper, or Http404 when there is none that this person may see; one query."""
    cards = Document.objects.visible_to(person, pairs).filter(pk=pk)
    if kind is not None:
        cards = cards.filter(kind=kind)
    children = [child_field(name) for name in ([kind] if kind is not None else KINDS)]
    further = [f"{child}__{name}" for child in children for name in related]
    card = (
        cards.select_related("unit__district", "district", "author", "register", *children, *further)
        .annotate(remark_count=count_of(Remark), file_count=count_of(Attachment))
        .first()
    )
    if card is None:
        raise Http404
    paper = getattr(card, child_field(card.kind))
    for name in ("unit", "district", "author", "register"):
        setattr(paper, name, getattr(card, name))
    paper.remark_count, paper.file_count = card.remark_count, card.file_count
    return paper


def child_field(kind: str) -> str:
    """The name under which Django keeps the child row of a card."""
    return KINDS[kind]._meta.model_name or kind


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
