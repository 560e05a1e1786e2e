from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = _("District governance")

    def ready(self) -> None:
        from governance.desk import checks as desk_checks  # noqa: F401  registers itself
        from governance.documents.record import audit_log
        from governance.documents.record import checks as document_checks  # noqa: F401  registers itself
        from governance.flows.engine import checks as flow_checks  # noqa: F401  registers itself
        from governance.flows.engine import (
            flow,
        )
        from governance.flows.processes import (  # noqa: F401  listens to what is performed
            admission_letters,
        )
        from governance.roles import checks as role_checks  # noqa: F401  registers itself

        audit_log.register()
        flow.connect()
