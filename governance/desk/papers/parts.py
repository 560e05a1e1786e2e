"""The parts of a paper's page behind its tabs, each with the few queries that it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import Case, F, JSONField, When
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from governance.desk.base.access import SignedInRequest
from governance.desk.base.components import Fact, known
from governance.desk.base.format import day, size
from governance.desk.papers.changes import compared
from governance.desk.papers.files import FileForm
from governance.desk.papers.sheet import sheet
from governance.documents.record.attached import Attachment, Remark, Version
from governance.documents.record.document import Document
from governance.documents.record.history import history_entries


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your remark"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    place = forms.CharField(
        label=gettext_lazy("Where in the text"),
        help_text=gettext_lazy("For example: section 2, row 5. May be left empty."),
        max_length=200,
        required=False,
    )


class Part:
    """One part of the page. `form`: its form after a refusal."""

    name: ClassVar[str]

    def __init__(self, request: SignedInRequest, document: Document, form: forms.Form | None = None) -> None:
        self.request, self.document, self.form = request, document, form

    def context(self) -> dict[str, object]:
        raise NotImplementedError


class Text(Part):
    name = "text"

    def context(self) -> dict[str, object]:
        return {"sheet": sheet(self.document)}


@dataclass(frozen=True)
class RemarkShown:
    """One remark for components/remarks.html; `role`: the version and place that it is about."""

    name: str
    initials: str
    at: datetime
    text: str
    place: str
    role: str


class Remarks(Part):
    name = "remarks"

    def context(self) -> dict[str, object]:
        return {
            "remarks": self.shown(),
            "remark_form": self.form or RemarkForm(),
            "part_action": reverse("paper_remark", args=[self.document.pk]),
        }

    def shown(self) -> list[RemarkShown]:
        made = Remark.objects.filter(document_id=self.document.pk).select_related("author")
        return [
            RemarkShown(
                name=remark.author.name if remark.author else "",
                initials=remark.author.initials if remark.author else "",
                at=remark.made_at,
                text=remark.text,
                place=remark.place,
                role=_("version %(n)d") % {"n": remark.version} if remark.version else _("draft"),
            )
            for remark in made.order_by("-made_at")
        ]


@dataclass(frozen=True)
class VersionShown:
    """One version for components/versions.html; `compare`: the address of the difference from the one before."""

    label: str
    href: str
    note: str
    mark: str
    compare: str


class Versions(Part):
    """The list of versions; with ?old=N&new=M the difference between two of them."""

    name = "versions"

    def context(self) -> dict[str, object]:
        pair = [int(number) for name in ("old", "new") if (number := self.asked(name)).isdecimal()]
        found = self.read(pair)
        context: dict[str, object] = {
            "versions": self.shown(found),
            "numbers": [version.number for version in found] if len(found) > 1 else [],
        }
        if len(pair) == 2:
            known = {version.number: version for version in found}
            if not known.keys() >= {*pair}:
                raise Http404
            old, new = (known[number] for number in pair)
            context["changes"] = compared(self.document, old.said, new.said)
            context["compared"] = {"old": old, "new": new}
        return context

    def asked(self, name: str) -> str:
        return self.request.GET.get(name, "")

    def read(self, pair: Sequence[int]) -> list[Any]:
        """All versions, the newest first; only the two that are compared are read with their content."""
        return list(
            Version.objects.filter(document_id=self.document.pk)
            .select_related("author")
            .defer("content")
            .annotate(said=Case(When(number__in=pair, then=F("content")), output_field=JSONField()))
            .order_by("-number")
        )

    def shown(self, versions: Sequence[Version]) -> list[VersionShown]:
        address = f"{reverse('paper', args=[self.document.pk])}?part=versions"
        return [
            VersionShown(
                label=_("Version %(n)d of %(day)s")
                % {"n": version.number, "day": day(version.created_at.date())},
                href=f"{address}&old={version.number}&new={versions[0].number}",
                note=version.author.name if version.author else "",
                mark=version.sha256[:12],
                compare=f"{address}&old={version.number - 1}&new={version.number}"
                if version.number > 1
                else "",
            )
            for version in versions
        ]


@dataclass(frozen=True)
class FileShown:
    """One file for components/files.html."""

    name: str
    href: str
    note: str


class Files(Part):
    name = "files"

    def context(self) -> dict[str, object]:
        return {
            "files": self.shown(),
            "file_form": self.form or FileForm(),
            "part_action": reverse("paper_attach", args=[self.document.pk]),
        }

    def shown(self) -> list[FileShown]:
        attached = Attachment.objects.filter(document_id=self.document.pk).select_related("added_by")
        return [
            FileShown(
                name=file.name,
                href=reverse("paper_file", args=[self.document.pk, file.pk]),
                note=", ".join(
                    filter(
                        None,
                        [
                            size(file.size),
                            file.added_by.name if file.added_by else "",
                            day(file.added_at.date()),
                        ],
                    )
                ),
            )
            for file in attached
        ]


@dataclass(frozen=True)
class EventShown:
    """One event for components/history.html."""

    at: datetime
    what: str
    change: str
    who: str
    capacity: str
    basis: object
    reason: str
    mark: str


class History(Part):
    name = "history"

    def context(self) -> dict[str, object]:
        return {
            "events": [
                EventShown(
                    at=entry.event.at,
                    what=entry.done,
                    change=entry.state,
                    who=entry.who,
                    capacity=entry.capacity,
                    basis=entry.event.basis if entry.event.actor else "",
                    reason=entry.reason,
                    mark=entry.event.hash[:12],
                )
                for entry in history_entries(self.document)
            ]
        }


PARTS: dict[str, type[Part]] = {part.name: part for part in (Text, Remarks, Versions, Files, History)}


def card(document: Document) -> list[Fact]:
    """The registration card."""
    facts = [
        Fact(_("Kind"), document.kind_label),
        Fact(_("Unit"), document.unit),
        Fact(_("Number"), document.number or (_("given at signing") if document.numbered else "")),
        Fact(_("Date"), day(document.registered_on)),
        Fact(_("Check code"), document.spelt_code),
        Fact(_("Kept"), document.retention),
    ]
    version = document.present_version
    if version is not None:
        facts.append(Fact(_("Imprint of the version"), version.sha256[:16]))
    return known(facts)
