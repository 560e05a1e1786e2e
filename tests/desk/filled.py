"""A form of a page as a browser sends it: what stands in its fields, unless the test types something else."""

from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict


class _Forms(HTMLParser):
    """The fields of each form of a page, with what is chosen and typed in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[QueryDict] = []
        # The names of all fields of each form, also of boxes that are not ticked.
        self.names: list[set[str]] = []
        self.inside: QueryDict | None = None
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = QueryDict(mutable=True)
            self.forms.append(self.inside)
            self.names.append(set())
        if self.inside is None or not name or tag == "form":
            return
        self.names[-1].add(name)
        if tag == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.inside.appendlist(name, given.get("value") or ("on" if "checked" in given else ""))
        elif tag == "textarea":
            self.area = name
            self.inside.appendlist(name, "")

    def handle_data(self, data: str) -> None:
        if self.area and self.inside is not None:
            self.inside[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.inside = None


def filled(answer: Any, having: str) -> QueryDict:
    """The form of a page that has a field whose name begins like this, as it stands there."""
    page = _Forms()
    page.feed(answer.content.decode())
    pairs = zip(page.forms, page.names, strict=True)
    found = [form for form, names in pairs if any(name.startswith(having) for name in names)]
    assert len(found) == 1, f"{len(found)} forms with a field {having}"
    found[0].pop("csrfmiddlewaretoken", None)
    return found[0]
