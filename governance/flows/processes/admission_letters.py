"""Letters to parents, who have no account: by e-mail only (docs/domain.md, "Personal data").

A letter names the application by its number and says what has happened, without names and marks. Only the holder of a
private link knows its key, so a later letter cannot repeat the link: it carries a signed address at which the owner of
the mailbox gets a new one.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _, gettext_lazy
from django_tasks import task

from governance.documents.kinds.admission.appeal import Appeal
from governance.documents.kinds.admission.application import Application
from governance.documents.kinds.admission.card import OVER
from governance.documents.kinds.admission.consent import Consent
from governance.documents.kinds.admission.hearing import appeals_before, hearing_of
from governance.documents.kinds.admission.rating import Rating
from governance.documents.language.phrases import list_date
from governance.documents.record.document import Document
from governance.documents.record.events import Event
from governance.documents.record.perform import performed
from governance.documents.record.rate_limit import count_attempt
from governance.documents.settings.admission import APPEAL
from governance.documents.settings.calendar import until
from governance.letters import outbox
from governance.letters.cipher import decrypt
from governance.letters.outbox import Letter

SALT = "governance.letters"


# --- the signed address in a letter -----------------------------------------------------------------------------------


def token_for(application: Application, key: str = "") -> str:
    """A signed token for an application and the mailbox it is sent to; with the present `key`, where it is known."""
    return signing.dumps({"of": application.pk, "to": _mailbox(application), "key": key}, salt=SALT)


def read_token(token: str) -> tuple[Application, str] | None:
    """The application and the key in a token; None when it is forged or too old, or the mailbox has changed since."""
    try:
        content = signing.loads(token, salt=SALT, max_age=settings.APPLY_LETTER_DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    application = (
        Application.objects.filter(pk=content["of"], erased_at=None)
        .select_related("campaign", "applicant")
        .first()
    )
    if application is None or not constant_time_compare(content["to"], _mailbox(application)):
        return None
    return application, content["key"]


def _mailbox(application: Application) -> str:
    return salted_hmac(SALT, application.applicant.email.lower()).hexdigest()[:16]


# --- what is written --------------------------------------------------------------------------------------------------


def write_first(application: Application, key: str) -> None:
    """The first letter, after a parent sent the form: the private link, and the request to confirm the address.

    The only letter that goes to an unconfirmed address.
    """
    own = _address("own_application", key)
    if application.email_confirmed_at is None:
        open_by = _("Confirm this address, so that we can write to you:") + "\n"
        open_by += _address("confirm_email", token_for(application, key))
    else:
        open_by = ""
    lines = [
        _(
            "We have kept what you filled in. The application is not sent yet: go on and send it until %(day)s."
        )
        % {"day": list_date(application.campaign.intake_until)}
        if application.submitted_at is None and application.campaign.intake_until
        else _("The application is registered."),
        _("Your private link shows its state and what is asked of you:") + "\n" + own,
        open_by,
        _("Give the link to nobody: whoever has it sees the application and can act for you."),
        _("If you have sent no application, do not open the links and delete this letter."),
    ]
    _write_within_limit([_letter(application, lines)])


@task()
def write_links(encrypted: str) -> None:
    """Write to a mailbox how to get a new private link, for each live application with this address.

    The address is encrypted: it waits in a table for the worker.
    """
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        write_new_links(decrypt(encrypted))


def write_new_links(email: str) -> None:
    applications = (
        Application.objects.filter(applicant__email__iexact=email, erased_at=None)
        .exclude(state__in=OVER)
        .select_related("campaign", "applicant")
    )
    sentence = _("You have asked for a new private link.")
    _write_within_limit([_later(application, sentence) for application in applications])


def _later(application: Application, *said: str) -> Letter:
    """A letter that cannot repeat the private link, for nobody knows it any more."""
    lines = [
        *said,
        _("Open the application (you get a new private link, the old one ends):")
        + "\n"
        + _address("new_link", token_for(application)),
        _("The address is good for %(days)d days. Later you can ask for another one here:")
        % {"days": settings.APPLY_LETTER_DAYS}
        + "\n"
        + _address("ask_link"),
    ]
    return _letter(application, lines)


def _letter(application: Application, lines: Iterable[str]) -> Letter:
    text = "\n\n".join([f"{application}\n{application.campaign.unit.name}", *filter(None, lines)])
    return Letter(application.applicant.email, str(application), text + "\n", document=application)


def _address(name: str, *args: str) -> str:
    return settings.PUBLIC_ADDRESS + reverse(name, args=args)


def _write_within_limit(letters: list[Letter]) -> None:
    """Write letters that a stranger has brought about, within the hourly limit of each mailbox."""
    outbox.write(
        *(
            letter
            for letter in letters
            if letter.to and count_attempt("letter", letter.to.lower()) <= settings.APPLY_LETTERS_PER_HOUR
        )
    )


# --- what they follow from --------------------------------------------------------------------------------------------


@receiver(performed, dispatch_uid="governance.flows.processes.admission_letters")
def follow(sender: Any, document: Document, event: Event, **kwargs: Any) -> None:
    """Write to the parents of the applications that a move concerns."""
    concerned: Any = None
    if document.kind == "meeting" and event.move == "revise":
        write_of_hearings(appeals_before(document))
    elif isinstance(document, Appeal) and event.move == "take_up":
        write_of_hearings([document])
    elif isinstance(document, Application):
        if event.move in {"ask", "offer_place", "enrol"} or is_in_their_place(document, event):
            concerned = Application.objects.filter(pk=document.pk)
    elif isinstance(document, Appeal):
        if event.move in {"uphold", "dismiss"} or is_in_their_place(document, event):
            concerned = Application.objects.filter(pk=document.application_id)
    elif isinstance(document, Consent):
        if is_in_their_place(document, event):
            concerned = Application.objects.filter(pk=document.application_id)
    elif isinstance(document, Rating) and (
        event.move == "publish" or (event.move == "approve" and document.published_at is not None)
    ):
        concerned = Application.objects.filter(
            campaign_id=document.campaign_id, public_code__in=document.codes
        )
    if concerned is not None:
        rating = document if isinstance(document, Rating) else None
        _write_to(concerned, document.kind, event.move, rating)


def write_of_hearings(appeals: Iterable[Appeal]) -> None:
    """Tell the parents the day, the hour and the place of the sitting that hears their appeal."""
    with translation.override(settings.LANGUAGE_CODE):
        for appeal in appeals:
            hearing = hearing_of(appeal)
            concerned = reachable(Application.objects.filter(pk=appeal.application_id))
            if hearing is not None:
                said = _("Your appeal is heard on %(when)s, %(place)s. You may be present.")
                said %= {"when": hearing.when, "place": hearing.place}
                outbox.write(*(_later(application, said) for application in concerned))


def reachable(applications: Any) -> Any:
    """Those whose address is confirmed: a mistyped one belongs to a stranger."""
    confirmed = applications.filter(email_confirmed_at__isnull=False, erased_at=None)
    return confirmed.exclude(applicant__email="").select_related("campaign__unit", "applicant")


def is_in_their_place(document: Document, event: Event) -> bool:
    """Whether a person has made a move that is for the parents to make."""
    return event.actor_id is not None and (document.kind, event.move) in DONE_FOR_THEM


def _write_to(concerned: Any, kind: str, move: str, rating: Rating | None) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        appeals = ""
        if rating is not None and rating.appeals_until is not None:
            appeals = until(APPEAL, rating.district_id, rating.appeals_until)
        outbox.write(
            *(
                _later(application, _news(application, kind, move, appeals))
                for application in reachable(concerned)
            )
        )


# What a person has done in the parents' place, by the kind of the paper and the move.
DONE_FOR_THEM = {
    ("application", "withdraw"): gettext_lazy("the application is withdrawn"),
    ("application", "decline"): gettext_lazy("the place is given up"),
    ("application", "take_place"): gettext_lazy("the offered place is taken"),
    ("application", "turn_down"): gettext_lazy("the offered place is turned down"),
    ("consent", "withdraw"): gettext_lazy("the consent to the processing of personal data is taken back"),
    ("appeal", "file"): gettext_lazy("an appeal is filed"),
    ("appeal", "withdraw"): gettext_lazy("the appeal is withdrawn"),
}


def _news(application: Application, kind: str, move: str, appeals: str) -> str:
    """What has happened, in one or two sentences."""
    if (done := DONE_FOR_THEM.get((kind, move))) is not None:
        return _(
            "At your request the school has done this in your place: %(what)s. If you did not ask for it, "
            "tell the school at once."
        ) % {"what": done}
    if move == "ask" and application.missing_until:
        return _("Some papers are missing. Look what is asked for and send it; the term: %(term)s.") % {
            "term": application.time_to_supplement
        }
    if move == "offer_place" and application.offered_until:
        return _(
            "A place has become free and is offered to you. Take it or turn it down; the term: %(term)s."
        ) % {"term": application.time_to_answer}
    if move == "enrol":
        return _("The director's order is signed: the pupil is enrolled.")
    if kind == "appeal":
        return _("The appeal commission has decided on your appeal.")
    appeal = _("An appeal is possible; the term: %(term)s.") % {"term": appeals} if appeals else ""
    return " ".join(filter(None, [_("The results are published."), appeal]))
