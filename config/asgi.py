"""The entry point for an ASGI server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

from governance.documents.language.compiled import refuse_without_catalogue  # noqa: E402  needs the applications

refuse_without_catalogue()
