"""A list printed from the browser: it begins below its heading, on wide sheets, with all words of its titles."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from pypdf import PdfReader

STATIC = Path(settings.BASE_DIR) / "static" / "governance"
TITLE = "О согласовании плана " + "работы округа " * 20 + "на учебный год"
ROWS = "".join(
    f"<tr><th scope='row'><a href='#'>Строка {number}. {TITLE}</a></th>" + "<td>22.11.2011</td>" * 5 + "</tr>"
    for number in range(1, 31)
)
PAGE = f"""
<body><main class="page"><h1>Решения</h1>
<form class="bulk-form"><div class="card flush table-wrap">
<table class="table"><tbody>{ROWS}</tbody></table></div></form>
<form><p>Поиск</p></form></main></body>
"""


def test_a_list_printed_from_the_browser_has_all_its_words(chromium: Any) -> None:
    page = chromium.new_page()
    try:
        names = ("tokens.css", "base.css", "components.css", "frame.css", "paper.css")
        styles = "".join((STATIC / name).read_text() for name in names)
        page.set_content(f"<style>{styles}</style>{PAGE}")
        sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    finally:
        page.close()
    first = " ".join(sheets[0].extract_text().split())
    box = sheets[0].mediabox
    assert ("Решения" in first, TITLE in first, "Поиск" in first, box.width > box.height) == (
        True,
        True,
        False,
        True,
    )
