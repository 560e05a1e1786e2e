"""Letters that came back: noted on the letter, told to its addressee and to whoever looks after the people.

Of a letter of the school to others, whoever sends its letters is told.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy

from governance.documents.kinds.outgoing.letter import Outgoing
from governance.flows.engine import notices
from governance.flows.jobs.job import job
from governance.letters.bounce_mailbox import read_mailbox
from governance.letters.bounces import came_back_from, note_bounce, read_bounce
from governance.roles.may import holders
from governance.roles.rights import Right


def take(content: bytes) -> bool:
    """Note the report in a mail, if it is one about a letter of ours; whether it was."""
    bounce = read_bounce(content)
    if bounce is None:
        return False
    with transaction.atomic():
        letter = note_bounce(bounce)
        if letter is not None and letter.person is not None:
            administrators = holders(Right.APPOINT, letter.person.district_id)
            told = [held.person for held in administrators if held.person_id != letter.person_id]
            if letter == came_back_from(letter.person.pk):
                notices.notify_on_desk(told, "mailbox_silent", who=letter.person.full_name)
                notices.notify_on_desk([letter.person], "own_mailbox_silent", address=letter.person.email)
        elif (
            letter is not None and letter.document is not None and letter.document.kind == Outgoing.kind_name
        ):
            senders = holders(Right.CERTIFY_PAPER, letter.document.unit_id)
            notices.notify([held.person for held in senders], letter.document, "letter_came_back")
    return True


@job(gettext_lazy("Letters that came back"))
def read_bounces(_day: None) -> int:
    """Read the mailbox of BOUNCES_MAILBOX, if there is one."""
    return read_mailbox(settings.BOUNCES_MAILBOX, take) if settings.BOUNCES_MAILBOX else 0
