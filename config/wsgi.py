"""The entry point for a WSGI server (gunicorn config.wsgi)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from governance.documents.language.compiled import refuse_without_catalogue  # noqa: E402  needs the applications
from governance.documents.record.file_start import begin_serving  # noqa: E402  needs the applications

refuse_without_catalogue()
begin_serving()
