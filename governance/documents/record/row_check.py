"""The rows of the record against the events that name them: altered, removed and inserted rows are found."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Value

from governance.documents.record.card import is_table_of_kind
from governance.documents.record.document import Document, new_salt
from governance.documents.record.kinds import KINDS
from governance.documents.record.rows_by_paper import ROWS, RowsByPaper
from governance.proof.rows import row_faults
from governance.record_rows import Digests, RecordRow, words_for, written
from governance.row_digest import digest, names_covered


def row_models(kind: type[Document] | None = None) -> list[type[RecordRow]]:
    """The models whose rows belong to papers; `kind`: those that can have rows of such a paper."""
    models = [model for model in apps.get_models() if issubclass(model, RecordRow) and model.of_paper]
    return models if kind is None else [model for model in models if issubclass(kind, _owner(model))]


def _owner(model: type[RecordRow]) -> Any:
    """The table of the paper to which the rows of a model belong."""
    table: Any = model
    for step in model.of_paper.split("__"):
        table = table._meta.get_field(step).related_model
    return table


def tables_of_kinds() -> list[type[Document]]:
    """The card, and the tables that kinds have beside it."""
    tables = dict.fromkeys(
        table for model in KINDS.values() for table in model.__mro__ if is_table_of_kind(table)
    )
    return [Document, *tables]


def name_anew(paper: Document) -> None:
    """Give a paper a new salt and name all its rows by it: nobody guesses from old digests what they once held.

    Inside the act that erases personal data.
    """
    paper.row_salt = new_salt()
    present = written()
    present.begin(paper.pk, paper.row_salt)
    for model in row_models():
        present.name(model.of_record().filter(**{model.of_paper: paper.pk}))


def _tables(papers: Any, kind: type[Document] | None) -> list[type[Document]]:
    """The tables with rows of these papers: those of their kind, if it is known, and where somebody has put one."""
    tables = tables_of_kinds()
    others = [table for table in tables if kind is not None and not issubclass(kind, table)]
    if not others:
        return tables
    rows = [
        table._base_manager.filter(pk__in=papers.order_by().values("pk")).order_by().values_list(Value(place))
        for place, table in enumerate(others)
    ]
    strange = {others[place] for (place,) in rows[0].union(*rows[1:])}
    return [table for table in tables if table in strange or table not in others]


class RowsOfModel:
    """All rows of one model, in the order of their papers."""

    def __init__(self, model: Any, papers: Any) -> None:
        self.model = model
        is_card = issubclass(model, Document)
        path = "pk" if is_card else f"{model.of_paper}_id"
        # Of the rows of a paper itself there is one a table, and it needs no key.
        self.keys = () if is_card else model.named_by or ("pk",)
        rows = (model._base_manager.all() if is_card else model.of_record()).order_by(path, *self.keys)
        if papers is not None:
            rows = rows.filter(**{f"{path}__in": papers.order_by().values("pk")})
        columns = rows.values_list(path, *self.keys, *names_covered(model))
        self.rows = RowsByPaper(columns.iterator(ROWS))

    def of(self, paper: int, salt: str) -> Iterator[tuple[str, str]]:
        """Key and digest of each row of a paper."""
        for _paper, *values in self.rows.of(paper):
            keys, columns = values[: len(self.keys)], values[len(self.keys) :]
            yield ":".join(map(str, keys)), digest(salt, self.model, columns)


class RowCheck:
    """Compares the rows of each paper with what its events say of them.

    `kind`: that of all these papers, if it is known. Then one query tells which tables of other kinds have rows of them
    nevertheless, and tables are left out whose rows point to one of another kind: without a row there they have none.
    """

    def __init__(self, papers: Any, kind: type[Document] | None = None) -> None:
        self.models = [RowsOfModel(model, papers) for model in (*_tables(papers, kind), *row_models(kind))]

    def strays(self) -> list[str]:
        """After the last paper: a sentence for each model that has rows of papers that do not exist."""
        return [rows.rows.strays(rows.model) for rows in self.models]

    def faults(self, paper: int, salt: str, named: Digests) -> Iterator[str]:
        """What does not hold, in sentences. `named`: the last word of the events on each row."""
        for rows in self.models:
            name, words = rows.model.__name__, words_for(rows.model)
            if name not in named and not rows.rows.has(paper):
                continue
            yield from row_faults(words, named.get(name, {}), dict(rows.of(paper, salt)))
