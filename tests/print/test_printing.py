"""Papers as they come out: what stands on them, in which form, and that nothing in the data can break them."""

import copy
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.utils import translation
from pypdf import PdfReader

from governance.documents.language import phrases
from governance.documents.printing import pdf as printing

SAMPLES = Path(__file__).parent / "samples"
KINDS = ["plan", "protocol", "extract", "order"]


@pytest.fixture
def sample():
    return lambda kind: json.loads((SAMPLES / f"{kind}.json").read_text())


@pytest.fixture
def plan(sample):
    return sample("plan")


@pytest.fixture
def short(plan):
    """The plan cut to one row, for what does not depend on the others."""
    section = plan["sections"][0]
    return plan | {"parts": [], "sections": [section | {"rows": section["rows"][:1]}]}


def reader(kind, data):
    return PdfReader(io.BytesIO(printing.render(kind, data)))


def plain(text):
    """Undo what the layout did to the words: divided words, lines, spaces that do not break."""
    text = re.sub(r"[\u00ad\u2010-]\n(?=[а-яё])", "", text).replace("\u200b", "").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def text_of(kind, data):
    return plain("\n".join(page.extract_text() for page in reader(kind, data).pages))


def first_row(plan, **words):
    plan["sections"][0]["rows"][0] |= words
    return plan


# The form


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_is_an_archivable_tagged_titled_russian_pdf(kind, sample):
    data = sample(kind)
    pdf = reader(kind, data)
    xmp = pdf.xmp_metadata
    assert (xmp.pdfaid_part, xmp.pdfaid_conformance) == ("2", "A")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712  pypdf has a boolean of its own
    assert pdf.trailer["/Root"]["/Lang"] == "ru-RU"
    assert plain(pdf.metadata.title) == data["title"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_give_the_same_bytes(kind, sample):
    assert printing.render(kind, sample(kind)) == printing.render(kind, sample(kind))


def test_other_words_give_other_bytes(short):
    before = printing.render("plan", short)
    assert printing.render("plan", first_row(short, term="март")) != before


def test_the_file_is_dated_by_its_content_and_not_by_the_clock(short):
    assert reader("plan", short).metadata.creation_date.date().isoformat() == short["created"] == "2011-09-10"


def test_papers_printed_by_several_threads_at_once_come_out_whole(sample):
    alone = [printing.render(kind, sample(kind)) for kind in KINDS]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda kind: printing.render(kind, sample(kind)), KINDS * 3))
    assert together == alone * 3


# The plan


def test_the_plan_shows_all_45_rows_in_5_sections(plan):
    text = text_of("plan", plan)
    words = [section["title"] for section in plan["sections"]]
    words += [row["activity"] for section in plan["sections"] for row in section["rows"]]
    assert len(words) == 50
    squeezed = re.sub(r"\W", "", text)
    assert [word for word in words if re.sub(r"\W", "", word) not in squeezed] == []


def test_the_plan_names_who_agreed_and_approved_it_by_which_papers(plan):
    text = text_of("plan", plan)
    assert "СОГЛАСОВАНО Советом школьного округа (протокол от 12.09.2011 № 3)" in text
    assert "Приложение № 1 к приказу КОГОКУ СОШ г. Лузы от 14.09.2011 № 83-од" in text
    assert "Винокурова Светлана Андреевна" in text


def test_a_stamp_without_numbers_prints_blanks(short):
    short["stamps"][1]["text"] = "к приказу СОШ " + phrases.number_and_date(None, None)
    assert "к приказу СОШ от «___» ______ 20__ г. № ____" in text_of("plan", short)


def test_a_void_stamp_gives_the_reason_and_a_valid_one_does_not(short):
    assert "Гриф недействителен" not in text_of("plan", short)
    short["stamps"][1]["void"] = "приказ от 01.03.2012 № 91-од"
    assert text_of("plan", short).count("Гриф недействителен: приказ от 01.03.2012 № 91-од") == 1


def test_the_head_of_the_table_repeats_on_every_sheet_it_reaches(plan):
    rows = plan["sections"][0]["rows"]
    plan["sections"] = [{"title": "Все", "rows": [rows[number % 8] for number in range(300)]}]
    pages = [plain(page.extract_text()) for page in reader("plan", plan).pages]
    assert len(pages) > 15
    assert [page.count("Срок исполнения") for page in pages] == [0] + [1] * (len(pages) - 1)


def test_a_plan_without_aims_has_no_heading_for_them(plan):
    assert "Округ создан с целью:" in text_of("plan", plan)
    plan["parts"][1]["items"] = []
    assert "Округ создан с целью:" not in text_of("plan", plan)


# Marks


def test_sheets_are_counted_from_the_second_on(plan):
    pages = [plain(page.extract_text()) for page in reader("plan", plan).pages]
    counted = [re.findall(r"\d из \d", page) for page in pages]
    assert counted == [[], *([f"{sheet} из 5"] for sheet in range(2, 6))]


