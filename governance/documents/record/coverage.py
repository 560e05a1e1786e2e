"""Which tables bind somebody: every model is of the record, or says here or itself why it binds nobody.

A model of this program that binds nobody says so by `binds_nobody`; the models of other packages are listed here.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Model

from governance.documents.record.document import Document
from governance.documents.record.events import Event, EventReason
from governance.record_rows import RecordRow
from governance.roles.organisation import DistrictRecord, OrganisationEvent, OrganisationWords
from governance.roles.organisation_check import ALWAYS_EMPTY
from governance.row_digest import covered, later_columns

# The model → why its rows bind nobody.
OF_OTHER_PACKAGES = {
    "account.EmailAddress": "empty: the mailbox stands with the person",
    "account.EmailConfirmation": "empty: the mailbox stands with the person",
    "admin.LogEntry": "nothing is changed on the repair pages that the record covers",
    "auditlog.LogEntry": "a convenience for readers beside the events",
    "auth.Group": "a name for a role at a unit: each right of a role is recorded with it",
    "auth.Permission": "made from the program at each migration: each right of a role is recorded with its name",
    "axes.AccessAttempt": "how often somebody has failed to sign in",
    "axes.AccessAttemptExpiration": "how often somebody has failed to sign in",
    "axes.AccessFailureLog": "how often somebody has failed to sign in",
    "axes.AccessLog": "who has signed in and out",
    "contenttypes.ContentType": "made from the program at each migration",
    "django_tasks_database.DBTaskResult": "work that waits for a worker, and what came of it",
    "mfa.Authenticator": "by what somebody proves who they are; that it was given or ended is said of the person",
    "sessions.Session": "who is signed in",
    "socialaccount.SocialAccount": "empty: an outside provider is believed anew each time",
    "socialaccount.SocialApp": "empty: an outside provider is named by settings",
    "socialaccount.SocialToken": "empty: nothing is asked of an outside provider later",
    "usersessions.UserSession": "where somebody is signed in",
    "viewflow.Process": "empty: the flows have tables of their own",
    "viewflow.Task": "empty: the flows have tables of their own",
    "viewflow.Task_previous": "empty: the flows have tables of their own",
}
# The doors themselves write to these: the card of a paper, both sorts of events with their words, and where they end.
CHAINS = (Document, Event, EventReason, DistrictRecord, OrganisationEvent, OrganisationWords)


def is_of_record(model: type[Any]) -> bool:
    return issubclass(model, (RecordRow, *CHAINS))


def says_why_not(model: type[Any]) -> bool:
    owner = model._meta.auto_created or model  # the table of a relation goes with the model that has it
    return (
        model._meta.label in OF_OTHER_PACKAGES
        or model._meta.label in ALWAYS_EMPTY
        or bool(getattr(owner, "binds_nobody", ""))
    )


@register()
def all_models_are_covered(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A model is of the record, or it is said why its rows bind nobody."""
    return list(uncovered(apps.get_models(include_auto_created=True)))


def uncovered(models: Iterable[type[Any]]) -> Iterable[CheckMessage]:
    """An error for each of these models that is on neither side."""
    for model in models:
        if not model._meta.proxy and not is_of_record(model) and not says_why_not(model):
            yield Error(
                f"{model._meta.label} is neither of the record nor said to bind nobody.",
                hint="Let it inherit RecordRow, or set `binds_nobody` to the reason.",
                id="governance.E040",
            )


@register()
def later_columns_are_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A mistyped name would leave the column in the digests of all old rows."""
    return list(mistyped(model for model in apps.get_models() if is_of_record(model)))


def mistyped(models: Iterable[type[Model]]) -> Iterable[CheckMessage]:
    """An error for each `later` column that none of these models has."""
    known = {model: {column.name for column in covered(model)} for model in models}
    for model in known:
        # A kind inherits what is said of the card and of the ways that it shares.
        names = {name for other in known if issubclass(model, other) for name in known[other]}
        for name in sorted(later_columns(model).keys() - names):
            yield Error(
                f"{model._meta.label}.later names no column that a digest covers: {name}.",
                id="governance.E043",
            )
