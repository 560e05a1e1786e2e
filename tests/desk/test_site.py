"""The public site of the district: the same for everybody, right at once, and nobody's business in it."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from governance import clock
from governance.desk.public.site.school_map import HEIGHT, ROOM, WIDTH, Place, drawn
from governance.documents.errors import NotLegal
from governance.documents.kinds.order.order import Order
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.extract import Extract, draft_extract
from governance.documents.public_page.cards import MOST_PICTURES, add_picture, change_card
from governance.documents.public_page.news import write_news
from governance.documents.public_page.pictures import PublicPicture, ReadyPicture, ready_picture
from governance.documents.record.perform import perform
from governance.documents.settings.public_page import EMBEDDERS
from governance.roles.acts.settings import change_setting
from governance.roles.organisation_check import district_faults
from governance.scenarios.luza import Luza
from tests.leaks import index_all
from tests.meeting.council import Council
from tests.scans import SCANNED_PDF

Desk = Callable[[str], Client]
PARTS = (
    "",
    "about/",
    "documents/",
    "decisions/",
    "plan/",
    "teachers/",
    "admission/",
    "schools/",
    "news/",
    "polls/",
)
SMALL = ReadyPicture(b"\xff\xd8\xff of no matter", 4, 3)


def read(visitor: Client, part: str = "") -> str:
    answer = visitor.get(f"/district/{part}")
    assert answer.status_code == 200, part
    return answer.content.decode().replace("\u00a0", " ")


def published(plan: Plan, luza: Luza) -> Plan:
    return perform(plan, "publish", by=luza.people["deputy"])


def photograph(width: int = 2000, height: int = 1000) -> bytes:
    """A JPEG of a camera, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of a teacher"
    exif.get_ifd(0x8825)[1] = "N"
    result = BytesIO()
    Image.new("RGB", (width, height), "green").save(result, "JPEG", exif=exif)
    return result.getvalue()


# --- the pages ----------------------------------------------------------------------------------------------------


@pytest.mark.any_database
def test_every_part_is_read_without_an_account_and_gives_no_cookie(luza: Luza, visitor: Client) -> None:
    for part in PARTS:
        answer = visitor.get(f"/district/{part}")
        assert (answer.status_code, dict(answer.cookies), answer["Cache-Control"]) == (200, {}, "no-cache")


def test_whoever_is_signed_in_reads_the_same_page_as_everybody(
    luza: Luza, visitor: Client, desk: Desk
) -> None:
    assert read(desk("director")) == read(visitor)


@pytest.mark.any_database
def test_a_page_is_made_once_and_then_asks_one_query(approved: Plan, luza: Luza, visitor: Client) -> None:
    published(approved, luza)
    for part in PARTS:
        first = visitor.get(f"/district/{part}")
        with CaptureQueriesContext(connection) as asked:
            again = visitor.get(f"/district/{part}")
            unchanged = visitor.get(f"/district/{part}", headers={"If-None-Match": first["ETag"]})
        assert (again.content == first.content, unchanged.status_code, unchanged.content) == (True, 304, b"")
        assert len(asked) == 2, part


@pytest.mark.any_database
def test_a_paper_is_there_at_once_and_gone_at_once(approved: Plan, luza: Luza, visitor: Client) -> None:
    title = str(approved.title)
    assert title not in read(visitor) + read(visitor, "documents/") + read(visitor, "plan/")
    plan = published(approved, luza)
    for part in ("", "documents/", "plan/", "news/"):
        assert title in read(visitor, part), part
    perform(plan, "unpublish", by=luza.people["deputy"], reason="в нём имя ученика")
    for part in ("", "documents/", "plan/", "news/"):
        assert title not in read(visitor, part), part


def test_what_was_done_of_the_plan_is_seen_at_once_and_no_report_is(
    approved: Plan, luza: Luza, visitor: Client
) -> None:
    plan = published(approved, luza)
    before = read(visitor, "plan/")
    row = plan.rows().first()
    assert row is not None
    note = "сделал Фёдоров из 9 «А»"
    perform(plan, "mark_row_done", by=luza.people["deputy"], row=row.pk, on=clock.today(), note=note)
    after = read(visitor, "plan/")
    assert ("Done: 0 of" in before, "Done: 1 of" in after, "Фёдоров" in after) == (True, True, False)


@pytest.mark.parametrize(
    "part", ["schools/999999/", "news/999999/", "documents/order/", "documents/nothing/"]
)
def test_what_is_not_there_is_not_found(luza: Luza, visitor: Client, part: str) -> None:
    assert visitor.get(f"/district/{part}").status_code == 404


