"""Which papers a person may see: the same query for lists, pages, files, exports and search."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull

from governance.documents.record.attached import Conflict, Involvement, Version
from governance.documents.record.openings import OPENINGS
from governance.roles.may import rights_of
from governance.roles.rights import Right

AnyRows = TypeVar("AnyRows", bound=models.QuerySet[Any])

# Whoever can see more papers than this has lists that are looked through in their order, not gathered first.
FEW = 2_000


@dataclass(frozen=True)
class VisiblePapers:
    """The papers that one person may see: their cards, and their ids if they are few.

    `cards` is for lists that show the first rows of some order, `all_cards` for figures over all of them: the same
    papers, asked in the way that is cheap for the one or the other.
    """

    cards: "DocumentQuerySet"
    all_cards: "DocumentQuerySet"
    keys: frozenset[int] | None

    @property
    def are_many(self) -> bool:
        return self.keys is None

    def among(self, rows: AnyRows, path: str, *, most_rows: bool = False) -> AnyRows:
        """Those rows that belong to these papers, by the path from a row to the id of its paper.

        `most_rows`: for figures over rows of most papers, which are then gathered first.
        """
        if self.keys is not None:
            return rows.filter(**{f"{path}__in": self.keys})
        # Only of distinct keys PostgreSQL makes a table, instead of asking for the paper of each row.
        cards = self.all_cards.distinct() if most_rows else self.cards
        return rows.filter(**{f"{path}__in": cards.order_by().values("pk")})


class DocumentQuerySet(models.QuerySet[Any]):
    def visible_to(
        self, person: Any, pairs: set[tuple[str, int]] | None = None, *, all_of_them: bool = False
    ) -> Self:
        """Papers that this person may see: list, page, file, export and search all start here.

        Readers of the unit, and of the units that it was opened to, see what has left the draft; drafters and the
        author see drafts; whoever a paper names (a visa, a task) sees it, and whoever another paper opens it to
        (`openings`). `pairs`: `rights_of(person)`, if known.
        `all_of_them`: the database may gather what was opened to this person, for a query that reads all papers.
        """
        if not getattr(person, "is_authenticated", False):
            return self.none()
        pairs = rights_of(person) if pairs is None else pairs
        readable = {unit_id for right, unit_id in pairs if right == Right.READ}
        drafting = {unit_id for right, unit_id in pairs if right == Right.READ_DRAFTS}
        kinds = self.model.kinds.items()
        ordinary = ~Q(kind__in=[name for name, model in kinds if model.confidential is not None])
        visible = self.filter(
            Q(ordinary, ~Q(state="draft"), Q(unit_id__in=readable) | self._opened_to(readable, all_of_them))
            | Q(ordinary, unit_id__in=drafting)
            | self._confidential(pairs, all_of_them)
            | Q(Q(ordinary) | Q(state="draft"), author_id=person.pk)
            | Q(Exists(Involvement.objects.filter(document_id=OuterRef("pk"), person_id=person.pk)))
            | Q(*(Q(pk__in=opening.papers(person.pk)) for opening in OPENINGS), _connector=Q.OR)
        )
        return visible.exclude(
            Exists(Conflict.objects.filter(document_id=OuterRef("pk"), person_id=person.pk))
        )

    def seen_by(self, person: Any, pairs: set[tuple[str, int]] | None = None) -> VisiblePapers:
        """The same papers for a page of many, which then costs what this person sees and not what the table holds.

        Two queries: what could be visible at all, by the indexes of unit, reader, author and involvement; and what of
        it is visible. To be asked of all papers, or of all papers of one kind.
        """
        if not getattr(person, "is_authenticated", False):
            return VisiblePapers(self.none(), self.none(), frozenset())
        pairs = rights_of(person) if pairs is None else pairs
        visible = self.visible_to(person, pairs)
        reached = list(self._within_reach(person, {unit_id for _right, unit_id in pairs})[: FEW + 1])
        if len(reached) > FEW:
            return VisiblePapers(visible, self.visible_to(person, pairs, all_of_them=True), None)
        # Of the cards alone: joined with the table of a kind, PostgreSQL would begin with all papers of that kind.
        of_kind = {"kind": self.model.kind_name} if self.model.kind_name else {}
        keys = self._cards().visible_to(person, pairs).filter(pk__in=set(reached), **of_kind)
        few = frozenset(keys.order_by().values_list("pk", flat=True))
        cards = self.filter(pk__in=few)
        return VisiblePapers(cards, cards, few)

    def _cards(self) -> "DocumentQuerySet":
        """The cards of all papers, of whatever kind this query is."""
        card: Any = Involvement._meta.get_field("document").related_model
        cards: DocumentQuerySet = card._default_manager.order_by()
        return cards

    def _within_reach(self, person: Any, units: set[int]) -> Any:
        """The ids of all papers that could be visible to a person with rights on these units, some of them twice."""
        cards = self._cards()
        opened = self.model.readers.through.objects.filter(unit_id__in=units)
        return (
            cards.filter(unit_id__in=units)
            .values_list("pk", flat=True)
            .union(
                opened.values_list("document_id", flat=True),
                cards.filter(author_id=person.pk).values_list("pk", flat=True),
                Involvement.objects.filter(person_id=person.pk).values_list("document_id", flat=True),
                *(opening.papers(person.pk) for opening in OPENINGS),
                all=True,
            )
        )

    def with_present_version(self) -> Self:
        """With key and hash of each paper's present version (see `keep_present_version`)."""
        present = Version.objects.filter(document_id=OuterRef("pk"), number=OuterRef("version"))
        return self.annotate(
            present_id=Subquery(present.values("pk")), present_sha256=Subquery(present.values("sha256"))
        )

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def in_phase(self, phase: Any) -> Self:
        """Papers whose state is of this phase, whatever their kind calls it."""
        kinds = self.model.kinds.items()
        of_kinds = (Q(kind=name, state__in=model.states_in(phase)) for name, model in kinds)
        return self.filter(Q(*of_kinds, _connector=Q.OR))

    def _opened_to(self, units: Collection[int], all_of_them: bool) -> Q:
        """Whether a paper was opened to the readers of one of these units.

        PostgreSQL may answer EXISTS by gathering all papers that were opened to them: good for a query over all
        papers, and bad for one that wants some. A subquery is asked of the single paper.
        """
        opened = self.model.readers.through.objects.filter(document_id=OuterRef("pk"), unit_id__in=units)
        if all_of_them:
            return Q(Exists(opened))
        return Q(IsNull(Subquery(opened.values("unit_id")[:1]), False))

    def _confidential(self, pairs: set[tuple[str, int]], all_of_them: bool) -> Q:
        """The condition for papers with personal data that these rights open; drafts stay with their authors."""
        kinds_by_units: dict[frozenset[int], list[str]] = {}
        for name, model in self.model.kinds.items():
            if model.confidential is not None:
                units = frozenset(unit_id for right, unit_id in pairs if right == model.confidential.value)
                if units:
                    kinds_by_units.setdefault(units, []).append(name)
        opened = Q(pk__in=[])
        for units, names in kinds_by_units.items():
            reached = Q(unit_id__in=units) | self._opened_to(units, all_of_them)
            opened |= Q(Q(kind__in=names), ~Q(state="draft"), reached)
        return opened
