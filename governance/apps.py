from importlib import import_module
from pkgutil import walk_packages

from django.apps import AppConfig
from django.core.signals import request_started
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from django_tasks.signals import task_started


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = _("District governance")

    def ready(self) -> None:
        from governance import going_back, tables_version
        from governance.desk import checks as desk_checks  # noqa: F401  registers itself
        from governance.desk.accounts import presence  # noqa: F401  notes when a session begins
        from governance.documents.approval import checks as approval_checks  # noqa: F401  registers itself
        from governance.documents.dossier import checks as dossier_checks  # noqa: F401  registers itself
        from governance.documents.foreign_files import checks as file_checks  # noqa: F401  registers itself
        from governance.documents.language import compiled  # noqa: F401  registers itself
        from governance.documents.printing import checks as print_checks  # noqa: F401  registers itself
        from governance.documents.record import (
            audit_log,
            checks as record_checks,  # noqa: F401  registers itself
            coverage,  # noqa: F401  registers itself
            file_check,  # noqa: F401  enters itself among what is verified
            file_start,
            guarding,
            history,  # noqa: F401  enters itself among what is verified
            number_check,  # noqa: F401  enters itself among what is verified
            trigger_check,  # noqa: F401  enters itself among what is verified
        )
        from governance.documents.seals import verifying  # noqa: F401  enters itself among what is verified
        from governance.flows import processes  # noqa: F401  enters the flows
        from governance.flows.engine import (
            checks as flow_checks,  # noqa: F401  registers itself
            following,
            migrating,
        )
        from governance.roles import (
            checks as role_checks,  # noqa: F401  registers itself
            organisation_check,  # noqa: F401  enters itself among what is verified
            setting,
        )

        enter_kinds()
        guarding.connect()
        audit_log.register()
        following.connect()
        migrating.connect(self)
        going_back.connect(self)
        tables_version.connect(self)
        for begins in (request_started, task_started):
            begins.connect(setting.forget_read)
        post_migrate.connect(file_start.make_first_folder, sender=self)


def enter_kinds() -> None:
    """Load what stands beside each kind and enters itself: a kind that is added needs no line anywhere."""
    from governance.documents import kinds
    from governance.documents.models import LATER

    for module in walk_packages(kinds.__path__, f"{kinds.__name__}."):
        if LATER & set(module.name.split(".")):
            import_module(module.name)