@pytest.mark.parametrize("district", ["0", "999999", "x", "-1"])
def test_an_unknown_district_is_not_found(luza: Luza, visitor: Client, district: str) -> None:
    assert visitor.get(f"/district/?district={district}").status_code == 404
    assert visitor.get(f"/district/?district={luza.district.pk}").status_code == 200


# --- sittings and decisions ---------------------------------------------------------------------------------------


@pytest.fixture
def council(luza: Luza) -> Council:
    return Council(luza)


def test_an_agenda_is_read_once_its_secretary_has_opened_it(council: Council, visitor: Client) -> None:
    meeting = council.convened("О школьном автобусе")
    address = f"meetings/{meeting.code}/"
    assert visitor.get(f"/district/{address}").status_code == 404
    with pytest.raises(NotLegal):
        council.act(meeting, "close_agenda")
    meeting = council.act(meeting, "open_agenda")
    assert "О школьном автобусе" in read(visitor, address)
    assert visitor.get(f"/public/{meeting.code}/")["Location"] == f"/district/{address}"
    assert str(meeting.code) in read(visitor, "decisions/")
    assert str(meeting.code) not in visitor.get("/public/").content.decode()
    council.act(meeting, "close_agenda")
    assert visitor.get(f"/district/{address}").status_code == 404


def test_a_decision_is_read_once_its_extract_is_published(council: Council, visitor: Client) -> None:
    secretary = council.secretary
    protocol = council.signed(council.held())
    extract: Any = draft_extract(protocol, council.item(protocol.meeting), by=secretary)
    extract = perform(extract, "certify", by=secretary)
    assert "О дне открытых дверей" not in read(visitor, "decisions/")
    extract = perform(extract, "publish", by=secretary)
    assert "О дне открытых дверей" in read(visitor, "decisions/")
    assert visitor.get(f"/public/{extract.code}/").status_code == 200
    perform(extract, "unpublish", by=secretary, reason="ошибка в словах")
    assert "О дне открытых дверей" not in read(visitor, "decisions/")


def test_a_decision_about_a_person_is_published_by_nobody(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    protocol = council.signed(council.held(subject=council.plan()))
    extract: Any = draft_extract(protocol, council.item(protocol.meeting, 2), by=council.secretary)
    extract = perform(extract, "certify", by=council.secretary)
    monkeypatch.setattr(Plan, "personal", True)
    with pytest.raises(NotLegal, match="about a person"):
        perform(extract, "publish", by=council.secretary)
    assert Extract.objects.get(pk=extract.pk).published_at is None


def test_a_question_about_a_person_says_only_its_kind(
    council: Council, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = council.plan()
    meeting = council.act(council.convened(subject=plan), "open_agenda")
    title = council.item(meeting, 2).title
    assert title in read(visitor, f"meetings/{meeting.code}/")
    meeting = council.act(meeting, "close_agenda")
    monkeypatch.setattr(Plan, "personal", True)
    meeting = council.act(meeting, "open_agenda")
    page = read(visitor, f"meetings/{meeting.code}/")
    assert (title in page, "A question about a person" in page) == (False, True)


# --- the schools --------------------------------------------------------------------------------------------------


@pytest.mark.any_database
def test_a_school_writes_its_own_card_and_no_other_school_does(
    luza: Luza, visitor: Client, desk: Desk
) -> None:
    school = luza.schools["lalsk"]
    card = f"/public-page/cards/{school.pk}/"
    sent = {
        "directions": "Лыжи и химия",
        "latitude": "60,735",
        "longitude": "47.596",
        "site": "lalsk.example",
    }
    assert desk("head_second").post(card, sent).status_code == 404
    assert desk("clerk").post(card, sent).status_code == 404
    assert "Лыжи и химия" not in read(visitor, f"schools/{school.pk}/")
    assert desk("head_lalsk").post(card, sent).status_code == 302
    page = read(visitor, f"schools/{school.pk}/")
    assert ("Лыжи и химия" in page, "https://lalsk.example" in page) == (True, True)
    assert "<svg" in read(visitor, "schools/")
    assert list(district_faults(luza.district.pk)) == []


def test_a_deputy_writes_the_card_of_the_own_school(luza: Luza, desk: Desk) -> None:
    own = luza.schools["second"]
    assert (
        desk("deputy_second")
        .post(f"/public-page/cards/{own.pk}/", {"phone": "8 (83346) 0-00-00"})
        .status_code
        == 302
    )
    assert desk("deputy_second").get(f"/public-page/cards/{luza.base.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("latitude", "91"),
        ("longitude", "x"),
        ("email", "нет"),
        ("site", "javascript:alert(1)"),
        ("directions", "я" * 3001),
    ],
)
def test_a_card_with_a_fault_comes_back_with_a_sentence(
    luza: Luza, desk: Desk, field: str, value: str
) -> None:
    answer = desk("director").post(f"/public-page/cards/{luza.base.pk}/", {field: value})
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)


