"""On a narrow screen a label keeps its words whole, and a number stays with its sign, as on paper."""

from pathlib import Path
from typing import Any

from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static" / "governance"
CARD = """
<dl class="facts"><dt>Подразделение</dt><dd>МКОУ СОШ № 2 города Лузы и школа Н.-Лальская</dd></dl>
<table class="table"><tbody><tr><td data-label="Подразделение"><span>СОШ № 2</span></td></tr></tbody></table>
<textarea>СОШ № 2</textarea>
"""
# How many lines a word takes.
LINES = """(selector) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
}"""


def test_a_label_is_not_broken_and_a_number_stays_with_its_sign(chromium: Any) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 600})
    try:
        styles = "".join((STATIC / name).read_text() for name in ("tokens.css", "base.css", "components.css"))
        script = (STATIC / "desk.js").read_text()
        page.set_content(f"<style>{styles}</style><main style='padding:1rem'>{CARD}</main>")
        page.evaluate(f"{script}\nkeepTogether(document.body)")
        assert (page.evaluate(LINES, "dt"), page.evaluate(LINES, ".kept-together")) == (1, 1)
        assert "СОШ №\u00a02 города" in page.text_content("dd")
        assert page.input_value("textarea") == "СОШ № 2"
        # The label takes one line of its 14 pixels or so.
        height = page.locator("td").evaluate(
            "(cell) => parseFloat(getComputedStyle(cell, '::before').height)"
        )
        assert height < 26
    finally:
        page.close()
