"""Rows of the record: each binds somebody, is written only inside an act, and is named by the event of the act.

An event names each row that its act wrote by a digest of all its columns, salted so that nobody guesses personal data
from it, and each row that it ended by None. Verifying compares the last digest of every row with the row of today. A
write outside of an act raises `OutsideAnAct`: `record_guard` stands around every statement.

A row belongs to a paper, and is written by acts on that paper; or to the organisation of a district (people, units,
appointments …), and is written by acts of the organisation (`roles/acts/door.py`). Such an act may be made inside an
act on a paper, when that paper appoints somebody.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models

from governance.row_digest import digest, values_of

# What an event says of the rows of its act: the name of the model → the key of the row → its digest, None if it ended.
Digests = dict[str, dict[str, str | None]]


class OutsideAnAct(RuntimeError):
    """A row of the record was to be written past the door. A fault of the program, which no user can mend."""


@dataclass
class Written:
    """The rows that one act has written so far. It is closed when the event of the act has named them."""

    # The paper on which the act is made, or else the district whose organisation it changes; the salt of its digests.
    paper: int | None = None
    district: int | None = None
    salt: str = ""
    # The act that it is made in: an act of the organisation may be made in one on a paper.
    inside: "Written | None" = None
    digests: Digests = field(default_factory=dict)
    # Tables that a statement has written to, and no digest has followed yet.
    unnamed: set[str] = field(default_factory=set)
    closed: bool = False

    def begin(self, paper: int, salt: str) -> None:
        """From now on the rows of this paper are written."""
        self.paper, self.salt = paper, salt

    def begin_of(self, district: int, salt: str) -> None:
        """From now on the rows of the organisation of this district are written."""
        self.district, self.salt = district, salt

    @property
    def on_paper(self) -> int | None:
        """The paper on which an act is under way: this one, or one that this is made in."""
        return self.paper or (self.inside.on_paper if self.inside is not None else None)

    def note(self, row: "RecordRow", *, ended: bool = False) -> None:
        """Name a row that was just written, or deleted."""
        model = type(row)
        self.check(model)
        if model.of_paper and "__" not in model.of_paper:
            owner = getattr(row, f"{model.of_paper}_id")
            if owner != self.paper:
                raise OutsideAnAct(
                    f"A row {model.__name__} of paper {owner} in an act on paper {self.paper}."
                )
        salt = getattr(row, model.salted_by) if model.salted_by else self.salt
        value = None if ended else digest(salt, model, values_of(row))
        self.digests.setdefault(model.__name__, {})[key_of(row)] = value
        self.unnamed.discard(model._meta.db_table)

    def check(self, model: "type[RecordRow]") -> None:
        """Raises OutsideAnAct for rows of the other sort than this act is made on."""
        if bool(model.of_paper) == (self.district is not None):
            raise OutsideAnAct(
                f"{model.__name__} is written by acts {'on its paper' if model.of_paper else 'of the organisation'}."
            )

    def name(self, rows: Iterable["RecordRow"]) -> None:
        """Name rows that were written before, or that get other digests."""
        for row in rows:
            self.note(row)

    def close(self) -> Digests:
        """What the event says. Raises OutsideAnAct for rows that were written and not named."""
        if self.unnamed:
            raise OutsideAnAct(f"Rows of {sorted(self.unnamed)} were written and not named.")
        self.closed = True
        return self.digests


_written: ContextVar[Written | None] = ContextVar("written", default=None)
_past_the_door: ContextVar[bool] = ContextVar("past_the_door", default=False)


@contextmanager
def writing() -> Iterator[Written]:
    """Collect what one act writes; an act inside another one collects its own."""
    token = _written.set(Written(inside=_written.get()))
    try:
        yield written()
    finally:
        _written.reset(token)


def written() -> Written:
    """What the present act has written. Raises OutsideAnAct if there is none."""
    present = _written.get()
    if present is None:
        raise OutsideAnAct("No act is under way.")
    return present


@contextmanager
def past_the_door() -> Iterator[None]:
    """Write what no event names: rows out of a backup or changed by a migration, columns that are `derived`."""
    token = _past_the_door.set(True)
    try:
        yield
    finally:
        _past_the_door.reset(token)


def is_past_the_door() -> bool:
    return _past_the_door.get()


def present_act() -> Written | None:
    """What the present act has written; None if no act is under way."""
    return _written.get()


def key_of(row: Any) -> str:
    """The key under which an event names a row."""
    names = getattr(type(row), "named_by", ())
    return ":".join(str(getattr(row, name)) for name in names) if names else str(row.pk)


def noted(row: "RecordRow", *, ended: bool = False) -> None:
    present = present_act()
    if present is not None and not is_past_the_door():
        present.note(row, ended=ended)


class RecordQuerySet(models.QuerySet[Any]):
    """Names the rows that are written many at a time, for which Django sends no signals."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows: list[Any] = super().bulk_create(objs, *args, **kwargs)
        for row in rows:
            noted(row)
        return rows

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        if not is_past_the_door():
            written().check(self.model)
        with past_the_door():
            number: int = super().bulk_update(rows, *args, **kwargs)
        for row in rows:
            noted(row)
        return number

    def update(self, **values: Any) -> int:
        if is_past_the_door() or self.model.are_derived(values):
            return super().update(**values)
        keys = list(self.order_by().values_list("pk", flat=True))
        if not keys:
            return 0
        number = super().update(**values)
        for row in self.model._base_manager.filter(pk__in=keys):
            noted(row)
        return number

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own


class RecordRow(models.Model):
    """The base of all rows of the record beside the card of a paper."""

    # The path to the paper to which it belongs; empty for what a district consists of.
    of_paper: ClassVar[str] = ""
    # The columns by which an event names it, if not by its key.
    named_by: ClassVar[tuple[str, ...]] = ()
    # What such a row is called by those who read what is wrong with it; by default the name of the model.
    called: ClassVar[Any] = ""
    # Columns that no digest covers, and why. They are written without an act, too.
    derived: ClassVar[dict[str, str]] = {}
    # References to rows of other packages, which are in no record: the column → the path to what they say.
    spelt: ClassVar[dict[str, str]] = {}
    # Columns that came when there were rows already: the column → the value that its migration gave to these. Neither
    # is ever to be changed.
    later: ClassVar[dict[str, Any]] = {}
    # The column with a salt of its own, where the personal data of one row is to be erased.
    salted_by: ClassVar[str] = ""

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of_record(cls) -> models.QuerySet[Any]:
        """The rows that events have to name: all, unless a kind says otherwise."""
        return cls._base_manager.all()

    @classmethod
    def are_derived(cls, columns: Iterable[str] | None) -> bool:
        """Whether these columns (None: all) are covered by no digest."""
        return columns is not None and set(columns) <= cls.derived.keys()


class OrganisationRow(RecordRow):
    """The base of what a district consists of: its people, units, seats, rules, registers, appointments."""

    # The path to the unit in whose district it is; "pk" if it is the unit itself.
    of_unit: ClassVar[str] = "unit"

    class Meta:
        abstract = True


def words_for(model: type[models.Model]) -> str:
    """What the rows of a model are called by people."""
    return str(getattr(model, "called", "") or getattr(model, "kind_label", "") or model._meta.verbose_name)
