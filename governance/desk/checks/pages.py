"""`manage.py check` refuses a page that does not declare who may open it."""

from collections.abc import Iterator, Sequence

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver


def pages(patterns: Sequence[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns)
        else:
            yield pattern


@register()
def every_page_says_who_reaches_it(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Closed by default: a view of the desk without an `access` mark is an error."""
    from governance.desk import urls

    return [
        Error(
            f"The page {pattern.name or pattern.pattern} does not say who reaches it.",
            hint="Decorate its view with everyone, signed_in or of_paper (governance.desk.base.access).",
            id="governance.E030",
        )
        for pattern in pages(urls.urlpatterns)
        if not hasattr(pattern.callback, "access")
    ]