def test_a_draft_says_so_on_every_sheet_and_a_final_paper_on_none(plan):
    assert "ПРОЕКТ" not in text_of("plan", plan)
    plan["status"] = "ПРОЕКТ"
    pages = reader("plan", plan).pages
    assert [page.extract_text().count("ПРОЕКТ") for page in pages] == [1] * len(pages)


@pytest.mark.parametrize(
    ("kind", "mark"), [("plan", "УТРАТИЛ СИЛУ"), ("order", "ОТМЕНЁН"), ("extract", "УТРАТИЛА СИЛУ")]
)
def test_an_annulled_paper_says_what_took_its_force(kind, mark, sample):
    data = sample(kind)
    assert mark not in text_of(kind, data)
    data["void"] = "приказ от 01.03.2012 № 91-од"
    assert f"{mark}: приказ от 01.03.2012 № 91-од" in text_of(kind, data)


def test_the_check_of_a_copy_stands_on_the_last_sheet_only(plan):
    pages = [plain(page.extract_text()) for page in reader("plan", plan).pages]
    address = plan["check"]["address"]
    assert [f"Проверить документ: {address} Код проверки: 7KQ4-M2XD" in page for page in pages] == [
        *[False] * 4,
        True,
    ]


def test_a_paper_without_a_check_prints_without_it(short):
    del short["check"]
    assert "Проверить документ" not in text_of("plan", short)


def test_a_qr_code_is_a_square_svg_that_depends_on_the_address():
    one, other = printing.qr_svg("https://okrug.example.ru/1"), printing.qr_svg("https://okrug.example.ru/2")
    assert one.startswith("<svg")
    assert re.search(r'viewBox="0 0 (\d+) \1"', one)
    assert one != other


# The protocol


def test_the_protocol_tells_the_meeting(sample):
    text = text_of("protocol", sample("protocol"))
    for words in (
        "12 сентября 2011 г. г. Луза № 3",
        "Председатель: Пелевин Л.В., директор КОГОКУ СОШ г. Лузы",
        "Зыкова М.Ю., директор МОКУ Покровской ООШ д. Куликово (болезнь)",
        "нужно не меньше двух третей членов, то есть 4",
        "РЕШИЛИ: Принять информацию к сведению.",
        "Докладчик: Чирков В.А., директор МОКУ СОШ пгт Лальск",
        "ГОЛОСОВАЛИ за предложенное решение (открытое): за — 5, против — 0, воздержались — 0. Необходимое большинство",
        "При рассмотрении вопроса отсутствовала Горбунова Т.П.",
        "Воздержались: Лаптев Н.И.",
        "Против: Лаптев Н.И. Не участвовали в голосовании (самоотвод): Чирков В.А.",
        "внесён секретарём: Рябова О.В.",
        "Первое голосование аннулировано: Рябова О.В. проголосовала с чужого устройства",
        "Решение принято решающим голосом председательствующего (Пелевин Л.В.).",
        "Особое мнение (Лаптев Н.И.): считаю",
    ):
        assert words in text


@pytest.mark.parametrize(("count", "numbered"), [(10, False), (11, True)])
def test_the_present_are_numbered_when_over_ten(count, numbered, sample):
    data = sample("protocol")
    present = next(row for row in data["head"] if row["label"] == "Присутствовали")
    present["lines"] = [f"Присутствующий{number}" for number in range(count)]
    assert bool(re.search(r"1\. Присутствующий0", text_of("protocol", data))) is numbered


@pytest.mark.parametrize(
    ("mark", "text", "printed"),
    [
        ("system", "Подтверждено в системе: С.А. Винокурова", True),
        ("paper", "Подписано на бумаге", True),
        ("none", None, False),
    ],
)
def test_a_signature_shows_its_mark_or_leaves_room_for_the_hand(mark, text, printed, sample):
    data = sample("order")
    data["signature"] = {"position": "Директор", "name": "Л.В. Пелевин", "mark": mark} | (
        {"text": text} if text else {}
    )
    words = text_of("order", data)
    assert "Л.В. Пелевин" in words
    assert bool(re.search("Подтверждено в системе: С.А. Винокурова|Подписано на бумаге", words)) is printed


# Extract and order


def test_the_extract_holds_one_item_and_is_certified(sample):
    text = text_of("extract", sample("extract"))
    assert "ВЫПИСКА из протокола от 12.09.2011 № 3 заседания совета" in text
    assert "2.1. Согласовать план работы" in text
    assert "О дне открытых дверей" not in text
    assert "Подлинник документа находится в КОГОКУ СОШ г. Лузы в деле № 01-12" in text
    assert re.search(r"Верно Секретарь совета\s+С\.А\. Винокурова 13 сентября 2011 г\.", text)


