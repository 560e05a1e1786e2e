"""Of the demonstration: the public page, with the cards of the six schools, news, two decisions and the coming agenda.

Kinds and classes of the schools stand in the sources; addresses of mail and sites are of the reserved domain .example,
the coordinates of the villages are approximate, and the pictures are drawn.
"""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from governance.documents.kinds.meeting.meeting import Meeting
from governance.documents.kinds.plan.plan import Plan
from governance.documents.kinds.protocol.extract import draft_extract
from governance.documents.public_page.cards import add_picture, change_card
from governance.documents.public_page.news import withdraw_news, write_news
from governance.documents.public_page.pictures import ready_picture
from governance.documents.settings.public_page import ABOUT, CONTACTS, HEADLINE
from governance.roles.acts.settings import change_setting
from governance.scenarios.luza import Luza
from governance.scenarios.stage import Stage

BASIS = "план работы округа, раздел о сайте базовой школы"
WORDS = {
    HEADLINE: "Шесть школ, один план, открытые решения",
    ABOUT: (
        "Уроки сетевых педагогов для учеников 9–11 классов, где бы они ни жили. Здесь — что решил совет и как это "
        "исполняется.\n\n"
        "Лузский школьный округ — добровольное объединение шести школ вокруг базовой школы. Округ не юридическое лицо: "
        "решения его совета исполняются приказами директоров школ."
    ),
    CONTACTS: (
        "Вопросы о работе округа принимает заместитель директора по УВР базовой школы: okrug@luza.example.\n\n"
        "О приёме в 10-е классы спрашивайте школу, в которую подаёте заявление."
    ),
}
# By the key of the school: latitude, longitude, directions, projects, achievements.
CARDS: dict[str, tuple[str, str, str, str, str]] = {
    "base": (
        "60.62921",
        "47.26144",
        "Базовая школа округа. Профильные и общеобразовательные классы 10–11.",
        "Сетевые уроки для школ округа. Неделя информатизации.",
        "Школа подготовила примерную форму договора и план работы округа.",
    ),
    "second": (
        "60.62310",
        "47.28420",
        "Средняя школа с классами 10–11.",
        "Участвует в сетевых уроках: педагоги и классы.",
        "",
    ),
    "lalsk": (
        "60.73500",
        "47.59600",
        "Средняя школа с классами 10–11.",
        "Принимает сетевые уроки по видеосвязи.",
        "",
    ),
    "fabrichnaya": ("60.74300", "47.61900", "Основная школа, классы 1–9. Предпрофильная подготовка.", "", ""),
    "zhivotovo": ("60.80300", "47.42100", "Основная школа, классы 1–9. Предпрофильная подготовка.", "", ""),
    "kulikovo": ("60.69800", "47.33900", "Основная школа, классы 1–9. Предпрофильная подготовка.", "", ""),
}
HEADS = {"base": "director", "second": "head_second"}
NEWS = (
    (
        "2011-11-15",
        "Совет округа согласовал план недели информатизации",
        "Неделя пройдёт во всех шести школах.\n\nДень открытых дверей состоится в базовой школе.",
    ),
    (
        "2011-11-18",
        "Заседание совета округа — 21 ноября",
        "Совет рассмотрит ход исполнения плана и план второго полугодия. Повестка открыта.",
    ),
)


def fill_public_page(luza: Luza, stage: Stage, year: Plan) -> None:
    """What the district and its schools say of themselves, until the day before today's sitting."""
    people = luza.people
    stage.at("2011-11-14 09:00")
    with stage.playing():
        for setting, words in WORDS.items():
            change_setting(
                luza.district,
                setting,
                words,
                since=date(2011, 11, 14),
                by=people["administrator"],
                basis=BASIS,
            )
        write_cards(luza)
    publish_decisions(luza, stage, year)
    stage.at("2011-11-18 15:00")
    with stage.playing():
        write_news_of_the_week(luza)
    meeting = Meeting.objects.filter(unit=luza.council, state=Meeting.State.PLANNED).earliest("held_at")
    stage.do(meeting, "open_agenda", people["secretary"])


def write_cards(luza: Luza) -> None:
    for key, (latitude, longitude, directions, projects, achievements) in CARDS.items():
        values: dict[str, Any] = {
            "email": f"{key}@luza.example",
            "site": f"https://{key}.luza.example/",
            "directions": directions,
            "projects": projects,
            "achievements": achievements,
            "latitude": latitude,
            "longitude": longitude,
        }
        change_card(luza.schools[key], values, by=luza.people[HEADS.get(key, f"head_{key}")])
    drawn = ready_picture("школа.png", house())
    alt = "Рисунок: двухэтажное здание школы под светлым небом, перед ним дорожка"
    add_picture(luza.base, drawn, alt, by=luza.people["director"])


def publish_decisions(luza: Luza, stage: Stage, year: Plan) -> None:
    """Extracts on both plans that the council has agreed to; the secretary publishes them."""
    secretary = luza.people["secretary"]
    week = Plan.objects.filter(agreed_by__isnull=False, title__contains="неделе информатизации").get()
    for plan, day in ((year, "2011-11-17 16:00"), (week, "2011-11-17 17:00")):
        stage.at(day)
        assert plan.agreed_by is not None, "agreed by a protocol"
        protocol: Any = plan.agreed_by.whole
        item = protocol.meeting.items.get(subject=plan)
        extract = stage.begin(draft_extract, secretary, protocol, item)
        extract = stage.do(extract, "certify", secretary)
        extract = stage.do(extract, "issue", secretary, to="для открытой страницы округа")
        stage.do(extract, "publish", secretary)


def write_news_of_the_week(luza: Luza) -> None:
    """Two that stand, the first with a picture; one that was withdrawn."""
    deputy = luza.people["deputy"]
    picture = ready_picture("неделя.png", house(evening=True))
    for number, (day, title, text) in enumerate(NEWS):
        write_news(
            luza.district,
            title=title,
            text=text,
            day=date.fromisoformat(day),
            by=deputy,
            picture=None if number else picture,
            alt="" if number else "Рисунок: школа вечером, в окнах свет",
        )
    mistaken = write_news(
        luza.district,
        title="Заседание совета переносится",
        text="О новом дне будет сообщено.",
        day=date(2011, 11, 18),
        by=deputy,
    )
    withdraw_news(mistaken, because="сообщение было ошибочным: заседание не переносится", by=deputy)


def house(*, evening: bool = False) -> bytes:
    """A drawing of a school, as a PNG."""
    sky, wall, roof, light = (
        ("#33415e", "#8a93a8", "#4d3b3b", "#f3d27a")
        if evening
        else ("#cfe3f5", "#f2e6cf", "#a4553f", "#7fa3c7")
    )
    picture = Image.new("RGB", (960, 600), sky)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 460, 960, 600), fill="#59714f" if evening else "#8fb27c")
    draw.polygon(((430, 600), (530, 600), (500, 460), (460, 460)), fill="#c9b793")
    draw.rectangle((180, 220, 780, 470), fill=wall)
    draw.polygon(((150, 220), (810, 220), (740, 140), (220, 140)), fill=roof)
    for row in (255, 355):
        for place in range(8):
            left = 210 + place * 71
            if row == 355 and place in (3, 4):
                continue
            draw.rectangle((left, row, left + 42, row + 62), fill=light, outline="#5b5b5b", width=3)
    draw.rectangle((440, 365, 520, 470), fill="#6b4b35")
    result = BytesIO()
    picture.save(result, "PNG")
    return result.getvalue()
