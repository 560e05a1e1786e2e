"""What a director's order says of the network teachers of the own school: whom it appoints, whom it releases."""

from governance.documents.approval.order_text import OrderText, order_text
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.grounds import grounds_of
from governance.documents.kinds.network.load_text import load_text, notice_text, term_text
from governance.documents.kinds.network.school_list import SchoolList
from governance.documents.language.phrases import list_date
from governance.documents.printing.citation import cited
from governance.documents.settings.forms.employees import NETWORK_ORDER, RELEASE_ORDER
from governance.roles.names import Case


@order_text("school_list")
def school_list_text(school_list: SchoolList) -> OrderText:
    """A point for each who is new, and one for each who is released; the annex gives the subjects."""
    new = [row.candidacy for row in school_list.entries()]
    leaving = school_list.leaving()
    district, records = (
        school_list.district_id,
        {
            "released": [_released(school_list, candidacy) for candidacy in leaving],
            "appointed": [_appointed(candidacy) for candidacy in new],
        },
    )
    concerned = tuple(candidacy.employment for candidacy in (*new, *leaving))
    if not new:
        return OrderText.of(RELEASE_ORDER.worded(district, records), "order_staff", concerned)
    said = {"назначении или замене": "замене" if leaving else "назначении", "решения совета": _later(new)}
    return OrderText.of(NETWORK_ORDER.worded(district, records, **said), "order_staff", concerned)


def _later(new: list[Candidacy]) -> str:
    """The order rests on the protocol that supported the first; where others were supported later, it says so."""
    papers = {candidacy.supported_by_id: candidacy.supported_by for candidacy in new}
    later = [cited(paper) for paper in papers.values() if paper and paper != new[0].supported_by]
    if not later:
        return ""
    return f"{'решения' if len(later) == 1 else 'решений'} совета ({'; '.join(later)})"


def _appointed(candidacy: Candidacy) -> dict[str, str]:
    return {
        "кого": candidacy.teacher.in_case(Case.ACCUSATIVE),
        "срок": term_text(candidacy),
        "объём": load_text(candidacy),
        "основание": grounds_of(candidacy),
    }


def _released(school_list: SchoolList, candidacy: Candidacy) -> dict[str, str]:
    return {
        "кого освободить": candidacy.teacher.in_case(Case.ACCUSATIVE),
        "день освобождения": list_date(school_list.released_from(candidacy)),
        "предупреждение": notice_text(candidacy),
    }
