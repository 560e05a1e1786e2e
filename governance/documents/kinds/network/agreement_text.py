"""The words of the additional agreement to a contract of employment (Labour Code, articles 60.2, 72, 151)."""

from datetime import date

from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.load_text import load_text, notice_text, term_text
from governance.documents.language.phrases import list_date

CLAUSES = (
    "Работодатель поручает, а Работник с письменного согласия от {consent} принимает на себя дополнительную работу "
    "сетевого педагога школьного округа наряду с работой, определённой трудовым договором: {load}.",
    "Дополнительная работа выполняется {term} в течение установленной продолжительности рабочего времени без "
    "освобождения от работы, определённой трудовым договором.",
    "За дополнительную работу Работнику устанавливается доплата: {pay}.",
    "Работник имеет право досрочно отказаться от выполнения дополнительной работы, а Работодатель — досрочно отменить "
    "поручение о её выполнении, предупредив об этом другую сторону в письменной форме не позднее чем за {notice} "
    "(часть четвёртая статьи 60.2 Трудового кодекса Российской Федерации).",
    "Остальные условия трудового договора остаются неизменными.",
    "Соглашение является неотъемлемой частью трудового договора, вступает в силу со дня подписания обеими сторонами и "
    "составлено в двух экземплярах, имеющих равную юридическую силу, по одному для каждой из сторон.",
)


def agreement_clauses(candidacy: Candidacy, *, consented_on: date | None, pay: str) -> list[str]:
    """The clauses, filled in; blanks stand where something is not known yet."""
    said = {
        "consent": list_date(consented_on) if consented_on else "__.__.20__",
        "load": load_text(candidacy),
        "term": term_text(candidacy),
        "notice": notice_text(candidacy),
        "pay": pay.rstrip(".") or "____________",
    }
    return [clause.format(**said) for clause in CLAUSES]
