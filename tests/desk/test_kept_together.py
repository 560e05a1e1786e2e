"""A number stays with its sign, a name with its letter and a label keeps its words, with and without JavaScript."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from governance.desk.base.kept_together import kept_together
from governance.scenarios.luza import Luza

STATIC = Path(settings.BASE_DIR) / "static" / "governance"
CARD = """
<dl class="facts"><dt>Подразделение</dt><dd>МКОУ СОШ № 2 города Лузы и школа Н.-Лальская</dd></dl>
<table class="table"><tbody><tr><td data-label="Подразделение"><span>СОШ № 2</span></td></tr></tbody></table>
<h1 style="width: 10.5rem">О дежурстве: приказ № 3-ОД</h1>
<ul class="item-list"><li><div class="main"><a href="#">Приём в 10-е классы</a></div></li></ul>
<textarea>СОШ № 2</textarea>
"""
KEPT = '<span class="kept-together">{}</span>'
# How many lines a word takes.
LINES = """(selector) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
}"""


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<p>СОШ № 2</p>", "<p>СОШ №\u00a02</p>"),
        ("<p>№ <b>2</b> и №</p>", "<p>№ <b>2</b> и №</p>"),
        (
            '<a title="СОШ № 2-А">№ 7-А</a>',
            '<a title="СОШ № 2-А">№\u00a0<span class="kept-together">7-А</span></a>',
        ),
        (
            "приказ от 14.09.2011 № 1-ОД.",
            'приказ от 14.09.2011\u00a0№\u00a0<span class="kept-together">1-ОД</span>.',
        ),
        ("от 9 апреля 2012 г. № 3, № 4/5", "от 9 апреля 2012 г.\u00a0№\u00a03, №\u00a04/5"),
        ("10-й класс, 1941-1945", '<span class="kept-together">10-й</span> класс, 1941-1945'),
        ("<textarea name=t>\nСОШ № 2</textarea> № 2", "<textarea name=t>\nСОШ № 2</textarea> №\u00a02"),
        ("<option>СОШ № 2</option><title>№ 2</title>", "<option>СОШ № 2</option><title>№ 2</title>"),
        ("<!-- № 2 --><code>№ 2</code>", "<!-- № 2 --><code>№ 2</code>"),
        ("<p>за — 6, против <b>—</b> 0 — нет</p>", "<p>за\u00a0—\u00a06, против <b>—</b> 0\u00a0— нет</p>"),
        ("План · <b>Заседание</b> · 1", "План\u00a0· <b>Заседание</b>\u00a0· 1"),
        ("<h1>в 10-е, № 3-ОД</h1>", "<h1>в {}, №\u00a0{}</h1>".format(*map(KEPT.format, ("10-е", "3-ОД")))),
        ("в Н.-Лальской школе", 'в <span class="kept-together">Н.-Лальской</span> школе'),
    ],
)  # fmt: skip
def test_words_are_kept_together_outside_of_fields_and_code(page: str, kept: str) -> None:
    assert kept_together(page) == kept


@pytest.mark.django_db
def test_every_page_goes_out_with_its_numbers_whole(luza: Luza, settings: Any) -> None:
    """Without JavaScript: the server does it."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "governance.desk.base.kept_together.keeps_together"]
    client = Client()
    client.force_login(luza.people["director"], backend="governance.desk.base.signed_in.PersonBackend")
    page = client.get(reverse("bodies")).content.decode()
    assert "СОШ №\u00a02" in page
    assert kept_together(page).count("СОШ № ") == page.count("СОШ № ")


def test_the_page_asks_no_script_for_it() -> None:
    assert "№" not in (STATIC / "desk.js").read_text()


def test_a_label_is_not_broken_and_a_number_stays_with_its_sign(chromium: Any) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 600})
    try:
        styles = "".join((STATIC / name).read_text() for name in ("tokens.css", "base.css", "components.css"))
        page.set_content(f"<style>{styles}</style><main style='padding:1rem'>{kept_together(CARD)}</main>")
        assert (page.evaluate(LINES, "dt"), page.evaluate(LINES, "dd .kept-together")) == (1, 1)
        assert (page.evaluate(LINES, "h1") > 1, page.evaluate(LINES, "h1 .kept-together")) == (True, 1)
        assert "СОШ №\u00a02 города" in page.text_content("dd")
        # The link is a row of boxes otherwise: its words would lose their spaces.
        assert page.inner_text(".item-list a") == "Приём в 10-е классы"
        assert page.input_value("textarea") == "СОШ № 2"
        # The label takes one line of its 14 pixels or so.
        height = page.locator("td").evaluate(
            "(cell) => parseFloat(getComputedStyle(cell, '::before').height)"
        )
        assert height < 26
    finally:
        page.close()
