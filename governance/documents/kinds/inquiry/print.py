"""A question as its registration card, the answer on the form of the school, and the report of a year in numbers."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypedDict

from governance import clock
from governance.documents.kinds.inquiry.inquiry import SIGNER, Inquiry
from governance.documents.language.phrases import list_date
from governance.documents.printing.citation import capitalized
from governance.documents.printing.data import PaperData, PaperMarks, SignatureLine
from governance.documents.printing.registry import print_data, prints
from governance.documents.printing.signature_lines import signature_line
from governance.documents.record.signatures import valid_signatures
from governance.documents.settings.forms.inquiries import INQUIRY_HEADING
from governance.roles.rights import Right
from governance.roles.unit import Unit

ERASED = "персональные данные удалены"
# On paper, so Russian whatever language the pages are read in.
SORTS = {"proposal": "предложение", "request": "заявление", "complaint": "жалоба"}
THEMES = {
    "admission": "приём и профильные классы",
    "teaching": "обучение и элективные курсы",
    "transport": "подвоз и безопасность",
    "food": "питание и здоровье",
    "staff": "педагоги и работники",
    "other": "иное",
}
WAYS = {
    "form": "через форму на сайте",
    "portal": "через портал «Госуслуги»",
    "paper": "на бумаге",
    "spoken": "на личном приёме",
}
RESULTS = {
    "answered": "дан ответ",
    "passed_on": "направлено по компетенции",
    "unanswered": "оставлено без ответа",
    "open": "на рассмотрении",
}


class InquiryWords(TypedDict):
    title: str
    organization: str
    requisites: list[str]
    facts: list[list[str]]
    kept: dict[str, Any]


class InquiryMarks(PaperMarks):
    lines: list[list[str]]
    signature: SignatureLine


def inquiry_marks(inquiry: Inquiry, words: InquiryWords) -> InquiryMarks:
    """Number, term, and what became of it."""
    lines = [["Регистрационный № и дата", numbered(inquiry)]]
    if inquiry.due is not None:
        prolonged = f" (продлено {list_date(inquiry.prolonged_on)})" if inquiry.prolonged_on else ""
        lines.append(["Срок ответа", f"{list_date(inquiry.due)}{prolonged}"])
    if inquiry.executor_named:
        said = f": {inquiry.resolution}" if inquiry.resolution else ""
        lines.append(["Исполнитель", f"{inquiry.executor_named}{said}"])
    if inquiry.settled_on is not None:
        result = RESULTS.get(inquiry.state, "")
        lines.append(["Результат", f"{capitalized(result)}, {list_date(inquiry.settled_on)}"])
    if inquiry.reply:
        lines.append(["Ответ заявителю", inquiry.reply])
    return InquiryMarks(lines=lines, signature=signature_of(inquiry))


def numbered(inquiry: Inquiry) -> str:
    day = list_date(inquiry.registered_on) if inquiry.registered_on else "____________"
    return f"№ {inquiry.number or '______'} от {day}"


def signature_of(inquiry: Inquiry) -> SignatureLine:
    signed = valid_signatures(inquiry).get(SIGNER) if inquiry.state == Inquiry.State.ANSWERED else None
    heads = inquiry.holders(Right.SIGN_ORDER, inquiry.unit_id) if signed is None else []
    head = heads[0] if len(heads) == 1 else None
    return signature_line(
        signed,
        inquiry.district_id,
        position=capitalized(head.capacity) if head else "Директор",
        name=head.person.signature_name if head else "",
    )


@prints("inquiry", marks=inquiry_marks)
def inquiry_words(inquiry: Inquiry) -> InquiryWords:
    """The registration card."""
    known = inquiry.erased_at is None
    reached = "; ".join(filter(None, (inquiry.address, inquiry.email, inquiry.phone)))
    return InquiryWords(
        title=inquiry.title,
        organization=inquiry.unit.charter_name,
        requisites=inquiry.unit.form_head,
        facts=[
            ["Заявитель", (inquiry.name or "не назван") if known else ERASED],
            ["Адрес для ответа", (reached or "не указан") if known else ERASED],
            ["Поступило", f"{list_date(inquiry.received_on)}, {WAYS[inquiry.way]}"],
            ["Вид и тема", f"{SORTS[inquiry.sort]}; {THEMES[inquiry.theme]}"],
            ["Повторное", "да" if inquiry.repeated else "нет"],
            ["Содержание", inquiry.text if known else ERASED],
        ],
        kept={},
    )


def answer_data(inquiry: Inquiry) -> PaperData:
    """The answer as a letter on the form (templates/print/inquiry_answer.typ); not for an erased one."""
    card: Any = print_data(inquiry)
    data: Any = {
        "title": f"Ответ на обращение № {inquiry.number}",
        "created": card["created"],
        "check": card["check"],
        "organization": card["organization"],
        "requisites": card["requisites"],
        "date": list_date(inquiry.settled_on or clock.today()),
        "number": inquiry.number,
        "reference": "",
        "addressee": [line for line in (inquiry.name, inquiry.address or inquiry.email) if line],
        "heading": INQUIRY_HEADING.filled(
            inquiry.district_id, номер=inquiry.number, день=list_date(inquiry.received_on)
        ),
        "text": [line.strip() for line in inquiry.reply.splitlines() if line.strip()],
        "enclosure": "",
        "signature": signature_of(inquiry),
        "prepared": "",
    }
    answer: PaperData = data
    return answer


# --- the report of a year ---------------------------------------------------------------------------------------------


def counted(inquiries: Iterable[Inquiry]) -> list[tuple[str, list[tuple[str, int]]]]:
    """A year in numbers, by kind, theme, way and result; late, prolonged and repeated ones. No names."""
    rows = list(inquiries)

    def table(labels: dict[str, str], values: Iterable[str]) -> list[tuple[str, int]]:
        found = Counter(values)
        return [(label, found[key]) for key, label in labels.items()]

    closed = ("answered", "passed_on", "unanswered")
    return [
        ("Всего поступило", [("обращений", len(rows))]),
        ("По виду", table(SORTS, (row.sort for row in rows))),
        ("По теме", table(THEMES, (row.theme for row in rows))),
        ("По способу", table(WAYS, (row.way for row in rows))),
        ("По результату", table(RESULTS, (row.state if row.state in closed else "open" for row in rows))),
        (
            "Сроки",
            [
                ("с нарушением срока", sum(row.is_late for row in rows)),
                ("срок продлён", sum(row.prolonged_on is not None for row in rows)),
                ("повторных", sum(row.repeated for row in rows)),
            ],
        ),
    ]


def report_data(unit: Unit, year: int, inquiries: Iterable[Inquiry]) -> PaperData:
    """The report as it prints (templates/print/inquiry_report.typ)."""
    data: Any = {
        "title": f"Отчёт о рассмотрении обращений граждан за {year} год",
        "created": clock.now().isoformat(),
        "organization": unit.charter_name,
        "year": str(year),
        "day": list_date(clock.today()),
        "tables": [
            {"title": title, "rows": [[label, str(n)] for label, n in rows]}
            for title, rows in counted(inquiries)
        ],
    }
    report: PaperData = data
    return report
