from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = _("District governance")

    def ready(self) -> None:
        from governance.desk import checks as desk_checks  # noqa: F401  registers itself
        from governance.documents import checks as document_checks  # noqa: F401  registers itself
        from governance.documents import trail
        from governance.flows import checks as flow_checks  # noqa: F401  registers itself
        from governance.flows import (
            engine,
            letters,  # noqa: F401  listens to what is performed
        )
        from governance.roles import checks as role_checks  # noqa: F401  registers itself

        trail.register()
        engine.connect()
