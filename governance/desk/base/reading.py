"""Reading one paper by the link of a letter: what a browser was given, and whether it still serves (decision 49).

Whoever came by such a link is not signed in: Django's session names nobody. A row lets its browser read one paper; only
the few pages that `of_paper(by_letter=True)` opens look for it, and for them the addressee is the reader.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from governance.desk.base.visitor import valid_address
from governance.documents.record.signing_rights import may_sign
from governance.documents.settings.accounts import demands_second_factor
from governance.documents.settings.letters import READING_LINK_DAYS
from governance.letters.models import OutboxLetter, ReadingSession
from governance.roles.letter_choices import choices_of
from governance.roles.may import rights_of
from governance.roles.person import Person

# How long a browser reads on before the link has to be opened anew.
LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Link:
    """What the link in a letter offers: this person reads this paper until then."""

    person: Person
    document: int
    written_at: datetime

    @property
    def until(self) -> datetime:
        return self.written_at + timedelta(days=READING_LINK_DAYS.on(self.person.district_id))


def link_in(letter: OutboxLetter | None, document: int) -> Link | None:
    """What the link opens now; None if it is over, revoked, or not for such a person."""
    if letter is None or letter.person is None:
        return None
    link = Link(letter.person, document, letter.written_at)
    return link if link.until > timezone.now() and is_for(link.person, link.written_at) else None


def is_for(person: Person, written_at: datetime) -> bool:
    """Whether links of letters that were written then open anything for this person.

    Not for a closed account, for whoever has turned them off or ended them, nor for whoever has or needs a second
    factor: a letter is weaker than what they sign in with.
    """
    choices = choices_of(person)
    if not person.is_active or not choices.links:
        return False
    if choices.links_since is not None and written_at <= choices.links_since:
        return False
    if Authenticator.objects.filter(user_id=person.pk).exists():
        return False
    return settings.DEMO or not demands_second_factor(person.district_id) or not may_sign(rights_of(person))


def grant(request: HttpRequest, link: Link) -> None:
    """Let this browser read the paper; it appears among the sessions of the person, who can end it there."""
    if not request.session.session_key:
        request.session.create()
    ReadingSession.objects.update_or_create(
        session_key=request.session.session_key,
        document_id=link.document,
        defaults={
            "person": link.person,
            "letter_written_at": link.written_at,
            "until": min(link.until, timezone.now() + LASTS),
            "address": valid_address(request),
            "user_agent": request.META.get("HTTP_USER_AGENT", "")[:200],
        },
    )


def reader_of(request: HttpRequest, document: int) -> Person | None:
    """Who reads this paper in this browser by a letter; None if nobody does, or no longer."""
    if not request.session.session_key:
        return None
    held = ReadingSession.objects.filter(session_key=request.session.session_key, document=document)
    row = held.filter(until__gt=timezone.now()).select_related("person").first()
    return row.person if row is not None and is_for(row.person, row.letter_written_at) else None


def readings_of(person: Person) -> QuerySet[ReadingSession]:
    """The browsers that read something by a letter to this person now."""
    return ReadingSession.objects.filter(person=person, until__gt=timezone.now()).order_by("-began_at")


@receiver(user_logged_in)
def end_with_sign_in(sender: Any, request: HttpRequest, user: Person, **kwargs: Any) -> None:
    """Whoever signs in sees what they may see; the session gets another key, so what letters had opened is over."""
    ReadingSession.objects.filter(session_key=request.session.session_key).delete()