def test_the_order_numbers_its_points_and_ends_with_control(sample):
    text = text_of("order", sample("order"))
    points = re.findall(r"(?<![\d.])(\d\.(?:\d\.)?) (?=[А-Яа-я])", text[text.index("ПРИКАЗЫВАЮ") :])
    assert points == ["1.", "2.", "2.1.", "2.2.", "3.", "4."]
    assert "4. Контроль за исполнением приказа оставляю за собой." in text
    assert "Ответственный: Климов Д.С., системный администратор. Срок: 30.09.2011." in text


def test_who_has_not_read_the_order_finds_a_blank(sample):
    data = sample("order")
    data["acquainted"] = [
        {"name": "С.А. Винокурова", "date": "15.09.2011"},
        {"name": "Д.С. Климов", "date": ""},
    ]
    text = text_of("order", data)
    assert "С приказом ознакомлены: С.А. Винокурова 15.09.2011 Д.С. Климов «___» ________ 20__ г." in text


# Whatever people type


@pytest.mark.parametrize(
    "words",
    [
        "#let x = 1; #panic() $a^2$ *жирно* _курсив_ `код` @ссылка <метка>",
        r"\u{1F600} \ обратная, \n не перенос, { } [ ] ~ = -- --- ...",
        """"кавычки" 'апостроф' // не примечание /* и это */ https://a.example""",
    ],
)
def test_signs_that_mean_something_to_typst_print_literally(words, short):
    assert words in text_of("plan", first_row(short, activity=words))


def test_signs_that_no_font_has_print_as_their_codes_and_the_rest_stays(short):
    text = text_of("plan", first_row(short, activity="День 😀 знаний", executors="中 совет"))
    assert "День [U+1F600] знаний" in text
    assert "[U+4E2D] совет" in text


def test_letters_known_to_be_printable_are(short):
    known = "".join(sign for code in range(0x20, 0x2600) if printing._spell_out(sign := chr(code)) == sign)
    assert len(known) > 1500
    pdf = printing.render("plan", first_row(short, activity=known + "\U0001f600"))
    assert pdf.startswith(b"%PDF")


def test_bullets_of_word_processors_become_bullets(short):
    assert "• первое • второе" in text_of("plan", first_row(short, activity="\uf0b7 первое \uf0b7\tвторое"))


def test_signs_that_reverse_the_reading_are_dropped(short):
    assert "сумма 100 рублей" in text_of(
        "plan", first_row(short, activity="сумма \u202e100\u202c рублей\x00\x07")
    )


def test_a_word_without_end_folds_inside_its_cell(short):
    page = reader(
        "plan", first_row(short, activity="щ" * 300, executors="school@very.long.name.example.ru")
    ).pages[0]
    lines = page.extract_text().replace("\u200b", "").splitlines()
    assert max(line.count("щ") for line in lines) < 45
    assert sum(line.count("щ") for line in lines if "щщ" in line) == 300
    assert "school@very.long.name.example.ru" not in lines


def test_a_row_longer_than_a_sheet_runs_on_instead_of_being_cut(short):
    text = text_of("plan", first_row(short, activity="слово " * 2000 + "конец"))
    assert text.count("слово ") == 2000
    assert "конец" in text


def test_a_plan_without_any_row_still_prints(short):
    short["sections"] = []
    assert "Мероприятия" in text_of("plan", short)


# Refusals


def test_a_text_of_a_megabyte_is_refused_in_one_sentence(short):
    sentence = r"too long to print: .* Shorten its text"
    with translation.override("en"), pytest.raises(printing.PrintingStopped, match=sentence):
        printing.render("plan", first_row(short, activity="слово " * 170_000))


def test_an_unknown_kind_is_refused():
    with pytest.raises(printing.PrintingFailed, match="no print template for 'poem'"):
        printing.render("poem", {"title": "Стих", "created": "2011-09-10"})


@pytest.mark.parametrize("kind", KINDS)
def test_data_without_a_title_are_refused(kind, sample):
    data = sample(kind)
    del data["title"]
    with pytest.raises(printing.PrintingFailed, match="title"):
        printing.render(kind, data)


@pytest.mark.parametrize("created", [None, "вчера", 5])
def test_data_without_a_date_are_refused(created, short):
    with pytest.raises(printing.PrintingFailed, match="ISO date"):
        printing.render("plan", short | {"created": created})


def test_a_missing_font_is_an_error_and_not_another_face(short, tmp_path, monkeypatch):
    for template in printing.TEMPLATES.glob("*.typ"):
        words = template.read_text().replace("Libertinus Serif", "No Such Serif")
        (tmp_path / template.name).write_text(words)
    monkeypatch.setattr(printing, "TEMPLATES", tmp_path)
    with pytest.raises(printing.PrintingFailed, match="unknown font family"):
        printing.render("plan", short)


def test_printing_leaves_the_data_as_they_were(short):
    before = copy.deepcopy(short)
    printing.render("plan", first_row(short, activity="№ 3 от 5 мая 😀"))
    assert short == first_row(before, activity="№ 3 от 5 мая 😀")
