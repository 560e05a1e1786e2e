"""`manage.py check` says where foreign files are opened without all the limits that they should have."""

from importlib.util import find_spec
from typing import Any

from django.core.checks import CheckMessage, Warning, register


@register()
def files_are_read_within_limits(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if find_spec("resource"):
        return []
    message = "This system limits the time that reading a foreign file takes, and not its memory."
    return [Warning(message, hint="Serve a district from Linux.", id="governance.W050")]
