"""What was typed into fields that a refused page shows no more, because somebody else has acted meanwhile."""

import re

from django.http import HttpRequest
from django.utils.html import escape

from governance.desk.base.drafts import FIELD

NAMES = re.compile(r'\bname="([^"]+)"')
# Words, unlike the keys and numbers that choices and hidden fields send.
WORDS = re.compile(r"\s|[^\W\d_a-zA-Z]")


def left_over(request: HttpRequest, page: str) -> list[str]:
    """The texts that came with the request and stand nowhere on the page that answers it, as HTML."""
    fields = set(NAMES.findall(page))
    return [
        text
        for name, values in request.POST.lists()
        if name != FIELD and escape(name) not in fields
        for text in (value.strip() for value in values)
        if WORDS.search(text) and escape(text) not in page
    ]
