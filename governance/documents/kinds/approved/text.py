"""What an approved paper says: text in sections and clauses, a table, a period; and how it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.approval.amendable import Amendable
from governance.documents.approval.amendments import Action, Amendment, Group, Part
from governance.documents.approval.approval import ApprovalState
from governance.documents.approval.disagreements import resolve
from governance.documents.approval.opinions import Consulted
from governance.documents.errors import NotLegal
from governance.documents.kinds.approved.table import Table
from governance.documents.language.clauses import numbered, read_sections
from governance.documents.language.content_labels import labelled
from governance.documents.language.noun import Noun, NounGender
from governance.documents.language.typed_text import one_line
from governance.documents.language.verb import verb
from governance.documents.record.act import Act
from governance.documents.record.document import Document
from governance.documents.record.transitions import May, move
from governance.documents.settings.forms.beginning import TextBeginning
from governance.documents.settings.forms.beginnings import OF_APPROVED
from governance.roles.rights import Right

AT_THE_DRAFTER = (ApprovalState.DRAFT, ApprovalState.REWORK)
MAX_TITLE = 500
MAX_LINE = 500


@dataclass(frozen=True)
class Form:
    """What the body of a kind is made of."""

    text: bool = False
    table: Table | None = None
    # It is made for a period, and can be closed as executed when that is over.
    period: bool = False
    # It says where the money comes from.
    money: bool = False


class ApprovedText(Consulted, Amendable):
    """The words of an approved paper, kept as data."""

    form: ClassVar[Form] = Form(text=True)
    noun: ClassVar[Noun] = Noun(NounGender.MASCULINE, "документ", "документа", "документ")

    # The keys of `content` in words, for people who compare two versions; a kind adds the columns of its table.
    content_labels = labelled(
        "title edition period start end money sections clauses number text rows totals author",
        money=gettext_lazy("Source of the money"),
        totals=gettext_lazy("Totals"),
    )

    sections: Any = models.JSONField(gettext_lazy("text"), default=list, blank=True)
    rows: Any = models.JSONField(gettext_lazy("rows"), default=list, blank=True)
    period_start = models.DateField(gettext_lazy("beginning of the period"), null=True, blank=True)
    period_end = models.DateField(gettext_lazy("end of the period"), null=True, blank=True)
    money = models.CharField(gettext_lazy("source of the money"), max_length=MAX_LINE, blank=True)
    author_text = models.CharField(gettext_lazy("worked out by"), max_length=MAX_LINE, blank=True)
    edition = models.PositiveSmallIntegerField(gettext_lazy("edition"), default=1, editable=False)
    # The paper in force that this one changes, and how (`approved.changes`); None for a paper with a text of its own.
    amends = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    changes: Any = models.JSONField(default=list, editable=False)

    class Meta(Amendable.Meta):
        abstract = True

    def content(self) -> dict[str, Any]:
        """All that is agreed and approved, with what is computed from it."""
        content: dict[str, Any] = {"title": self.title, "edition": self.edition, "author": self.author_text}
        if self.form.period:
            content["period"] = {
                "start": self.period_start.isoformat() if self.period_start else None,
                "end": self.period_end.isoformat() if self.period_end else None,
            }
        if self.form.money:
            content["money"] = self.money
        if self.form.text:
            content["sections"] = numbered(self.sections)
        if self.form.table is not None:
            rows = [self.form.table.complete(row) for row in self.rows]
            content |= {"rows": rows, "totals": self.form.table.totals(rows)}
        return content

    def words(self) -> dict[str, Any]:
        """The content to show and print: as frozen, once it has left the drafter's hands."""
        version = None if self.state in AT_THE_DRAFTER else self.present_version
        return version.content if version is not None else self.content()

    @classmethod
    def begins(cls) -> TextBeginning | None:
        """The words of districts with which such a paper is begun; None for a kind that begins with its noun."""
        return OF_APPROVED.get(cls.kind_name)

    @property
    def is_written(self) -> bool:
        """Whether there is anything to agree to."""
        return bool(self.rows) or any(section["clauses"] for section in self.sections)

    @property
    def misfit(self) -> str:
        """Why it cannot take force now, for what it concerns has changed; empty if nothing hinders it."""
        return ""

    def edition_groups(self) -> list[Group]:
        groups = [
            Group(
                key=section["id"],
                title=section["title"],
                parts=[
                    Part(clause["id"], clause["number"], {"text": clause["text"]})
                    for clause in section["clauses"]
                ],
                number=section["number"],
            )
            for section in self.words().get("sections", [])
        ]
        for amendment in self.amendments:
            _amend(groups, amendment, self.part_gender)
        return groups

    def sections_now(self) -> list[dict[str, Any]]:
        """The sections to begin the next edition with: as they read now, clauses that were taken out left out."""
        if not self.amendments:
            return list(self.sections)
        return [
            {
                "id": group.key,
                "title": group.title,
                "clauses": [{"id": part.key, "text": part.words["text"]} for part in group.standing],
            }
            for group in self.edition_groups()
        ]

    def title_in(self, case: str) -> str:
        return self.noun.decline(self.title, case)

    @move(
        source=AT_THE_DRAFTER,
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Correct", "corrected"),
        inner=True,
    )
    def revise(
        self,
        act: Act,
        *,
        title: str | None = None,
        sections: Any = None,
        rows: Sequence[Mapping[str, Any]] | None = None,
        period: tuple[date | None, date | None] | None = None,
        money: str | None = None,
        author: str | None = None,
    ) -> None:
        """Write what is given, leave the rest. No version is frozen by it: that happens when the paper is submitted."""
        before = self.content()
        if title is not None:
            self.title = one_line(title, MAX_TITLE, _("the title"))
            if not self.title:
                raise NotLegal(_("Give the paper a title."))
        if sections is not None:
            self._must_have(self.form.text, _("text"))
            self.sections = read_sections(sections)
        if rows is not None:
            self._must_have(self.form.table is not None, _("table"))
            self.rows = self._table().read(rows)
        if period is not None:
            self._must_have(self.form.period, _("period"))
            self._set_period(*period)
        if money is not None:
            self._must_have(self.form.money, _("source of money"))
            self.money = one_line(money, MAX_LINE, _("the source of the money"))
        if author is not None:
            self.author_text = one_line(author, MAX_LINE, _("the author"))
        after = self.content()
        changed = sorted(key for key in after if after[key] != before[key])
        if not changed:
            raise NotLegal(_("There is nothing to correct: change something first."))
        act.facts["changed"] = changed

    @move(
        source=ApprovalState.REWORK,
        rule=May(Right.DRAFT_PAPER),
        words=verb("approval", "Answer a proposed wording", "answered a proposed wording"),
        inner=True,
    )
    def answer_proposal(self, act: Act, *, proposal: int, answer: str, wording: str = "") -> None:
        """Take their wording, keep ours (the reason says why), or write a third one; the clause changes with it."""
        self.sections = resolve(self, self.sections, act, proposal=proposal, answer=answer, wording=wording)

    def check_words(self) -> None:
        """Raises NotLegal while its words are not complete."""
        if gaps := self.gaps():
            raise NotLegal(gaps[0])

    def gaps(self) -> list[str]:
        """What the table still lacks, as sentences."""
        if self.form.table is None:
            return []
        return [
            _("Row %(row)d: fill in «%(column)s».") % {"row": place, "column": column.label}
            for place, column in self.form.table.gaps(self.rows)
        ]

    def _table(self) -> Table:
        assert self.form.table is not None
        return self.form.table

    def _must_have(self, has: bool, what: str) -> None:
        if not has:
            raise NotLegal(
                _("A paper of the kind «%(kind)s» has no %(what)s.") % {"kind": self.kind_label, "what": what}
            )

    def _set_period(self, start: date | None, end: date | None) -> None:
        if (start is None) != (end is None):
            raise NotLegal(_("Give the first and the last day of the period."))
        if start is not None and end is not None and end < start:
            raise NotLegal(_("The period ends before it begins: correct the days."))
        self.period_start, self.period_end = start, end


def _amend(groups: list[Group], amendment: Amendment, gender: NounGender) -> None:
    """Make these changes in the parts of the groups."""
    behind: dict[str, str] = {}
    for change in amendment.changes:
        group = next((group for group in groups if group.key == change["group"]), None)
        if group is None:
            continue
        note = amendment.note(change["action"], gender)
        keys = [part.key for part in group.parts]
        if change["action"] == Action.ADD:
            anchor = behind.get(change["after"], change["after"])
            place = keys.index(anchor) + 1 if anchor in keys else len(keys)
            group.parts.insert(place, Part(change["part"], change["number"], change["words"], note))
            behind[change["after"]] = change["part"]
        elif change["part"] in keys:
            place = keys.index(change["part"])
            ends = change["action"] == Action.EXCLUDE
            words = group.parts[place].words if ends else change["words"]
            group.parts[place] = replace(group.parts[place], words=words, note=note, ended=ends)
