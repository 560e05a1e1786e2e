"""«СОШ № 2», «3-ОД», «Н.-Лальская», «за — 6» stay on one line of a page, as on paper, but for fields and code."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

# Tags and what stands in fields, lists and code are passed over; then a number after its sign and its day, a name after
# its letter, a dash with the word before it and the number after it, a dot with what stands before it.
PIECES = re.compile(
    r"<(?P<kept>textarea|option|script|style|pre|code|title|svg)\b.*?</(?P=kept)>|<!--.*?-->|<[^>]*>"
    r"|(?P<day>\d{4}(?:[ \u00a0]г\.)?) (?=№)|(?P<sign>№) (?=[^\s<])"
    r"|(?<=\S) —( (?=\d))?|(?<=\S) ·"
    r"|(?P<name>[А-ЯЁ]\.-[А-ЯЁ][А-ЯЁа-яё-]*|\d+-[А-ЯЁа-яё]{1,3}\b)",
    re.DOTALL,
)

# Pages without any of these go out as they are.
WORTH_LOOKING = re.compile(r"№ | [—·]|\.-|\d-[А-ЯЁа-яё]")


def kept_together(page: str) -> str:
    """The HTML of a page, or of a part of one, in which such words are not broken."""

    def kept(piece: re.Match[str]) -> str:
        if piece["sign"] or piece["day"]:
            return f"{piece[0][:-1]}\u00a0"
        if piece["name"]:
            return f'<span class="kept-together">{piece["name"]}</span>'
        return piece[0].replace(" ", "\u00a0") if piece[0].startswith((" —", " ·")) else piece[0]

    return PIECES.sub(kept, page)


def keep_together(response: HttpResponse) -> None:
    """Have the words of a page kept together, once: a page that is served again from memory has been looked through."""
    if getattr(response, "is_kept_together", False):
        return
    page = response.content.decode(response.charset)
    if WORTH_LOOKING.search(page):
        response.content = kept_together(page).encode(response.charset)
    response.is_kept_together = True  # type: ignore[attr-defined]  # a mark of our own


def keeps_together(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware: `kept_together` in every page that goes out."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and isinstance(response, HttpResponse):
            keep_together(response)
        return response

    return answer
