"""The row of a paper under lock: read once, changed in memory, written once, and logged without another query."""

from typing import Any, ClassVar, Self, cast

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.record.attached import Link, Version
from governance.row_digest import as_stored


class LockedRow(models.Model):
    """The base of the card: how its row is locked for an act, and passed on when the act is written."""

    # Cached properties and prefetched lists that the moves of a kind keep up to date, so its flows can use them.
    kept_right: ClassVar[tuple[str, ...]] = ()

    # Of the card and its kind.
    version: Any
    select_related_fields: ClassVar[tuple[str, ...]]

    # The row as it was read, where somebody means to change it.
    as_read: "LockedRow | None" = None
    # Whether the paper had orders about others to carry out when its row was locked.
    had_orders: bool = False

    class Meta:
        abstract = True

    @classmethod
    def read_along(cls) -> dict[str, Any]:
        """What a kind reads in the query that locks the row: expressions by the names of the attributes."""
        return {}

    @classmethod
    def locked(cls, pk: int) -> Self:
        """The paper read again, with its row locked until the transaction ends. Raises NotLegal if it is gone.

        The query that reads the rows of card and kind also locks them, so that whoever has waited for the lock reads
        what was written before. Rows that only refer to the paper need not wait. The card comes first: whoever locks
        another paper locks its card alone, and would wait crosswise for one who had begun with the row of the kind.
        """
        orders = Link.objects.pending().filter(source_id=OuterRef("pk"))
        parents = [field.name for field in cls._meta.parents.values() if field is not None]
        cards: Any = cls._default_manager
        paper = (
            cards.select_related("unit", "district", "author", *cls.select_related_fields)
            .with_present_version()
            .annotate(had_orders=Exists(orders), **cls.read_along())
            .select_for_update(of=(*parents, "self"), no_key=True)
            .filter(pk=pk)
            .first()
        )
        if paper is None:
            raise NotLegal(_("There is no such paper any more."))
        if paper.unit.district_id is not None:
            paper.unit.district = paper.district
        paper.remember()
        paper.keep_present_version()
        return cast(Self, paper)

    def keep_present_version(self) -> None:
        """Set the present version from the columns read with the card; its content is read only when it is needed."""
        row: Any = self
        if row.present_sha256:
            row.__dict__["present_version"] = Version.from_db(
                row._state.db,
                ["id", "document_id", "number", "sha256"],
                [row.present_id, row.pk, row.version, row.present_sha256],
            )

    def remember(self) -> None:
        """Remember the present values: from now on `save` writes only what differs from them."""
        self.as_read = self.afresh()

    def changed_fields(self) -> list[str]:
        """The fields whose values differ from those that were read."""
        return [
            field.attname
            for field in self._meta.concrete_fields
            if not field.primary_key and getattr(self, field.attname) != getattr(self.as_read, field.attname)
        ]

    def afresh(self) -> Self:
        """A copy of the row without anything cached, as the next reader gets it, except for the units read with it."""
        fields = self._meta.concrete_fields
        row = self.from_db(
            self._state.db,
            [field.attname for field in fields],
            [as_stored(field, getattr(self, field.attname)) for field in fields],
        )
        related = self._state.fields_cache
        row._state.fields_cache = {name: related[name] for name in ("unit", "district") if name in related}
        return row

    def handed_on(self) -> Self:
        """A copy of the row for the flows, with what the act has read and kept up to date."""
        row: Any = self.afresh()
        row._state.fields_cache = dict(self._state.fields_cache)
        kept = (*self.kept_right, *self.read_along())
        row.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        lists = getattr(self, "_prefetched_objects_cache", {})
        row._prefetched_objects_cache = {name: lists[name] for name in self.kept_right if name in lists}
        return cast(Self, row)
