"""Which tables bind somebody: every model is of the record, or says here or itself why it binds nobody.

A model of this program that binds nobody says so by `binds_nobody`; the models of other packages are listed here.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from governance.documents.record.document import Document
from governance.documents.record.events import Event, EventReason
from governance.record_rows import RecordRow

# The model → why its rows bind nobody.
OF_OTHER_PACKAGES = {
    "account.EmailAddress": "empty: the mailbox stands with the person",
    "account.EmailConfirmation": "empty: the mailbox stands with the person",
    "admin.LogEntry": "nothing is changed on the repair pages that the record covers",
    "auditlog.LogEntry": "a convenience for readers beside the events",
    "auth.Group": "a name for a role at a unit, to which rights are given",
    "auth.Group_permissions": "empty: rights are given on units alone",
    "auth.Permission": "made from the program at each migration",
    "axes.AccessAttempt": "how often somebody has failed to sign in",
    "axes.AccessAttemptExpiration": "how often somebody has failed to sign in",
    "axes.AccessFailureLog": "how often somebody has failed to sign in",
    "axes.AccessLog": "who has signed in and out",
    "contenttypes.ContentType": "made from the program at each migration",
    "django_tasks_database.DBTaskResult": "work that waits for a worker, and what came of it",
    "guardian.GroupObjectPermission": "empty: rights stand in a table of their own",
    "guardian.UserObjectPermission": "empty: nobody is given rights in person",
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
# What a district consists of. Its changes stand in the log of fields; a record of its own is still to come.
OF_THE_DISTRICT = {
    "governance.Appointment",
    "governance.Person",
    "governance.Person_groups",
    "governance.Person_user_permissions",
    "governance.Proxy",
    "governance.Register",
    "governance.Regulation",
    "governance.Seat",
    "governance.Unit",
    "governance.UnitGroupPermission",
    "governance.UnitUserPermission",
}


def is_of_record(model: type[Any]) -> bool:
    return issubclass(model, RecordRow | Document | Event | EventReason)


def says_why_not(model: type[Any]) -> bool:
    owner = model._meta.auto_created or model  # the table of a relation goes with the model that has it
    return (
        model._meta.label in OF_OTHER_PACKAGES
        or model._meta.label in OF_THE_DISTRICT
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
