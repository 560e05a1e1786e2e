"""A plan in force whose rows are changed: what was approved stays in its rows, others follow or take their place."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy

from governance.documents.approval.amendments import Action, Amendment, Change, Group, Part
from governance.documents.approval.execution.charged import executors_by_part
from governance.documents.approval.execution.rows import Executor
from governance.documents.kinds.plan.ordered import PlanOrdered
from governance.documents.kinds.plan.section import PlanRow, PlanSection, table_of
from governance.documents.kinds.plan.working_copy import understand
from governance.documents.language.noun import NounGender
from governance.documents.record.act import Act

# The words of a change, and the columns in which a row keeps them.
COLUMNS = {"text": "text", "term": "term_text", "executors": "executors_text", "place": "place"}


class PlanAmended(PlanOrdered):
    """The edition of a plan that follows from its changes."""

    changed_by: ClassVar[str] = "plan_changes"
    part_words: ClassVar[dict[str, Any]] = {
        "text": gettext_lazy("Activity"),
        "term": gettext_lazy("Term"),
        "executors": gettext_lazy("Executors"),
        "place": gettext_lazy("Where it takes place"),
    }
    part_noun: ClassVar[str] = "строка"
    part_gender: ClassVar[NounGender] = NounGender.FEMININE

    class Meta(PlanOrdered.Meta):
        abstract = True

    @cached_property
    def every_row(self) -> list[PlanSection]:
        """The table with the rows of all editions, read once for this plan in memory."""
        return table_of(self.pk, ended=True)

    def edition_groups(self) -> list[Group]:
        shown = {amendment.paper: amendment for amendment in self.amendments}
        rows_of = {section.pk: list(section.rows.all()) for section in self.every_row}
        firsts = [rows[0].number for rows in rows_of.values() if rows]
        return [
            Group(
                key=str(section.pk),
                title=section.title,
                parts=_edition(rows_of[section.pk], shown, self.part_gender),
                number=str(place) if firsts and "." in firsts[0] else "",
            )
            for place, section in enumerate(self.every_row, start=1)
        ]

    def numbered_through(self, groups: list[Group]) -> bool:
        firsts = [group.parts[0].number for group in groups if group.parts]
        return len(firsts) > 1 and firsts[1] != "1"

    # --- the changes take effect ------------------------------------------------------------------------------------

    def apply_changes(self, act: Act, changes: list[Change]) -> None:
        sections = {str(section.pk): section for section in self.every_row}
        # One object for each row: what moved down for one change is changed by the next one in its new place.
        rows = {str(row.pk): row for section in sections.values() for row in section.rows.all()}
        behind: dict[str, PlanRow] = {}
        for change in changes:
            standing = rows.get(change["part"])
            if change["action"] == Action.ADD:
                section = sections[change["group"]]
                anchor = behind.get(change["after"] or change["group"]) or rows.get(change["after"])
                place = self._room_behind(
                    anchor, [row for row in rows.values() if row.section_id == section.pk]
                )
                row = self._add_row(act, section, place, change)
                rows[str(row.pk)] = behind[change["after"] or change["group"]] = row
                continue
            assert standing is not None  # tested before the approval, under the lock of the plan
            standing.excluded_by = act.basis
            standing.save(update_fields=["excluded_by"])
            if change["action"] == Action.REWORD:
                row = self._add_row(act, standing.section, standing.position, change)
                rows[str(row.pk)] = row
                self._charge_again(standing, row)
        self._forget_rows()

    def _room_behind(self, anchor: PlanRow | None, rows: Sequence[PlanRow]) -> int:
        """The place behind a row, or at the end of its section; the rows of it that stand below move down by one."""
        if anchor is None:
            return max((row.position for row in rows), default=0) + 1
        for row in rows:
            if row.position > anchor.position:
                row.position += 1
                row.save(update_fields=["position"])
        return anchor.position + 1

    def _add_row(self, act: Act, section: PlanSection, position: int, change: Change) -> PlanRow:
        row = PlanRow(
            section=section, position=position, number=change["number"], added_by=act.basis, doubts=[]
        )
        for word, column in COLUMNS.items():
            setattr(row, column, change["words"].get(word, ""))
        understand(row, self, set())
        row.save()
        return row

    def _charge_again(self, before: PlanRow, row: PlanRow) -> None:
        """Whoever was chosen stays charged, unless the new words name other executors."""
        if before.executors_text != row.executors_text:
            return
        for executor in executors_by_part(self).get(before.part, []):
            Executor.objects.create(
                document_id=self.pk,
                part=row.part,
                position=executor.position,
                person=executor.person,
                unit=executor.unit,
                words=executor.words,
            )

    def undo(self, act: Act, paper: int) -> None:
        of_plan = PlanRow.objects.filter(section__plan_id=self.pk)
        for row in of_plan.filter(added_by_id=paper):
            row.excluded_by_id = paper
            row.save(update_fields=["excluded_by"])
        for row in of_plan.filter(excluded_by_id=paper).exclude(added_by_id=paper):
            row.excluded_by = None
            row.save(update_fields=["excluded_by"])
        self._forget_rows()

    def _forget_rows(self) -> None:
        self.kept_table = None
        for name in ("every_row", "followed", "kept_executors"):
            vars(self).pop(name, None)

    def keys_made_by(self, amendment: Amendment) -> set[str]:
        made = PlanRow.objects.filter(section__plan_id=self.pk, added_by_id=amendment.paper)
        return {str(key) for key in made.values_list("pk", flat=True)}


def _edition(rows: list[PlanRow], shown: dict[int, Amendment], gender: NounGender) -> list[Part]:
    """The rows of a section after these changes; one that was worded anew stands in its new words alone."""
    present = [row for row in rows if row.added_by_id is None or row.added_by_id in shown]
    # The new words of a row stand where those of before stood.
    ended = {(row.position, row.excluded_by_id) for row in present if row.excluded_by_id in shown}
    brought = {(row.position, row.added_by_id) for row in present if row.added_by_id is not None}
    parts = []
    for row in present:
        if row.excluded_by_id in shown:
            if (row.position, row.excluded_by_id) not in brought:
                note = shown[row.excluded_by_id].note(Action.EXCLUDE, gender)
                parts.append(_part(row, note, ended=True))
            continue
        note = ""
        if row.added_by_id is not None:
            reworded = (row.position, row.added_by_id) in ended
            note = shown[row.added_by_id].note(Action.REWORD if reworded else Action.ADD, gender)
        parts.append(_part(row, note))
    return parts


def _part(row: PlanRow, note: str, *, ended: bool = False) -> Part:
    words = {word: str(getattr(row, column)) for word, column in COLUMNS.items()}
    fixed = ""
    if row.done_on is not None:
        fixed = _("it is carried out")
    elif row.is_reported:
        fixed = _("a report on it awaits its answer")
    return Part(str(row.pk), row.number, words, note, ended, fixed)
