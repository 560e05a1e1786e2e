"""Who may open a page. Every view declares it by a decorator; `manage.py check` refuses one that does not.

A paper is fetched from those that its reader may see (`visible_to`); for any other one the page answers 404.
Each reading of a paper with personal data is recorded (docs/domain.md, "Personal data").
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache, wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Count, Exists, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from governance.desk.base.reading import reader_of
from governance.desk.base.signed_in import known_of
from governance.documents.record import audit_log
from governance.documents.record.at_once import AT_ONCE
from governance.documents.record.attached import Attachment, Remark, Version
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.kinds import KINDS
from governance.documents.record.signing_rights import may_sign
from governance.documents.record.undoing import note_reader
from governance.documents.record.version_text import VersionText
from governance.documents.settings.accounts import demands_second_factor
from governance.flows.engine.models import Following
from governance.roles.appointment import Appointment
from governance.roles.person import Person
from governance.roles.unit import Unit

View = Callable[..., HttpResponseBase]
# What `visible_paper` reads of the present version, and of the event that brought the paper into its state.
VERSION = ("id", "content", "sha256", "created_at", "author_id")
TEXT = ("id", "version_id", "words", "unit_name")
ARRIVAL = {"arrival_reason": "note__text", "arrival_capacity": "capacity", "arrival_basis": "basis__title"}
# What the pages of a kind read in the query of their paper, by the kind: expressions by the names of attributes.
ALONG: dict[str, dict[str, Any]] = {}
# Status codes of a page that shows the paper: 422 is a page with a refused form.
SHOWN = (200, 422)
# The cookie that says on which paper its reader has just acted, and which revision of it they had seen.
ACTED_ON = "acted_on"


class SignedInRequest(HttpRequest):
    """The request in a view behind `signed_in` or `of_paper`."""

    user: Person
    # Whether the page was opened by the link of a letter (`reading`): the reader has not signed in.
    reads_only: bool = False
    # The appointments of the person today, and the (right, unit id) pairs that they give.
    appointments: list[Appointment]
    pairs: set[tuple[str, int]]


def know_rights(request: SignedInRequest) -> None:
    known = known_of(request.user)
    request.appointments, request.pairs = known.appointments, known.pairs


def units_within(ids: Collection[int]) -> QuerySet[Unit]:
    """The units with these ids, and all of a district that is among them."""
    return Unit.objects.filter(Q(pk__in=ids) | Q(district_id__in=ids)).order_by("kind", "pk")


def everyone(view: View) -> View:
    """A public page: published papers and the check of a copy, no personal data."""
    vars(view)["access"] = "everyone"
    return view


def signed_in(view: View) -> View:
    """A page for signed-in people; what it lists has to come from visibility queries of that person."""

    @wraps(view)
    @login_required
    def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        request.reads_only = False
        know_rights(request)
        return to_second_factor(request) or view(request, *args, **kwargs)

    vars(guarded)["access"] = "signed_in"
    return guarded


def without_second_factor(view: View) -> View:
    """A page about the own account, also for somebody who has to set up a second factor and has none yet."""

    @wraps(view)
    @login_required
    def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        request.reads_only = False
        know_rights(request)
        return view(request, *args, **kwargs)

    vars(guarded)["access"] = "signed_in"
    return guarded


def of_oneself(view: View) -> View:
    """What an open page asks for by itself, about nobody but its reader: nothing is read of their appointments."""
    guarded = login_required(view)
    vars(guarded)["access"] = "signed_in"
    return guarded


def lacks_second_factor(request: SignedInRequest) -> bool:
    """Whether the district demands a second factor of this person, because they sign papers, and they have none."""
    if settings.DEMO or not may_sign(request.pairs) or not demands_second_factor(request.user.district_id):
        return False
    return not known_of(request.user).factors


def to_second_factor(request: SignedInRequest) -> HttpResponseBase | None:
    """The way to set one up, for somebody who lacks it; until then no other page opens."""
    return redirect("mfa_index") if lacks_second_factor(request) else None


def of_paper(kind: str | None = None, *related: str, by_letter: bool = False) -> Callable[[View], View]:
    """A page of one paper: the view gets the whole paper of that `kind`, or of any; else the page answers 404.

    `related`: relations of the kind to read in the same query. Showing a confidential paper is recorded as a reading.
    `by_letter`: it opens for whom the link of a letter lets read this paper, too; a view that takes moves has to ask
    them for their password first.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedInRequest, pk: int, *args: object, **kwargs: object) -> HttpResponseBase:
            request.reads_only = False
            if not request.user.is_authenticated and (sent_away := to_sign_in(request, pk, by_letter)):
                return sent_away
            know_rights(request)
            if (first := to_second_factor(request)) is not None:
                return first
            paper = visible_paper(request.user, pk, kind, request.pairs, related)
            if request.reads_only and paper.confidential is not None:
                return redirect_to_login(request.get_full_path())
            answer = view(request, paper, *args, **kwargs)
            if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
                # The next page offers to undo it, and the next task (`papers/after`).
                answer.set_cookie(
                    ACTED_ON, f"{paper.pk}:{paper.revision}", AT_ONCE.seconds, httponly=True, samesite="Lax"
                )
            elif answer.status_code in SHOWN:
                note_reader(paper, request.user, page_data(paper).acted_last)
            # A redirect after a move shows nothing, and the move itself is recorded: only what was shown is a reading.
            if paper.confidential is not None and answer.status_code in SHOWN:
                audit_log.note_reading([paper], request.user, name_of_page(request))
            return answer

        vars(guarded)["access"] = "paper"
        vars(guarded)["kind"] = kind
        return guarded

    return decorate


