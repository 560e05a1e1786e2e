"""Rubbish in the path, the query and the body of every address, signed in and out: refused, never a 500."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from governance.desk.urls import urlpatterns
from governance.documents.record.document import Document
from governance.scenarios.luza import Luza
from governance.scenarios.plan import play_plan
from governance.scenarios.stage import Stage
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db

HUGE = "9" * 20
TEXTS = [
    "---",
    "\0",
    "9" * 30,
    "../../etc/passwd",
    "ё" * 400,
    "-1",
    "²",
    "NaN",
    "<script>",
    "%s",
    "{}",
    "2011-13-45",
    "",
]
NUMBERS = [0, 2**63 - 1, 10**20]
# What pages read from the address, found in their sources.
ASKED = sorted(
    {
        name
        for source in Path(settings.BASE_DIR, "governance", "desk").rglob("*.py")
        for name in re.findall(r"\bGET\.get(?:list)?\(\s*\"(\w+)\"", source.read_text(encoding="utf-8"))
    }
    | {"q", "kind", "state", "unit", "since", "until", "whose", "sort", "page", "show"}
)


def addresses(papers: list[int]) -> Iterator[str]:
    """Each route with rubbish in place of what it takes, and with a paper that is there."""
    for pattern in urlpatterns:
        route, converters = str(pattern.pattern), pattern.pattern.converters
        if not converters:
            if pattern.name != "sign_out":
                yield f"/{route}"
            continue
        fillings: list[dict[str, object]] = [dict.fromkeys(converters, number) for number in NUMBERS]
        texts = TEXTS if WHOLE else TEXTS[:2]
        fillings += [{**dict.fromkeys(converters, text), "pk": papers[0]} for text in texts if text]
        fillings += [{**dict.fromkeys(converters, 1), "pk": paper} for paper in papers]
        yield from (filled(route, filling) for filling in fillings)


def filled(route: str, filling: dict[str, object]) -> str:
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: quote(str(filling[match[1]]), safe=""), route)


def is_open(answer: Any) -> bool:
    """Whether an address, asked without a word, does something for this reader: it is there, and lets them in."""
    asks_who = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/?")
    return answer.status_code not in (404, 405) and not asks_who


@pytest.mark.exhaustive
@pytest.mark.usefixtures("cheap_requests")
@pytest.mark.parametrize("reader", ["nobody", "director"])
def test_rubbish_is_refused_and_breaks_nothing(luza: Luza, reader: str) -> None:
    play_plan(luza, Stage())
    papers = dict(Document.objects.order_by("-pk").values_list("kind", "pk"))
    client = Client(raise_request_exception=False)
    if reader != "nobody":
        client.force_login(luza.people[reader])
    tried = list(dict.fromkeys(addresses(sorted(papers.values()))))
    broken = set()
    for place, address in enumerate(tried):
        texts = TEXTS if WHOLE else [TEXTS[place % len(TEXTS)]]
        for ask in (client.get, client.post):
            # What turns everybody away from this address reads no text either: one of them shows that.
            for text in [HUGE, *texts] if is_open(ask(address)) else [HUGE]:
                sent = dict.fromkeys((*ASKED, "seen", "do", "move", "reason"), text)
                broken |= {(address, text)} if ask(address, sent).status_code >= 500 else set()
    assert broken == set()
    assert len(tried) > 300
