"""News on the public site: written, corrected and withdrawn by whoever publishes the papers of the district."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from governance import clock
from governance.documents.public_page.news import NewsItem, withdraw_news, write_news
from governance.documents.public_page.pictures import PublicPicture
from governance.roles.organisation_check import district_faults
from governance.scenarios.luza import Luza
from tests.desk.test_site import SMALL, Desk, read


@pytest.mark.any_database
def test_news_stand_from_their_day_on_until_they_are_withdrawn(
    luza: Luza, visitor: Client, desk: Desk
) -> None:
    sent = {"title": "День открытых дверей", "text": "Первый абзац.\n\n<b>Второй</b>", "day": "2011-09-14"}
    assert desk("head_lalsk").post("/public-page/news/new/", sent).status_code == 404
    assert desk("deputy").post("/public-page/news/new/", sent).status_code == 302
    item = NewsItem.objects.get()
    assert visitor.get(f"/district/news/{item.pk}/").status_code == 404
    with clock.played(date(2011, 9, 14)):
        assert "День открытых дверей" in read(visitor) + read(visitor, "news/")
        page = read(visitor, f"news/{item.pk}/")
        assert ("<p>Первый абзац.</p>" in page, "&lt;b&gt;Второй" in page) == (True, True)
        withdraw = f"/public-page/news/{item.pk}/withdraw/"
        assert desk("deputy").post(withdraw, {"because": ""}).status_code == 422
        assert desk("deputy").post(withdraw, {"because": "перенесён"}).status_code == 302
        assert visitor.get(f"/district/news/{item.pk}/").status_code == 404
        assert "День открытых дверей" not in read(visitor) + read(visitor, "news/")
        assert "перенесён" in desk("deputy").get("/public-page/").content.decode()
    assert list(district_faults(luza.district.pk)) == []


def test_news_are_corrected_at_once_and_say_so(luza: Luza, visitor: Client, desk: Desk) -> None:
    deputy = luza.people["deputy"]
    item = write_news(luza.district, title="О луге", text="Зелёный.", day=clock.today(), by=deputy)
    address = f"/public-page/news/{item.pk}/"
    as_it_was = {"title": item.title, "text": item.text, "day": item.day.isoformat()}
    assert desk("head_lalsk").get(address).status_code == 404
    assert desk("head_lalsk").post(address, as_it_was).status_code == 404
    assert desk("deputy").post(address, as_it_was | {"text": ""}).status_code == 422
    assert desk("deputy").post(address, as_it_was).status_code == 302
    item.refresh_from_db()
    assert (item.corrected_at, "corrected on" in read(visitor, f"news/{item.pk}/")) == (None, False)

    assert desk("deputy").post(address, as_it_was | {"text": "Жёлтый."}).status_code == 302
    page, feed = read(visitor, f"news/{item.pk}/"), visitor.get("/district/feed.json").json()
    assert ("Жёлтый." in page, "Зелёный." in page, "corrected on" in page) == (True, False, True)
    assert "date_modified" in feed["items"][0]
    withdraw_news(item, because="скошен", by=deputy)
    assert desk("deputy").post(address, as_it_was).status_code == 422
    assert list(district_faults(luza.district.pk)) == []


def test_news_are_withdrawn_once_and_take_their_picture_along(luza: Luza) -> None:
    deputy = luza.people["deputy"]
    item = write_news(
        luza.district, title="О луге", text="Зелёный.", day=clock.today(), by=deputy, picture=SMALL, alt="Луг"
    )
    withdraw_news(item, because="скошен", by=deputy)
    assert PublicPicture.objects.count() == 0
    with pytest.raises(ValidationError, match="already"):
        withdraw_news(item, because="скошен", by=deputy)


def test_news_of_long_lists_go_on_over_the_page(luza: Luza, visitor: Client) -> None:
    for number in range(20):
        write_news(
            luza.district, title=f"Новость {number:02}", text="…", day=clock.today(), by=luza.people["deputy"]
        )
    first, second = read(visitor, "news/"), read(visitor, "news/?page=2")
    assert re.findall(r"Новость \d\d", first) == [f"Новость {number:02}" for number in range(19, 4, -1)]
    assert re.findall(r"Новость \d\d", second) == [f"Новость {number:02}" for number in range(4, -1, -1)]
