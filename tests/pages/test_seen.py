"""Each form that decides something on a paper carries the revision of the paper that its page shows."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.urls import resolve

from tests.pages.page_kinds import FoundPage

# Forms that decide nothing, or that name the very thing that is decided on.
NAMES_ITS_THING = {
    "paper_remark": "adds a remark",
    "paper_attach": "adds a file",
    "paper_follow": "asks for notices of the paper, whatever it says",
    "meeting_do": "names the question, the vote or the seat, and goes on while everybody votes",
    "meeting_ballot": "names the vote",
    "meeting_counting": "names the vote",
    "meeting_attendance": "carries the mark of each seat that was shown",
    "meeting_question": "names the question and the file; whom it names is shown with the form",
    "meeting_note": "is read by nobody else, and binds nobody",
}


@dataclass
class Form:
    action: str
    posts: bool
    fields: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """The forms of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(of.get("action", ""), of.get("method", "").lower() == "post"))
        elif tag in ("input", "button") and "name" in of and self.found:
            self.found[-1].fields[of["name"]] = of.get("value", "")


def test_each_form_of_a_paper_carries_the_revision_that_is_shown(pages: dict[str, FoundPage]) -> None:
    missing, carried = set(), set()
    for page in pages.values():
        for form in Forms(page.html).found:
            match = resolve(urlsplit(form.action or page.address).path)
            of_paper = getattr(match.func, "access", "") == "paper"
            if form.posts and of_paper and match.url_name not in NAMES_ITS_THING:
                (carried if form.fields.get("seen", "").isdecimal() else missing).add(match.url_name)
    assert (sorted(map(str, missing)), "paper_do" in carried) == ([], True)
