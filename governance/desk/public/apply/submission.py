"""What was filled in becomes an application: begun, linked, written, with files and consent, and sent, or nothing."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from governance.desk.public.apply.form import ApplicationForm, Upload
from governance.documents.kinds.admission.application import Application, begin_application
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.consent import consent_of, draft_consent
from governance.documents.record.attached import Attachment
from governance.documents.record.perform import perform
from governance.documents.record.private_link import give_link, paper_behind
from governance.flows.processes.admission_letters import write_first
from governance.roles.person import Person


class SentAlready(Exception):
    """The second of two equal sendings: the first has made the application, whose link this form gives too."""


def application_behind(key: str) -> Application | None:
    """The application that this key opens today."""
    card = paper_behind(key)
    if card is None or card.kind != "application":
        return None
    found = (
        Application.objects.filter(pk=card.pk, erased_at=None)
        .select_related(
            "campaign__unit", "campaign__district", "applicant__school", "unit", "decided_by_list"
        )
        .first()
    )
    return found


def keep_application(
    form: ApplicationForm, application: Application | None, *, key: str, by: Person | None = None
) -> Application:
    """Save a valid form, and send it where the form finishes: by the private link, or by the secretary.

    Raises a refusal with its sentence, and nothing is kept; SentAlready when this very form has made an application.
    """
    enclosed: list[Attachment] = []
    try:
        with transaction.atomic():
            return _keep(form, application, enclosed, key=key, by=by)
    except IntegrityError as error:
        if application is None and paper_behind(key) is not None:
            raise SentAlready from error
        raise
    except BaseException:
        # The rows are taken back by the database; what lies in the folder of files is personal data too.
        for file in enclosed:
            file.file.delete(save=False)
        raise


def _keep(
    form: ApplicationForm,
    application: Application | None,
    enclosed: list[Attachment],
    *,
    key: str,
    by: Person | None,
) -> Application:
    who: dict[str, Any] = {"by": by} if by is not None else {"key": key}
    if application is None:
        if paper_behind(key) is not None:
            raise SentAlready
        application = begin_application(form.campaign, by=by)
        give_link(application, application.link_until(), key)
        is_new, names_changed = True, False
    else:
        is_new, names_changed = False, form.names_changed
    proofs = _enclose(application, form.uploads, enclosed, who)
    application = perform(
        application,
        "revise",
        applicant=form.applicant(),
        wishes=form.wishes(),
        general_too=form.wants_general(),
        claims=form.claims(proofs),
        **who,
    )
    if is_new or names_changed:
        consent = consent_of(application) or draft_consent(application, by=by)
        perform(consent, "give", **who)
    if form.finishing:
        move = "submit" if application.state == State.DRAFT else "supplement"
        application = perform(application, move, **who)
    if application.applicant.email and (is_new or form.finishing):
        kept = application
        transaction.on_commit(lambda: write_first(kept, key))
    return application


def _enclose(
    application: Application, uploads: Iterable[Upload], enclosed: list[Attachment], who: dict[str, Any]
) -> dict[str, Attachment]:
    """Hang the files on the application: by claim, the one that proves it. One file may prove several."""
    known = {file.sha256: file for file in application.attachments.all()}
    proofs = {}
    for upload in uploads:
        digest = hashlib.sha256(upload.data).hexdigest()
        if digest not in known:
            perform(application, "enclose", name=upload.name, data=upload.data, **who)
            known[digest] = Attachment.objects.get(document_id=application.pk, sha256=digest)
            enclosed.append(known[digest])
        if upload.code:
            proofs[upload.code] = known[digest]
    return proofs
