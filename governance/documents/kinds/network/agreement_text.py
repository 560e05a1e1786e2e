"""The words of the additional agreement to a contract of employment (Labour Code, articles 60.2, 72, 151)."""

from datetime import date

from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.load_text import load_text, notice_text, term_text
from governance.documents.language.money import with_sums_spelt_out
from governance.documents.language.phrases import list_date
from governance.documents.settings.forms.employees import ADDITIONAL_AGREEMENT


def agreement_clauses(candidacy: Candidacy, *, consented_on: date | None, pay: str) -> list[str]:
    """The clauses, filled in; blanks stand where something is not known yet."""
    return ADDITIONAL_AGREEMENT.lines(
        candidacy.district_id,
        согласие=list_date(consented_on) if consented_on else "__.__.20__",
        объём=load_text(candidacy),
        срок=term_text(candidacy),
        предупреждение=notice_text(candidacy),
        доплата=with_sums_spelt_out(pay).rstrip(".") or "____________",
    )
