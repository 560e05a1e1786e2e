"""Which papers a person may see: the same query for lists, pages, files, exports and search."""

from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from governance.documents.record.attached import Conflict, Involvement, Version
from governance.roles.may import rights_of
from governance.roles.rights import Right


class DocumentQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any, pairs: set[tuple[str, int]] | None = None) -> Self:
        """Papers that this person may see: list, page, file, export and search all start here.

        Readers of the unit, and of the units that it was opened to, see what has left the draft; drafters and the
        author see drafts; whoever a paper names (a visa, a task) sees it. `pairs`: `rights_of(person)`, if known.
        """
        if not getattr(person, "is_authenticated", False):
            return self.none()
        pairs = rights_of(person) if pairs is None else pairs
        readable = {unit_id for right, unit_id in pairs if right == Right.READ}
        drafting = {unit_id for right, unit_id in pairs if right == Right.READ_DRAFTS}
        kinds = self.model.kinds.items()
        ordinary = ~Q(kind__in=[name for name, model in kinds if model.confidential is not None])
        found = self.filter(
            Q(ordinary, Q(unit_id__in=readable) | Q(pk__in=self._opened_to(readable)), ~Q(state="draft"))
            | Q(ordinary, unit_id__in=drafting)
            | self._confidential(pairs)
            | Q(Q(ordinary) | Q(state="draft"), author_id=person.pk)
            | Q(pk__in=Involvement.objects.filter(person_id=person.pk).values("document_id"))
        )
        return found.exclude(pk__in=Conflict.objects.filter(person_id=person.pk).values("document_id"))

    def with_present_version(self) -> Self:
        """With key and hash of each paper's present version (see `keep_present_version`)."""
        present = Version.objects.filter(document_id=OuterRef("pk"), number=OuterRef("version"))
        return self.annotate(
            present_id=Subquery(present.values("pk")), present_sha256=Subquery(present.values("sha256"))
        )

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def _opened_to(self, units: set[int]) -> Any:
        """Ids of the papers that were opened to the readers of one of these units."""
        return self.model.readers.through.objects.filter(unit_id__in=units).values("document_id")

    def _confidential(self, pairs: set[tuple[str, int]]) -> Q:
        """The condition for papers with personal data that these rights open; drafts stay with their authors."""
        opened = Q(pk__in=[])
        for name, model in self.model.kinds.items():
            if model.confidential is not None:
                units = {unit_id for right, unit_id in pairs if right == model.confidential.value}
                if units:
                    opened |= Q(
                        Q(unit_id__in=units) | Q(pk__in=self._opened_to(units)), ~Q(state="draft"), kind=name
                    )
        return opened
