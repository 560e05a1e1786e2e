"""The base of all kinds of paper: the card with the moves that every kind has."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.documents.errors import NotLegal
from governance.documents.language.of_papers import in_the_language_of_papers
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.at_once import is_at_once
from governance.documents.record.attached import Link, Remark, Version
from governance.documents.record.document import Document
from governance.documents.record.files import attach_file
from governance.documents.record.mentions import mentioned_in
from governance.documents.record.transitions import May, move
from governance.documents.record.version_text import VersionText, words_of, words_to_freeze
from governance.proof.canonical_json import canonical, sha256
from governance.roles.rights import Right
from governance.roles.unit import Unit


def where_read(document: Document) -> list[Unit]:
    """The units whose readers may read the paper; asked once, for whoever asks again in the same act."""
    models.prefetch_related_objects([document], "readers")
    return [document.unit, *document.readers.all()]


class Paper(Document):
    """The base of all kinds: versions of its content, and the moves that every kind has."""

    # No accessor on the card: many kinds hang there, and some of their names are wanted for fields.
    document_ptr = models.OneToOneField(
        Document, models.CASCADE, parent_link=True, primary_key=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["-changed_at", "-id"]

    def freeze(self, act: Act) -> Version:
        """Freeze the present content and its words as a version; what is unchanged gives the last version again."""
        content = in_the_language_of_papers(self.content)
        words = words_to_freeze(self, content)
        digest = sha256(content)
        last = self.present_version
        if last is not None and last.sha256 == digest and canonical(words) == canonical(words_of(self)):
            return last
        self.version += 1
        version = Version.objects.create(
            document_id=self.pk,
            number=self.version,
            content=content,
            sha256=digest,
            created_at=act.at,
            author=act.by,
        )
        if words is not None:
            VersionText.objects.create(
                document_id=self.pk, version=version, words=words, unit_name=self.unit.name
            )
        self.__dict__.update(present_version=version, frozen_text=None)
        return version

    def affect(self, effect: str, papers: Iterable[int]) -> None:
        """Link the papers with these ids, in their order, to what this one does to them."""
        Link.objects.bulk_create(Link(source_id=self.pk, target_id=key, effect=effect) for key in papers)

    @move(
        source="*",
        rule=May(Right.REMARK, on=where_read),
        words=verb("paper", "Make a remark", "made a remark"),
        inner=True,
        undone_by="take_back_remark",
    )
    def remark(self, act: Act, *, text: str, place: str = "") -> None:
        """A remark on the present version; whoever it calls by name (`mentions`) has to be a reader of the paper."""
        if not text.strip():
            raise NotLegal(_("Write the remark first."))
        if called := mentioned_in(text, self):
            act.facts["mentioned"] = sorted(person.pk for person in called)
        Remark.objects.create(
            document_id=self.pk,
            version=self.version,
            author=act.person,
            text=text.strip(),
            place=place[:200],
            made_at=act.at,
        )

    @move(
        source="*",
        rule=May(Right.REMARK, on=where_read),
        words=verb("paper", "Take the remark back", "took a remark back"),
        inner=True,
    )
    def take_back_remark(self, act: Act) -> None:
        """Undo a remark at once; one that others could read stays."""
        remarks = Remark.objects.filter(document_id=self.pk, resolved_at=None).order_by("-made_at", "-pk")
        last = remarks.first()
        if last is None or last.author_id != act.person.pk or not is_at_once(last.made_at):
            raise NotLegal(_("A remark is taken back within a minute by whoever made it; this one stays."))
        last.delete()

    @move(
        source="*",
        rule=May(Right.ATTACH, on=where_read),
        words=verb("paper", "Attach a file", "attached a file"),
        inner=True,
    )
    def attach(self, act: Act, *, name: str, data: bytes) -> None:
        attach_file(self, act, name=name, data=data)