def to_sign_in(request: SignedInRequest, pk: int, by_letter: bool) -> HttpResponseBase | None:
    """The way to sign in for whoever has not; None if a letter lets them read the paper, as its addressee."""
    reader = reader_of(request, pk)
    if reader is not None and by_letter:
        request.user, request.reads_only = reader, True
        return None
    if reader is not None and request.method == "POST":
        # What was typed stands in the page before: it must not be lost on the way to signing in.
        return render(request, "governance/accounts/session_over.html", status=403)
    return redirect_to_login(request.get_full_path())


def name_of_page(request: HttpRequest) -> str:
    """The name of the address that was asked for."""
    match = request.resolver_match
    return str(match.url_name) if match is not None else ""


def visible_paper(
    person: Person,
    pk: int,
    kind: str | None = None,
    pairs: set[tuple[str, int]] | None = None,
    related: tuple[str, ...] = (),
) -> Document:
    """The whole paper with its present version, in one query. Raises Http404 if this person may see no such paper."""
    if kind is None:
        # Joining the tables of all kinds in one query would take longer than everything else on a page.
        kind = kind_of(pk)
        related = tuple(KINDS[kind].select_related_fields)
    version = Version.objects.filter(document_id=OuterRef("pk"), number=OuterRef("version"))
    text = VersionText.objects.filter(
        version__document_id=OuterRef("pk"), version__number=OuterRef("version")
    )
    arrival = (
        Event.objects.filter(document_id=OuterRef("pk"), to_state=OuterRef("state"))
        .exclude(from_state=OuterRef("state"))
        .order_by("-position")
    )
    last = Event.objects.filter(document_id=OuterRef("pk"), position=OuterRef("revision"))
    visible = KINDS[kind]._default_manager.visible_to(person, pairs).filter(pk=pk)
    row = (
        visible.select_related("unit__district", "district", "author", "register", *related)
        .annotate(
            remark_count=count_of(Remark),
            file_count=count_of(Attachment),
            is_followed=Exists(Following.objects.filter(document_id=OuterRef("pk"), person_id=person.pk)),
            acted_last=Subquery(last.values("actor_id")[:1]),
            **{f"read_version_{name}": Subquery(version.values(name)[:1]) for name in VERSION},
            **{f"read_text_{name}": Subquery(text.values(name)[:1]) for name in TEXT},
            **{name: Subquery(arrival.values(field)[:1]) for name, field in ARRIVAL.items()},
            **ALONG.get(kind, {}),
        )
        .first()
    )
    if row is None:
        raise Http404
    row.__dict__["page_data"] = PageData(
        row.remark_count,
        row.file_count,
        row.is_followed,
        row.acted_last,
        *(getattr(row, name) for name in ARRIVAL),
    )
    if row.read_version_id is not None:
        fields = {name: getattr(row, f"read_version_{name}") for name in VERSION}
        row.__dict__["present_version"] = Version(document_id=row.pk, number=row.version, **fields)
    if row.read_text_id is not None:
        row.__dict__["frozen_text"] = VersionText(
            document_id=row.pk, **{name: getattr(row, f"read_text_{name}") for name in TEXT}
        )
    return row


def enter_along(model: type[Document], **expressions: Any) -> None:
    """Have the pages of a kind read more in the query of their paper; `read_along` gives it."""
    ALONG[model.kind_name] = expressions


def read_along(paper: Document, name: str) -> Any:
    return vars(paper)[name]


@dataclass(frozen=True)
class PageData:
    """What `visible_paper` has read along with a paper: the counts of its tabs, how it came into its present state.

    `acted_last`: the key of whoever made its last move. `reason`: the words with which it was sent there, by somebody
    in a `capacity` or by the paper `basis`.
    """

    remark_count: int = 0
    file_count: int = 0
    is_followed: bool = False
    acted_last: int | None = None
    reason: str | None = None
    capacity: str | None = None
    basis: str | None = None


def page_data(paper: Document) -> PageData:
    known: PageData | None = paper.__dict__.get("page_data")
    return known or PageData()


@lru_cache(maxsize=10_000)
def kind_of(pk: int) -> str:
    """The kind of a paper. Raises Http404. No paper changes its kind, so a process looks it up once."""
    kind = Document.objects.filter(pk=pk).values_list("kind", flat=True).first()
    if kind is None:
        raise Http404
    return kind


def count_of(model: type[Model]) -> Coalesce:
    """The number of rows of `model` that belong to each paper, as a subquery."""
    counted = (
        model._default_manager.filter(document_id=OuterRef("pk"))
        .order_by()
        .values("document_id")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
