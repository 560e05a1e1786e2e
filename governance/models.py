"""Django looks for models here; they are defined on their floors."""

from governance.documents import models as documents  # noqa: F401  Django finds them
from governance.flows.engine import (
    arranging,  # noqa: F401  Django finds them
    models as flows,  # noqa: F401  Django finds them
)
from governance.flows.jobs import models as jobs  # noqa: F401  Django finds them
from governance.flows.webhooks import models as webhooks  # noqa: F401  Django finds them
from governance.letters import models as letters  # noqa: F401  Django finds them
from governance.roles import models as roles  # noqa: F401  Django finds them
