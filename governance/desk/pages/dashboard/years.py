"""The school year of a day, and the same day a year before: what the figures of a year are compared with."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_MONTH = 9  # September


@dataclass(frozen=True)
class SchoolYear:
    """From its first day to `until`, the day for which it is told."""

    first: date
    until: date

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        begun = day.year if day.month >= FIRST_MONTH else day.year - 1
        return cls(date(begun, FIRST_MONTH, 1), day)

    @property
    def before(self) -> "SchoolYear":
        """The year before, up to the same day."""
        return SchoolYear(year_before(self.first), year_before(self.until))

    @property
    def label(self) -> str:
        return f"{self.first.year}/{self.first.year + 1}"

    @property
    def query(self) -> str:
        """The condition of the list of documents."""
        return f"since={self.first.isoformat()}&until={self.until.isoformat()}"


def year_before(day: date) -> date:
    """The same day a year before; of 29 February the day before it."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year - 1)
