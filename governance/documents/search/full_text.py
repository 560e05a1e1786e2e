"""The stems of each paper as the database searches them: FTS5 on SQLite, a tsvector on PostgreSQL.

Neither makes stems of its own: both get those of `language.words` and are asked for those. Their rows are written by
code, for SQLite silently drops the triggers of a table that a migration remakes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper

from governance.documents.search.models import Section

# The four weights, the heaviest first, and what has them.
WEIGHTS: tuple[tuple[Section, ...], ...] = (
    (Section.TITLE,),
    (Section.DECISION, Section.AGENDA),
    (Section.TEXT, Section.NAME, Section.FILE),
    (Section.REMARK, Section.REASON, Section.EARLIER),
)
# Stands between two places, so that no phrase is found across them: letters and digits are no word together.
NO_WORD = "0x0"
# PostgreSQL knows no positions beyond this one, and not more of them for a stem.
LAST_POSITION, MOST_POSITIONS = 16_383, 255

# What the migrations add to the tables of the models, by the vendor of the database.
SCHEMA = {
    "sqlite": (
        "CREATE VIRTUAL TABLE index_words USING fts5 (a, b, c, d, tokenize = 'unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "ALTER TABLE governance_indexentry ADD COLUMN words tsvector",
        "CREATE INDEX index_words ON governance_indexentry USING gin (words)",
    ),
}

Stems = Mapping[Section, Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Phrase:
    """Stems that stand beside each other; `begins`: the last one is the beginning of a word."""

    stems: tuple[str, ...]
    begins: bool = False


# Each of the groups has to be found, by one of its phrases.
Groups = Sequence[Sequence[Phrase]]


@dataclass(frozen=True)
class Hits:
    """A table expression of the papers that were found: id, revision, exact, rank (the lower the better)."""

    sql: str
    params: tuple[str, ...]


def write(document: int, stems: Stems) -> None:
    """Replace the stems of a paper."""
    columns = [[text for section in sections for text in stems.get(section, ())] for sections in WEIGHTS]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            forget(document)
            said = [f" {NO_WORD} ".join(" ".join(text) for text in texts) for texts in columns]
            cursor.execute(
                "INSERT INTO index_words (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)", [document, *said]
            )
        else:
            cursor.execute(
                "UPDATE governance_indexentry SET words = %s::tsvector WHERE document_id = %s",
                [_tsvector(columns), document],
            )


def forget(document: int) -> None:
    """Remove the stems of a paper; on PostgreSQL they go with its entry."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM index_words WHERE rowid = %s", [document])


def _tsvector(columns: Iterable[Iterable[Sequence[str]]]) -> str:
    """The text of a tsvector; no parser of the database is asked what a word is."""
    places: dict[str, list[str]] = defaultdict(list)
    position = 1
    for weight, texts in zip("ABCD", columns, strict=True):
        for text in texts:
            for stem in text:
                places[stem].append(f"{min(position, LAST_POSITION)}{weight}")
                position += 1
            position += 1
    return " ".join(f"'{stem}':{','.join(at[:MOST_POSITIONS])}" for stem, at in places.items())


def hits(wishes: Sequence[Groups], number_keys: Sequence[str]) -> Hits:
    """The papers that fulfil one of the wishes. `exact`: its number is one of those that were asked for."""
    keys = number_keys or ("-",)  # which is the key of no number
    exact = f"number_key IN ({', '.join(['%s'] * len(keys))}) AS exact"
    if connection.vendor == "sqlite":
        return Hits(
            f"SELECT document_id AS id, revision, {exact}, bm25(index_words, 10.0, 4.0, 1.0, 0.5) AS rank"
            " FROM index_words CROSS JOIN governance_indexentry ON document_id = index_words.rowid"
            " WHERE index_words MATCH %s",
            (*keys, _asked(wishes, _in_fts5, " OR ", " AND ")),
        )
    asked = _asked(wishes, _in_tsquery, " | ", " & ")
    return Hits(
        f"SELECT document_id AS id, revision, {exact},"
        " -ts_rank('{0.05, 0.1, 0.4, 1.0}', words, %s::tsquery) AS rank"
        " FROM governance_indexentry WHERE words @@ %s::tsquery",
        (*keys, asked, asked),
    )


def _in_fts5(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.stems)}"{" *" if phrase.begins else ""}'


def _in_tsquery(phrase: Phrase) -> str:
    stems = " <-> ".join(f"'{stem}'" for stem in phrase.stems)
    return f"({stems}{':*' if phrase.begins else ''})"


def _asked(wishes: Sequence[Groups], spelt: Callable[[Phrase], str], either: str, both: str) -> str:
    return either.join(
        f"({both.join(f'({either.join(map(spelt, group))})' for group in groups)})" for groups in wishes
    )


def without_paper(stems: Iterable[str]) -> list[str]:
    """Those of the stems that no paper says any more."""
    wanted = sorted(set(stems))
    if not wanted:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return [stem for stem in wanted if not _occurs(stem, cursor)]
        cursor.execute(
            "SELECT stem FROM unnest(%s::text[]) AS stem WHERE NOT EXISTS"
            " (SELECT 1 FROM governance_indexentry WHERE words @@ ('''' || stem || '''')::tsquery)",
            [wanted],
        )
        return [stem for (stem,) in cursor.fetchall()]


def _occurs(stem: str, cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT 1 FROM index_words WHERE index_words MATCH %s LIMIT 1", [f'"{stem}"'])
    return cursor.fetchone() is not None
