"""Django looks for models here; they are defined on their floors."""

from governance.documents.models import *  # noqa: F403
from governance.flows.engine.models import *  # noqa: F403
from governance.roles.models import *  # noqa: F403
