"""The entry point for a WSGI server (gunicorn config.wsgi)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from governance.operation.start import begin_serving  # noqa: E402  needs the applications

begin_serving()