def test_half_a_place_is_no_place(luza: Luza) -> None:
    with pytest.raises(ValidationError, match="latitude and longitude"):
        change_card(luza.base, {"latitude": "60.1"}, by=luza.people["director"])


@pytest.mark.any_database
def test_a_photograph_is_made_small_and_says_nothing_of_its_camera(
    luza: Luza, visitor: Client, desk: Desk
) -> None:
    address = f"/public-page/cards/{luza.base.pk}/pictures/new/"
    sent = {"file": SimpleUploadedFile("IMG_1.jpg", photograph()), "alt": "Зелёный луг"}
    assert desk("head_lalsk").post(address, sent).status_code == 404
    sent["file"] = SimpleUploadedFile("IMG_1.jpg", photograph())
    assert desk("director").post(address, sent).status_code == 302
    picture = PublicPicture.objects.get()
    data = visitor.get(f"/district/pictures/{picture.pk}/").getvalue()
    with Image.open(BytesIO(data)) as shown:
        assert (shown.size, dict(shown.getexif())) == ((960, 480), {})
    assert b"Camera" not in data
    assert 'alt="Зелёный луг"' in read(visitor, f"schools/{luza.base.pk}/")
    assert desk("director").post(f"/public-page/pictures/{picture.pk}/drop/").status_code == 302
    assert visitor.get(f"/district/pictures/{picture.pk}/").status_code == 404
    assert "Зелёный луг" not in read(visitor, f"schools/{luza.base.pk}/")
    assert list(district_faults(luza.district.pk)) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [("scan.pdf", SCANNED_PDF), ("a.jpg", photograph()[:300]), ("a.png", photograph()), ("a.txt", b"words")],
)
def test_what_is_no_picture_is_refused(luza: Luza, name: str, data: bytes) -> None:
    with pytest.raises(ValidationError):
        ready_picture(name, data)


def test_a_picture_without_words_or_beyond_the_last_place_is_refused(luza: Luza) -> None:
    with pytest.raises(ValidationError):
        add_picture(luza.base, SMALL, "  ", by=luza.people["director"])
    for number in range(MOST_PICTURES):
        add_picture(luza.base, SMALL, f"Снимок {number}", by=luza.people["director"])
    with pytest.raises(ValidationError, match="at most"):
        add_picture(luza.base, SMALL, "Ещё один", by=luza.people["director"])


