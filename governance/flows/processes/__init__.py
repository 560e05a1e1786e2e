"""One module for each process. Importing this package registers them all: a new process is a new module here."""

import pkgutil
from importlib import import_module

for _module in pkgutil.iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
