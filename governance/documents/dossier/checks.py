"""`manage.py check` refuses a key with which no dossier could be signed."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from governance.documents.dossier.key import public_key


@register()
def dossiers_can_be_signed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An unusable DOSSIER_KEY is reported when the server starts, not when somebody asks for the first dossier."""
    try:
        public_key()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="governance.E013")]
    return []
