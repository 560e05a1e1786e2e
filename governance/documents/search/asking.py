"""What somebody searches for, and the papers in which it is found: never others than those that they may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from governance.documents.errors import NotLegal
from governance.documents.language.words import CHUNK, chunks_in, in_other_layout, normal, number_key
from governance.documents.record.document import Document
from governance.documents.search.full_text import Groups, Hits, Phrase, hits
from governance.documents.search.similar import similar_to

LONGEST_QUERY, MOST_WORDS = 200, 20
# So many papers are put in order; whoever finds more says more.
MOST_FOUND = 1_000
# A beginning of a word is searched for from so many letters on.
SHORTEST_BEGINNING = 3


@dataclass(frozen=True)
class Query:
    """What was typed, as groups of phrases that all have to be found; `other`: the same keys in the other layout."""

    text: str
    chunks: Sequence[tuple[str, ...]]
    other: Sequence[tuple[str, ...]] = ()

    @classmethod
    def read(cls, typed: str) -> "Query":
        """Raises NotLegal with a sentence for what cannot be searched for."""
        text = " ".join(normal(typed).split())
        if not text:
            raise NotLegal(_("Type a number, a name or some words of what you look for."))
        if len(text) > LONGEST_QUERY:
            raise NotLegal(
                _("That is longer than %(n)d characters: search for the words that matter.")
                % {"n": LONGEST_QUERY}
            )
        chunks = _chunks(text)
        if not chunks:
            raise NotLegal(_("There is no word or number to search for: add one."))
        return cls(text, chunks, _chunks(in_other_layout(text)))

    @cached_property
    def number_keys(self) -> list[str]:
        """Numbers of papers that may be meant: all that was typed, or a part of it with a digit."""
        parts = [self.text, *(match[0] for match in CHUNK.finditer(self.text))]
        return sorted({number_key(part) for part in parts if any(sign.isdigit() for sign in part)})

    @property
    def exactly(self) -> list[Groups]:
        return [[[Phrase(chunk)] for chunk in chunks] for chunks in (self.chunks, self.other) if chunks]

    def nearly(self) -> list[Groups]:
        """Each word with those that begin with it, and with those that it may be a slip for; one query."""
        alike = similar_to({stem for chunk in (*self.chunks, *self.other) for stem in chunk})
        return [
            [[Phrase(chunk), *_slips(chunk, alike)] for chunk in chunks]
            for chunks in (self.chunks, self.other)
            if chunks
        ]


def _chunks(text: str) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(chunks_in(text)))[:MOST_WORDS]


def _slips(chunk: tuple[str, ...], alike: dict[str, Sequence[str]]) -> Iterable[Phrase]:
    if len(chunk[-1]) >= SHORTEST_BEGINNING and not chunk[-1].isdigit():
        yield Phrase(chunk, begins=True)
    for place, stem in enumerate(chunk):
        for other in alike.get(stem, ()):
            yield Phrase((*chunk[:place], other, *chunk[place + 1 :]))


@dataclass(frozen=True)
class Found:
    """The ids of the papers, the best first; by which wishes they were found; whether these are the very words."""

    keys: Sequence[int] = ()
    wishes: Sequence[Groups] = ()
    exactly: bool = True

    @property
    def phrases(self) -> list[Phrase]:
        return [phrase for groups in self.wishes for group in groups for phrase in group]


def search(query: Query, papers: QuerySet[Document]) -> Found:
    """Those of the papers (cards that somebody may see) in which it is found; three queries at most.

    Where no paper says just these words, those with similar ones are given.
    """
    for exactly in (True, False):
        wishes = query.exactly if exactly else query.nearly()
        keys = _keys(papers, hits(wishes, query.number_keys))
        if keys:
            break
    return Found(keys, wishes, exactly)


def _keys(papers: QuerySet[Document], found: Hits) -> list[int]:
    """The papers among the hits, in order; an entry of another revision than the paper's says nothing of it."""
    table = Document._meta.db_table
    joined = papers.extra(  # a table expression, which the ORM has no word for
        tables=["hits"],
        where=[f"hits.id = {table}.id", f"hits.revision = {table}.revision"],
    )
    ordered = joined.order_by(
        RawSQL("hits.exact", ()).desc(), RawSQL("hits.rank", ()), "-registered_on", "-pk"
    ).values_list("pk")
    try:
        sql, params = ordered[: MOST_FOUND + 1].query.sql_with_params()
    except EmptyResultSet:  # this person may see nothing at all
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"WITH hits AS MATERIALIZED ({found.sql}) {sql}", (*found.params, *params))
        return [key for (key, *_rest) in cursor.fetchall()]
