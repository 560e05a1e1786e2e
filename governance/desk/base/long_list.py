"""Pages of a list that may be very long: beyond a thousand rows it is not counted, and its end is read from the end."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

from governance.desk.base.keys import key_in

# In the address: the last rows of a list that is not counted.
LAST = "last"


class LongPage(Page):
    """A page of a list that is not counted; whether another one follows is known from the row after it."""

    number: Any

    def __init__(
        self, rows: Sequence[object], number: int | str, paginator: "LongList", *, goes_on: bool
    ) -> None:
        super().__init__(rows, 0, paginator)
        self.number = number
        self.goes_on = goes_on

    @property
    def is_end(self) -> bool:
        """Whether these are the last rows, of which nobody knows how many stand before them."""
        return self.number == LAST

    def has_next(self) -> bool:
        return self.goes_on

    def has_previous(self) -> bool:
        return not self.is_end and self.number > 1

    def next_page_number(self) -> int:
        return self.number + 1

    def end_index(self) -> int:
        return self.start_index() + len(self.object_list) - 1


class LongList(Paginator):
    """Django's pages of a list that can be counted in a moment; of a longer one, pages as they are asked for."""

    COUNTED = 1_000
    object_list: Any

    def __init__(self, object_list: Any, per_page: int, known_count: int | None = None) -> None:
        super().__init__(object_list, per_page)
        self.known_count = known_count

    @cached_property
    def count(self) -> int:
        """How many rows there are; one more than `COUNTED` for any longer list."""
        if self.known_count is not None:
            return min(self.known_count, self.COUNTED + 1)
        rows: int = self.object_list.order_by().values("pk")[: self.COUNTED + 1].count()
        return rows

    @property
    def is_long(self) -> bool:
        return self.count > self.COUNTED

    def get_page(self, number: float | str | None) -> Page:
        if not self.is_long:
            return super().get_page(number)
        place = max(key_in(str(number), longest=9) or 1, 1)
        start = (place - 1) * self.per_page
        rows = [] if number == LAST else list(self.object_list[start : start + self.per_page + 1])
        if rows:
            return LongPage(rows[: self.per_page], place, self, goes_on=len(rows) > self.per_page)
        return LongPage(list(self.object_list.reverse()[: self.per_page])[::-1], LAST, self, goes_on=False)

    def get_elided_page_range(
        self, number: float | str = 1, *, on_each_side: int = 3, on_ends: int = 2
    ) -> Iterator[str | int]:
        """Around a page of a list that is not counted: the first one, those before it, and the last rows."""
        if not self.is_long:
            yield from super().get_elided_page_range(number, on_each_side=on_each_side, on_ends=on_ends)
            return
        place = 1 if number == LAST else int(number)
        before = max(1, place - on_each_side)
        if before > 1:
            yield 1
        if before > 2:
            yield str(self.ELLIPSIS)
        yield from range(before, place + 1)
        yield str(self.ELLIPSIS)
        yield LAST
