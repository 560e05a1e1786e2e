"""What a person has chosen about letters: their language, which come at once, in the morning or not, links that read.

What binds cannot be turned off: a summons to a sitting or an absentee vote counts from its letter (the term for an
objection, the quorum), so it always comes at once. Letters about the account itself (security) ask nobody either.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.db.models import TextChoices
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from governance.roles.person import Person


class Way(TextChoices):
    AT_ONCE = "at_once", pgettext_lazy("way of letters", "at once")
    MORNING = "morning", pgettext_lazy("way of letters", "together in the morning")
    NONE = "none", pgettext_lazy("way of letters", "no letter")


class Sort(TextChoices):
    """What a letter is about. The values are stored in choices of people and in settings of districts."""

    TASK = "task", _("A decision is awaited from me")
    REMINDER = "reminder", _("Reminders of due days")
    NEWS = "news", _("News of papers that concern me")
    ESCALATION = "escalation", _("Somebody else is late, and I am next in line")
    SUMMONS = "summons", _("Invitations to sittings, votes without a sitting, votes entered for me")
    ACCOUNT = "account", _("My account: passwords, new devices, second factor")


# Those that come in the ways that somebody chooses; all others come at once.
CHOSEN: dict[Sort, tuple[Way, ...]] = {
    Sort.TASK: (Way.AT_ONCE, Way.MORNING, Way.NONE),
    Sort.REMINDER: (Way.AT_ONCE, Way.MORNING, Way.NONE),
    Sort.NEWS: (Way.AT_ONCE, Way.MORNING, Way.NONE),
    # Who is next in line answers for the delay from then on.
    Sort.ESCALATION: (Way.AT_ONCE, Way.MORNING),
}


@dataclass(frozen=True)
class LetterChoices:
    """`ways`: of all papers; `of_kinds`: of those of one kind (its name) otherwise.

    `links_since`: links of letters that were written before it open nothing.
    """

    language: str = settings.LANGUAGE_CODE
    ways: dict[Sort, Way] = field(default_factory=dict)
    of_kinds: dict[str, dict[Sort, Way]] = field(default_factory=dict)
    links: bool = True
    links_since: datetime | None = None

    def way(self, sort: Sort, kind: str) -> Way | None:
        """How letters of this sort about papers of this kind come; None: as the district has it."""
        return self.of_kinds.get(kind, {}).get(sort) or self.ways.get(sort)


def choices_of(person: Person) -> LetterChoices:
    """What this person has chosen. A way that is not offered any more counts as not chosen."""
    stored = person.letters or {}
    language = stored.get("language", settings.LANGUAGE_CODE)
    since = stored.get("links_since")
    return LetterChoices(
        language=language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        ways=_offered(stored.get("ways", {})),
        of_kinds={kind: ways for kind, given in stored.get("kinds", {}).items() if (ways := _offered(given))},
        links=bool(stored.get("links", True)),
        links_since=parse_datetime(since) if since else None,
    )


def _offered(stored: dict[str, str]) -> dict[Sort, Way]:
    return {sort: Way(stored[sort]) for sort, offered in CHOSEN.items() if stored.get(sort) in offered}


def choose(person: Person, chosen: LetterChoices) -> None:
    person.letters = {
        "language": chosen.language,
        "ways": _to_json(chosen.ways),
        "kinds": {kind: _to_json(ways) for kind, ways in chosen.of_kinds.items()},
        "links": chosen.links,
        "links_since": chosen.links_since.isoformat() if chosen.links_since else None,
    }
    person.save(update_fields=["letters"])


def _to_json(ways: dict[Sort, Way]) -> dict[str, str]:
    return {sort.value: way.value for sort, way in ways.items()}


def end_links(person: Person, moment: datetime) -> None:
    """Let no link open anything that stands in a letter written up to this moment."""
    choose(person, replace(choices_of(person), links_since=moment))
