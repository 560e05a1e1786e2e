"""What may hang on a paper: judged by its content, at the door, whoever comes."""

import io
from typing import Any

import pytest
from django.utils import translation
from PIL import Image

from governance.documents.errors import NotLegal
from governance.documents.kinds.order.order import Order
from governance.documents.record.attached import Attachment
from governance.documents.record.events import Event
from governance.documents.record.perform import draft, perform
from governance.documents.record.uploads import media_type_of, scan_type_of
from governance.scenarios.luza import Luza
from tests.memory import recalled
from tests.scans import SCANNED_PDF


@pytest.fixture(autouse=True)
def _source_language() -> Any:
    with translation.override(None):
        yield


def picture(kind: str, size: tuple[int, int] = (60, 80)) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 50).save(buffer, kind)
    return buffer.getvalue()


PNG, JPEG = picture("PNG"), picture("JPEG")
DAMAGED = "The picture is damaged or not whole: scan the sheet again."
MISNAMED = "The file is called .{0}, but its content is something else: save it anew and try again."
NONE_OF_OURS = "Attach a PDF, a picture (PNG, JPEG), a table or a text (docx, xlsx, odt, ods, txt)."


def refusal(judge: Any, name: str, data: bytes) -> str:
    with pytest.raises(NotLegal) as refused:
        judge(name, data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("скан.pdf", SCANNED_PDF, "application/pdf"),
        ("скан.PNG", PNG, "image/png"),
        ("скан.jpg", JPEG, "image/jpeg"),
        ("скан.jpeg", JPEG, "image/jpeg"),
    ],
)
def test_a_scan_that_opens_is_taken(name: str, data: bytes, media_type: str) -> None:
    assert (media_type_of(name, data), scan_type_of(name, data)) == (media_type, media_type)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("письмо.txt", "Слова".encode(), "text/plain"),
        ("план.txt", "Слова".encode("utf-16"), "text/plain"),
        ("таблица.csv", b"a;b", "text/plain"),
        (
            "план.docx",
            b"PK\x03\x04",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("архив.zip", b"PK\x03\x04", "application/zip"),
    ],
)
def test_a_file_that_is_no_scan_may_hang_on_a_paper_but_signs_nothing(
    name: str, data: bytes, media_type: str
) -> None:
    assert media_type_of(name, data) == media_type
    assert (
        refusal(scan_type_of, name, data)
        == "A scan is a picture (PNG, JPEG) or a PDF: scan the signed sheet."
    )


@pytest.mark.parametrize("judge", [media_type_of, scan_type_of])
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("скан.pdf", b"", "The file is empty: choose another one."),
        ("скан.pdf", "Просто слова".encode(), NONE_OF_OURS),
        ("скан.jpg", b"MZ\x90\x00 a program", NONE_OF_OURS),
        ("скан.txt", b"MZ\x90\x00 a program", NONE_OF_OURS),
        ("скан", PNG, MISNAMED.format("?")),
        ("скан.jpg", PNG, MISNAMED.format("jpg")),
        ("скан.docx", SCANNED_PDF, MISNAMED.format("docx")),
        ("скан.pdf", b"PK\x03\x04", MISNAMED.format("pdf")),
    ],
)
def test_content_that_is_not_its_type_is_refused(judge: Any, name: str, data: bytes, sentence: str) -> None:
    assert refusal(judge, name, data) == sentence


@pytest.mark.parametrize("judge", [media_type_of, scan_type_of])
def test_a_file_over_the_limit_is_refused(judge: Any, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 2**20
    whole = SCANNED_PDF.ljust(2**20)
    assert media_type_of("скан.pdf", whole) == "application/pdf"
    assert refusal(judge, "скан.pdf", whole + b" ") == "The file is larger than 1 MB: make it smaller."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("скан.png", PNG[: len(PNG) // 2], DAMAGED),
        ("скан.png", PNG[:8], DAMAGED),
        ("скан.png", PNG[:60] + b"\x00\x01\x02" + PNG[63:], DAMAGED),
        ("скан.jpg", JPEG[: len(JPEG) // 2], DAMAGED),
        ("скан.jpg", JPEG[:3], DAMAGED),
        ("скан.pdf", SCANNED_PDF[:20], "The PDF is damaged or not whole: scan the sheet again."),
        (
            "скан.pdf",
            b"%PDF-1.7\na scan\nstartxref\n9\n%%EOF\n",
            "The PDF is damaged or not whole: scan the sheet again.",
        ),
    ],
)
def test_a_scan_that_does_not_open_is_refused(name: str, data: bytes, sentence: str) -> None:
    assert refusal(scan_type_of, name, data) == sentence


@pytest.mark.parametrize("side", [12_000, 20_000])
def test_a_picture_that_would_fill_the_memory_is_refused(side: int) -> None:
    buffer = io.BytesIO()
    Image.new("1", (side, side)).save(buffer, "PNG")
    assert refusal(scan_type_of, "скан.png", buffer.getvalue()) == (
        "The picture has too many dots: scan the sheet with 300 dots per inch."
    )


# --- at the door ----------------------------------------------------------------------------------------------------


@pytest.fixture
@recalled
def order(luza: Luza) -> Order:
    return draft(Order, unit=luza.base, title="О дежурстве", by=luza.people["deputy"])


def test_the_door_takes_a_file_and_the_record_remembers_its_hash(order: Order, luza: Luza) -> None:
    perform(order, "attach", by=luza.people["deputy"], name="скан.png", data=PNG)
    file = Attachment.objects.get(document_id=order.pk)
    event = Event.objects.get(document_id=order.pk, move="attach")
    assert (file.media_type, file.size) == ("image/png", len(PNG))
    assert event.facts == {"attached": [file.sha256]}


def test_the_door_refuses_a_file_that_is_not_what_it_is_called(order: Order, luza: Luza) -> None:
    with pytest.raises(NotLegal, match="its content is something else"):
        perform(order, "attach", by=luza.people["deputy"], name="скан.pdf", data=PNG)
    assert not Attachment.objects.exists()
    assert not Event.objects.filter(move="attach").exists()


def test_a_damaged_scan_signs_no_order(order: Order, luza: Luza) -> None:
    deputy, director = luza.people["deputy"], luza.people["director"]
    paper: Any = perform(order, "revise", by=deputy, points=[{"text": "Дежурить."}])
    paper = perform(paper, "submit", by=deputy)
    for name, data in (("половина.png", PNG[:-200]), ("лист.png", PNG)):
        paper = perform(paper, "attach", by=director, name=name, data=data)
    torn, whole = Attachment.objects.order_by("pk")
    with pytest.raises(NotLegal, match="damaged or not whole"):
        perform(paper, "sign", by=director, way="paper", scan=torn.pk)
    assert Order.objects.get(pk=order.pk).number == ""
    assert perform(paper, "sign", by=director, way="paper", scan=whole.pk).number != ""
