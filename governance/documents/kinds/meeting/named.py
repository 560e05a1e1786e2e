"""Who reports on a question, reports beside, or has brought it in: people of the district, or a guest by words.

Whoever is named sees the meeting, and of its papers those of their own questions (docs/domain.md, "Speakers and
papers of a question").
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from governance.documents.errors import NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TITLE, AgendaItem
from governance.documents.language.typed_text import one_line
from governance.documents.record.openings import Opening, enter_opening
from governance.documents.settings.posts import declined
from governance.record_rows import RecordRow
from governance.roles.appointment import Appointment
from governance.roles.names import Case
from governance.roles.person import Person

MOST_NAMED = 12
LONGEST_WORDS = 400
# Why somebody is involved in a meeting.
NAMED = "named"
# From the day on which the agenda is sent out a question opens its paper to whom it names.
OPENED_IN = ("planned", "running", "voting", "held")


class NamedAs(models.TextChoices):
    SPEAKER = "speaker", pgettext_lazy("part in a question", "speaker")
    CO_SPEAKER = "co_speaker", pgettext_lazy("part in a question", "co-speaker")
    AUTHOR = "author", pgettext_lazy("part in a question", "author of the draft")


# How an agenda introduces them; the speaker stands first, without a word.
INTRODUCED = {NamedAs.SPEAKER: "", NamedAs.CO_SPEAKER: "содокладчик: ", NamedAs.AUTHOR: "автор проекта: "}


class NamedPerson(RecordRow):
    """Somebody named on a question, with the post that they held when the meeting was convened, or opened."""

    of_paper = "item__meeting"
    called = pgettext_lazy("row of the record", "speaker or author")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="named")
    part = models.CharField(max_length=10, choices=NamedAs.choices)
    position = models.PositiveSmallIntegerField()
    # None for a guest, who is named by `words` alone.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # «Винокурова С.А., заместитель директора по УВР».
    words = models.CharField(gettext_lazy("name and post"), max_length=LONGEST_WORDS)

    class Meta:
        ordering: ClassVar = ["item_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "position"], name="one_named_a_place"),
            models.UniqueConstraint(
                fields=["item", "person"], condition=Q(person__isnull=False), name="named_once_on_a_question"
            ),
        ]

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Naming:
    """Whom a question is to name; people by their keys, the guest by words."""

    speaker: int | None = None
    co_speakers: Sequence[int] = ()
    author: int | None = None
    guest: str = ""

    def parts(self) -> list[tuple[NamedAs, int]]:
        """The people in the order in which they are named, each once."""
        wanted = [
            *([(NamedAs.SPEAKER, self.speaker)] if self.speaker else []),
            *((NamedAs.CO_SPEAKER, key) for key in self.co_speakers),
            *([(NamedAs.AUTHOR, self.author)] if self.author else []),
        ]
        return list({key: (part, key) for part, key in reversed(wanted)}.values())[::-1]

    @property
    def people(self) -> set[int]:
        return {key for _part, key in self.parts()}

    def among(self, keys: set[int]) -> "Naming":
        """Without the people who are not among these; the guest stays."""
        return Naming(
            self.speaker if self.speaker in keys else None,
            tuple(key for key in self.co_speakers if key in keys),
            self.author if self.author in keys else None,
            self.guest,
        )


# --- reading ----------------------------------------------------------------------------------------------------------


def posts_in(district_id: int) -> "models.QuerySet[Appointment]":
    """The posts held in a district today, of each person first the one by which papers quote them.

    Their work before their seat in a body, their own post before one that they fill for somebody.
    """
    held = Appointment.objects.in_force().filter(Q(unit_id=district_id) | Q(unit__district_id=district_id))
    return held.select_related("person").order_by(
        "person__surname",
        "person__given",
        "person_id",
        F("seat_id").asc(nulls_first=True),
        F("stands_for_id").asc(nulls_first=True),
        "pk",
    )


def in_office(district_id: int) -> list[Appointment]:
    """Who can be named, by name: everybody who holds a post in the district, each once; one query."""
    posts: dict[int, Appointment] = {}
    for held in posts_in(district_id):
        posts.setdefault(held.person_id, held)
    return list(posts.values())


def named_on(meeting: Any) -> defaultdict[int, list[NamedPerson]]:
    """Who is named, by the ids of the questions; one query."""
    named: defaultdict[int, list[NamedPerson]] = defaultdict(list)
    for row in NamedPerson.objects.filter(item__meeting_id=meeting.pk).select_related("person"):
        named[row.item_id].append(row)
    return named


def people_named(meeting: Any) -> list[Person]:
    """All people whom the agenda names, each once; one query."""
    rows = NamedPerson.objects.filter(item__meeting_id=meeting.pk, person__isnull=False)
    return list({row.person.pk: row.person for row in rows.select_related("person") if row.person}.values())


def naming_on(rows: Iterable[NamedPerson], typed: str) -> Naming:
    """Whom the rows of a question name; `typed`: what stands on it in words, its guest where there are no rows."""
    rows = list(rows)
    keys = {part: [row.person_id for row in rows if row.part == part and row.person_id] for part in NamedAs}
    guests = [row.words for row in rows if row.person_id is None] if rows else [typed]
    return Naming(
        next(iter(keys[NamedAs.SPEAKER]), None),
        tuple(keys[NamedAs.CO_SPEAKER]),
        next(iter(keys[NamedAs.AUTHOR]), None),
        next(iter(guests), ""),
    )


def introduced(rows: Iterable[NamedPerson]) -> str:
    """«Винокурова С.А., директор; содокладчик: Заяц М.В., учитель», as the agenda says it."""
    return "; ".join(f"{INTRODUCED[NamedAs(row.part)]}{row.words}" for row in rows)


def heard(rows: Iterable[NamedPerson], district_id: int) -> str:
    """«Заяц М.В., учителя географии», as the minutes begin with it; the rows with their people."""
    return "; ".join(_in_accusative(row, district_id) for row in rows if row.part != NamedAs.AUTHOR)


def _in_accusative(row: NamedPerson, district_id: int) -> str:
    if row.person is None:
        return row.words
    post = row.words.removeprefix(row.person.name).removeprefix(", ")
    name = row.person.in_case(Case.ACCUSATIVE)
    return f"{name}, {declined(post, Case.ACCUSATIVE, district_id)}" if post else name


# --- writing ----------------------------------------------------------------------------------------------------------


def write_named(meeting: Any, item: AgendaItem, naming: Naming) -> list[int]:
    """Let a question name these people; returns the keys of those who were not named on it before.

    Raises NotLegal for somebody who holds no post in the district today, and for too many.
    """
    parts = naming.parts()
    if len(parts) > MOST_NAMED:
        raise NotLegal(_("A question names at most %(count)s people.") % {"count": MOST_NAMED})
    posts = {held.person_id: held for held in in_office(meeting.district_id)} if parts else {}
    if any(key not in posts for _part, key in parts):
        raise NotLegal(_("Choose people who hold a post in the district today; name a guest by words."))
    guest = one_line(naming.guest, LONGEST_WORDS, _("the guest"))
    before = set(item.named.values_list("person_id", flat=True))
    item.named.all().delete()
    rows = [NamedPerson(item=item, part=part, person_id=key, words=_words(posts[key])) for part, key in parts]
    if rows and guest:
        rows.append(NamedPerson(item=item, part=NamedAs.SPEAKER, words=guest))
    for position, row in enumerate(rows, start=1):
        row.position = position
    NamedPerson.objects.bulk_create(rows)
    item.speaker = one_line(introduced(rows) or guest, LONGEST_TITLE, _("the list of speakers"))
    item.save(update_fields=["speaker"])
    meeting.involve(([posts[key].person for _part, key in parts], NAMED))
    _let_go(meeting)
    return [key for _part, key in parts if key not in before]


def check_speaker(item: AgendaItem, speaker: str | None) -> None:
    """Raises NotLegal where words would take the place of people who are named."""
    if speaker is not None and speaker != item.speaker and item.named.exists():
        raise NotLegal(_("Speakers are named by their posts here: change them on the page of the question."))


def renew_posts(meeting: Any) -> None:
    """Name everybody with the post that they hold today; whoever has left keeps the last one. One query if none."""
    rows = list(NamedPerson.objects.filter(item__meeting_id=meeting.pk).select_related("person"))
    if not any(row.person_id for row in rows):
        return
    posts = {held.person_id: _words(held) for held in in_office(meeting.district_id)}
    changed = [row for row in rows if posts.get(row.person_id or 0, row.words) != row.words]
    for row in changed:
        row.words = posts[row.person_id or 0]
    NamedPerson.objects.bulk_update(changed, ["words"])
    for item in AgendaItem.objects.filter(pk__in={row.item_id for row in changed}):
        item.speaker = introduced(row for row in rows if row.item_id == item.pk)[:LONGEST_TITLE]
        item.save(update_fields=["speaker"])


def name_nobody(meeting: Any, item: AgendaItem) -> None:
    """Before a question is taken off."""
    item.named.all().delete()
    _let_go(meeting)


def _words(held: Appointment) -> str:
    return f"{held.person.name}, {held.capacity}"[:LONGEST_WORDS]


def _let_go(meeting: Any) -> None:
    """Who is named no longer does not see the meeting for that reason."""
    still = NamedPerson.objects.filter(item__meeting_id=meeting.pk, person__isnull=False)
    meeting.involvements.filter(why=NAMED).exclude(person_id__in=still.values("person_id")).delete()


# --- what it opens ----------------------------------------------------------------------------------------------------


def papers_opened_to(person_id: int) -> Any:
    """The ids of the papers of questions that name this person, once the meeting is convened."""
    named = NamedPerson.objects.filter(person_id=person_id, item__meeting__state__in=OPENED_IN)
    return named.filter(item__subject__isnull=False).order_by().values_list("item__subject_id", flat=True)


def opened_by_agendas(paper_id: int) -> Exists:
    """Whether a question about the paper names the person of the query around it."""
    return Exists(
        NamedPerson.objects.filter(
            item__subject_id=paper_id, item__meeting__state__in=OPENED_IN, person_id=OuterRef("pk")
        )
    )


enter_opening(Opening(papers_opened_to, opened_by_agendas))
