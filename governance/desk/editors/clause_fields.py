"""Fields beside each clause of a text: other wordings that are proposed, or that an agreement gives."""

from typing import NamedTuple

from django.forms import BoundField, Field
from django.http import QueryDict

from governance.desk.editors.clauses import Item
from governance.desk.papers.forms import Facts, SeenForm
from governance.documents.language.clauses import Section, clauses_of


class ClauseFields(NamedTuple):
    """A clause with its fields; `open` where something is typed or wrong."""

    clause: Item
    fields: list[BoundField]
    open: bool


class ClauseFieldsForm(SeenForm):
    """A form with further fields for each clause; «why-0a1b2c3d» is the field `why` of the clause with that id.

    templates/governance/components/clause_fields.html shows what `shown` returns.
    """

    def __init__(self, data: QueryDict | None = None, *, initial: Facts, sections: list[Section]) -> None:
        super().__init__(data, initial=initial)
        self.sections = sections
        for clause in clauses_of(sections):
            self.fields |= {f"{name}-{clause['id']}": field for name, field in self.fields_of().items()}

    @staticmethod
    def fields_of() -> dict[str, Field]:
        """The fields of one clause by their names, made anew."""
        raise NotImplementedError

    def untouched(self, clause: Item) -> str:
        """The words in a field in which nobody has typed."""
        return ""

    def shown(self) -> list[tuple[Section, list[ClauseFields]]]:
        return [(section, [self._row(clause) for clause in section["clauses"]]) for section in self.sections]

    def _row(self, clause: Item) -> ClauseFields:
        fields = [self[f"{name}-{clause['id']}"] for name in self.fields_of()]
        untouched = self.untouched(clause)
        return ClauseFields(
            clause, fields, any(field.errors or (field.value() or "") != untouched for field in fields)
        )

    def words(self, name: str) -> dict[str, str]:
        """What was typed into the fields of this name, by the ids of the clauses. Only after `is_valid`."""
        return {
            clause["id"]: self.cleaned_data[f"{name}-{clause['id']}"] for clause in clauses_of(self.sections)
        }
