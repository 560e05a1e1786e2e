"""Saving a form as an application: draft, private link, data, files, consent and sending, all or nothing."""

import hashlib
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from governance.desk.papers.forms import Facts
from governance.desk.public.apply.fields import Upload
from governance.desk.public.apply.form import ApplicationForm
from governance.documents.kinds.admission.application import Application, begin_application
from governance.documents.kinds.admission.card import State
from governance.documents.kinds.admission.consent import consent_of, draft_consent
from governance.documents.record.attached import Attachment
from governance.documents.record.perform import perform
from governance.documents.record.private_link import paper_behind
from governance.flows.processes.admission_letters import write_first
from governance.roles.person import Person
from governance.stored_files import kept_if_committed


class SentAlready(Exception):
    """The form was sent a second time: the application exists already, under the same private link."""


def application_behind(key: str) -> Application | None:
    """The application that this key opens today; None if it opens none."""
    card = paper_behind(key)
    if card is None or card.kind != "application":
        return None
    application = (
        Application.objects.filter(pk=card.pk, erased_at=None)
        .select_related(
            "campaign__unit", "campaign__district", "applicant__school", "unit", "decided_by_list"
        )
        .first()
    )
    return application


def save_application(
    form: ApplicationForm, application: Application | None, *, key: str, by: Person | None = None
) -> Application:
    """Save a valid form, and submit it if the form is `finishing`: by the private link, or `by` the secretary.

    Raises Refused with a sentence, and then nothing is stored; SentAlready if this form has made an application before.
    """
    try:
        with kept_if_committed(), transaction.atomic():
            return _save(form, application, key=key, by=by)
    except IntegrityError as error:
        if application is None and paper_behind(key) is not None:
            raise SentAlready from error
        raise


def _save(
    form: ApplicationForm,
    application: Application | None,
    *,
    key: str,
    by: Person | None,
) -> Application:
    actor: Facts = {"by": by} if by is not None else {"key": key}
    if application is None:
        if paper_behind(key) is not None:
            raise SentAlready
        application = begin_application(form.campaign, by=by, key=key)
        is_new, names_changed = True, False
    else:
        is_new, names_changed = False, form.names_changed
    proofs = _enclose(application, form.uploads, actor)
    application = perform(
        application,
        "revise",
        applicant=form.applicant(),
        wishes=form.wishes(),
        general_too=form.wants_general(),
        claims=form.claims(proofs),
        **actor,
    )
    if is_new or names_changed:
        consent = consent_of(application) or draft_consent(application, by=by)
        perform(consent, "give", **actor)
    if form.finishing:
        move = "submit" if application.state == State.DRAFT else "supplement"
        application = perform(application, move, **actor)
    if application.applicant.email and (is_new or form.finishing):
        write_first(application, key)
    return application


def _enclose(application: Application, uploads: Iterable[Upload], actor: Facts) -> dict[str, Attachment]:
    """Attach the files. Returns the proof of each claim by its code; one file may prove several claims."""
    known = {file.sha256: file for file in application.attachments.all()}
    proofs = {}
    for upload in uploads:
        digest = hashlib.sha256(upload.data).hexdigest()
        if digest not in known:
            perform(application, "enclose", name=upload.name, data=upload.data, **actor)
            known[digest] = Attachment.objects.get(document_id=application.pk, sha256=digest)
        if upload.code:
            proofs[upload.code] = known[digest]
    return proofs
