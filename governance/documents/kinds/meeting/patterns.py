"""Named patterns of agendas: the questions with which a body begins its meetings again and again.

A pattern binds nobody: its questions are copied into the draft of a meeting, and changed there as any others.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.documents.errors import NotAllowed, NotLegal
from governance.documents.kinds.meeting.agenda import LONGEST_TEXT, LONGEST_TITLE
from governance.documents.kinds.meeting.named import LONGEST_WORDS, MOST_NAMED, in_office
from governance.documents.kinds.meeting.questions import MOST_ITEMS
from governance.documents.kinds.meeting.taken_over import Question, naming_in
from governance.documents.language.typed_text import lines_of_text, one_line
from governance.roles.may import ground_for
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

LONGEST_NAME = 150
MOST_PATTERNS = 50


class AgendaPattern(models.Model):
    """One pattern of one body."""

    binds_nobody = "a beginning for agendas; what stands on one is entered there by an act"

    body = models.ForeignKey(Unit, models.PROTECT, related_name="agenda_patterns")
    name = models.CharField(gettext_lazy("name"), max_length=LONGEST_NAME)
    # Each a `taken_over.Question`.
    questions: Any = models.JSONField(default=list)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "name"], name="one_agenda_pattern_a_name")
        ]

    def __str__(self) -> str:
        return self.name


@transaction.atomic
def keep_pattern(
    body: Unit, name: str, questions: Iterable[Question], *, by: Person, pattern: AgendaPattern | None = None
) -> AgendaPattern:
    """Enter a pattern, or write `pattern` anew. Raises NotAllowed, NotLegal; then nothing has changed."""
    _check(body, by)
    # Two that are entered at once wait here for each other.
    Unit.objects.select_for_update().filter(pk=body.pk).values_list("pk").first()
    name = one_line(name, LONGEST_NAME, _("the name"))
    if not name:
        raise NotLegal(_("Give the pattern a name, for example: Заседание перед новой четвертью."))
    known = AgendaPattern.objects.filter(body=body)
    if known.filter(name=name).exclude(pk=pattern.pk if pattern else 0).exists():
        raise NotLegal(_("This body has a pattern of that name already: choose another name."))
    if pattern is None and known.count() >= MOST_PATTERNS:
        raise NotLegal(_("This body has too many patterns: erase one that nobody uses."))
    written = [_question(question) for question in questions]
    keys = {key for question in written for key in naming_in(question).people}
    if keys and not keys <= {held.person_id for held in in_office(body.root_id)}:
        raise NotLegal(_("Choose people who hold a post in the district today; name a guest by words."))
    if not written:
        raise NotLegal(_("A pattern has at least one question."))
    if len(written) > MOST_ITEMS:
        raise NotLegal(_("The agenda is full: put the question on another meeting's agenda."))
    kept = pattern or AgendaPattern(body=body)
    kept.name, kept.questions, kept.changed_by, kept.changed_at = name, written, by, clock.now()
    kept.save()
    return kept


def erase_pattern(pattern: AgendaPattern, *, by: Person) -> None:
    """Raises NotAllowed."""
    _check(pattern.body, by)
    pattern.delete()


def _check(body: Unit, person: Person) -> None:
    if ground_for(person, Right.CONVENE, body.pk) is None:
        raise NotAllowed(_("Patterns are kept by whoever convenes the body."))


def _question(given: Question) -> dict[str, Any]:
    title = one_line(given.get("title", ""), LONGEST_TITLE, _("the question"))
    if not title:
        raise NotLegal(_("Write the question as it will stand on the agenda."))
    return {
        "title": title,
        "speaker": given.get("speaker") or None,
        "co_speakers": list(given.get("co_speakers") or ())[:MOST_NAMED],
        "author": given.get("author") or None,
        "guest": one_line(given.get("guest", ""), LONGEST_WORDS, _("the guest")),
        "decision_draft": lines_of_text(
            given.get("decision_draft", ""), LONGEST_TEXT, _("the draft decision")
        ),
        "matter": given.get("matter", ""),
    }
