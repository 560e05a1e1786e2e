"""The language of papers: that of the district, whatever language the browser of whoever looks or signs asks for."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

T = TypeVar("T")


def in_the_language_of_papers(gather: Callable[[], T]) -> T:
    """What `gather` returns, with every word in the language of papers; none is left to be translated later."""
    with translation.override(settings.LANGUAGE_CODE):
        return cast(T, _worded(gather()))


def _worded(value: Any) -> Any:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Mapping):
        return {_worded(key): _worded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_worded, value)) if type(value) in (list, tuple) else value
    return value
