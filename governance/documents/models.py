"""The models of this floor. A kind enters the registry as its module is loaded; all modules of kinds are."""

from importlib import import_module
from pkgutil import walk_packages

from governance.documents import kinds
from governance.documents.approval import regulation as _regulation  # noqa: F401  Django finds it
from governance.documents.approval.opinions import models as _opinions  # noqa: F401  Django finds them
from governance.documents.public_page import cards as _cards, news as _news  # noqa: F401  Django finds them
from governance.documents.record import (  # noqa: F401  Django finds them
    attached,
    document,
    events,
    passkey_touch,
    private_link,
    rate_limit,
    register,
    shared_cache,
    version_text,
)
from governance.documents.seals import models as _seals  # noqa: F401  Django finds them
from governance.documents.search import models as _search  # noqa: F401  Django finds them
from governance.documents.settings import catalogue as _settings  # noqa: F401  declares them

# They know the models, and are loaded when the app is ready.
LATER = {"print", "order_text", "found"}

for _module in walk_packages(kinds.__path__, f"{kinds.__name__}."):
    if not LATER & set(_module.name.split(".")):
        import_module(_module.name)
