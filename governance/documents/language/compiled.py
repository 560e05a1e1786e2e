"""Whether the Russian catalogue is compiled from the source that is there: without it papers would come out in English.

A system check refuses otherwise, and so does a server before its first request, for gunicorn makes no checks.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils import translation
from django.utils.translation import pgettext as entry_of  # so named, it is no string for a translator

# In both languages, because the one that is missing is the one that people read.
STALE = (
    "Русский перевод не скомпилирован или устарел, документы печатались бы по-английски. Выполните "
    "«python tools/translations.py compile» и запустите программу снова. "
    "(The Russian catalogue is not compiled, or is older than its source.)"
)


def is_compiled() -> bool:
    """Whether the compiled catalogue was made of the source as it is now."""
    with translation.override("ru"):
        made_of = entry_of("catalogue", "SHA-256 of the source")
    source = Path(settings.LOCALE_PATHS[0], "ru", "LC_MESSAGES", "django.po")
    return made_of == hashlib.sha256(source.read_bytes()).hexdigest()


@register(Tags.translation)
def the_catalogue_is_compiled(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [] if is_compiled() else [Error(STALE, id="governance.E052")]


def objection_to_catalogue() -> str | None:
    """A sentence if papers would be printed in another language."""
    return None if is_compiled() else STALE