def test_marks_of_schools_stand_apart_and_on_the_drawing() -> None:
    places = [Place(key, 60.6 + key % 3 / 1000, 47.2 + key // 3 / 9) for key in range(9)]
    picture = drawn(places)
    assert picture is not None
    assert {mark.key for mark in picture.marks} == set(range(9))
    assert all(0 < mark.x < WIDTH and 0 < mark.y < HEIGHT for mark in picture.marks)
    pairs = [(one, other) for one in picture.marks for other in picture.marks if one.key < other.key]
    assert all(abs(a.x - b.x) >= WIDTH / 3 or abs(a.y - b.y) >= ROOM / 2 for a, b in pairs)
    assert drawn([]) is None


def test_north_is_above_and_east_is_on_the_right() -> None:
    picture = drawn([Place(1, 60.0, 47.0), Place(2, 61.0, 48.0)])
    assert picture is not None
    south, north = sorted(picture.marks, key=lambda mark: mark.key)
    assert (north.y < south.y, north.x > south.x) == (True, True)


# --- feeds, search, frames ----------------------------------------------------------------------------------------


@pytest.fixture
def spoken(approved: Plan, luza: Luza) -> Plan:
    """A published plan, and a piece of news beside it."""
    write_news(
        luza.district,
        title="Урок & химия",
        text="Колбы <и> тигли.",
        day=clock.today(),
        by=luza.people["deputy"],
        picture=SMALL,
        alt="Колба",
    )
    return published(approved, luza)


def test_the_three_feeds_tell_the_same_news_in_the_same_order(
    spoken: Plan, visitor: Client, settings: Any
) -> None:
    settings.PUBLIC_ADDRESS = "https://luza.example"
    rss = ElementTree.fromstring(visitor.get("/district/feed.rss").content)
    atom = ElementTree.fromstring(visitor.get("/district/feed.atom").content)
    feed = json.loads(visitor.get("/district/feed.json").content)
    told = [item["title"] for item in feed["items"]]
    assert sorted(told) == sorted([f"Published: {spoken.title}", "Урок & химия"])
    assert [one.findtext("title") for one in rss.iter("item")] == told
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert [one.findtext("a:title", namespaces=names) for one in atom.findall("a:entry", names)] == told
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all(item["url"].startswith("https://luza.example/") for item in feed["items"])
    assert len({item["id"] for item in feed["items"]}) == len(told) == 2


def test_a_feed_that_has_not_changed_is_not_sent_again(spoken: Plan, luza: Luza, visitor: Client) -> None:
    for name in ("rss", "atom", "json"):
        first = visitor.get(f"/district/feed.{name}")
        again = visitor.get(f"/district/feed.{name}", headers={"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)
    perform(spoken, "unpublish", by=luza.people["deputy"], reason="имя ученика")
    for name in ("rss", "atom", "json"):
        assert str(spoken.title) not in visitor.get(f"/district/feed.{name}").content.decode()


def test_search_finds_what_is_public_and_news(spoken: Plan, visitor: Client) -> None:
    index_all()
    row = spoken.rows().first()
    assert row is not None
    answer = visitor.get("/district/search/", {"q": row.text.split()[0]})
    assert str(spoken.title) in answer.content.decode().replace("\u00a0", " ")
    assert "Урок &amp; химия" in visitor.get("/district/search/", {"q": "ХИМИЯ"}).content.decode()


def test_search_finds_nothing_by_what_only_the_desk_shows(
    approved: Plan, signed: Order, luza: Luza, visitor: Client
) -> None:
    """Neither remarks and reasons of a published paper, nor any word of one that is not published."""
    plan = perform(approved, "remark", by=luza.people["director"], text="Ыхтыр против.")
    plan = perform(plan, "publish", by=luza.people["deputy"])
    index_all()
    title = str(plan.title)
    for words in ("ыхтыр", f"{title} ыхтыр", str(signed.title), str(signed.number)):
        page = visitor.get("/district/search/", {"q": words}).content.decode()
        assert ("/public/" in page, "Nothing that is public says this" in page) == (False, True), words
    assert f"/public/{plan.code}/" in visitor.get("/district/search/", {"q": title}).content.decode()


@pytest.mark.parametrize("typed", ["", " ", "!!!", "я" * 300, "<script>", "a\0b"])
def test_whatever_is_typed_is_answered_by_a_page(luza: Luza, visitor: Client, typed: str) -> None:
    answer = visitor.get("/district/search/", {"q": typed})
    assert (answer.status_code, b"<script>" in answer.content) == (200, False)


@pytest.mark.any_database
def test_only_the_sites_that_the_district_names_may_frame_the_news(luza: Luza, visitor: Client) -> None:
    def policy(part: str) -> tuple[str, str]:
        answer = visitor.get(f"/district/{part}")
        found = re.search(r"frame-ancestors ([^;]*)", answer["Content-Security-Policy"])
        return (found[1] if found else "", answer.get("X-Frame-Options", ""))

    assert policy("embed/") == ("'none'", "DENY")
    named = "https://school.example\nhttps://*.luza.example"
    change_setting(
        luza.district,
        EMBEDDERS,
        named,
        since=clock.today(),
        by=luza.people["administrator"],
        basis="приказ № 1",
    )
    for _time in range(2):  # as it is made, and as it is kept
        assert policy("embed/") == ("https://school.example https://*.luza.example", "")
    assert policy("") == ("'none'", "DENY")


@pytest.mark.parametrize(
    "line", ["school.example", "https://a.example/path", "https://a b", "javascript:1", "*", "'self'"]
)
def test_what_is_no_site_embeds_nothing(line: str) -> None:
    with pytest.raises(ValidationError):
        EMBEDDERS.from_json(line)


def test_every_address_of_the_sitemap_opens(spoken: Plan, luza: Luza, visitor: Client, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://luza.example"
    text = visitor.get("/sitemap.xml").content.decode()
    addresses = re.findall(r"<loc>https://luza.example([^<]*)</loc>", text)
    assert f"/public/{spoken.code}/" in addresses
    assert {visitor.get(address).status_code for address in addresses} == {200}
    assert "Sitemap: https://luza.example/sitemap.xml" in visitor.get("/robots.txt").content.decode()


def test_data_for_programs_cannot_end_its_block(luza: Luza, visitor: Client) -> None:
    item = write_news(
        luza.district, title="</script><b>", text="&", day=clock.today(), by=luza.people["deputy"]
    )
    page = read(visitor, f"news/{item.pk}/")
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert [json.loads(block)["headline"] for block in blocks] == ["</script><b>"]


def test_a_school_is_told_to_programs_with_its_place(luza: Luza, visitor: Client) -> None:
    change_card(luza.base, {"latitude": "60.6", "longitude": "47.2"}, by=luza.people["director"])
    page = read(visitor, f"schools/{luza.base.pk}/")
    told = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert (told["@type"], told["geo"]["latitude"], "telephone" in told) == ("School", 60.6, False)
    assert f'property="og:title" content="{luza.base.name}"' in page
