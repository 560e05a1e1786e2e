"""What the director's order says of network teachers: whom it appoints for what, and whom it releases."""

from governance.documents.approval.order_text import OrderText, order_text
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.load import Subject
from governance.documents.kinds.network.staff_list import StaffList
from governance.documents.language.phrases import list_date, plural
from governance.documents.law.validation import plain
from governance.documents.printing.citation import cited
from governance.roles.names import Case


@order_text("staff_list")
def staff_list_text(staff_list: StaffList) -> OrderText:
    """A point for each who is new, and one for each who is replaced."""
    new = [row.candidacy for row in staff_list.entries() if row.is_new]
    released = [candidacy.replaces for candidacy in new if candidacy.replaces is not None]
    return OrderText(
        title="О назначении сетевых педагогов" if not released else "О замене сетевых педагогов",
        points=(
            "Утвердить список сетевых педагогов (прилагается).",
            *(_released(candidacy) for candidacy in released),
            *(_appointed(candidacy) for candidacy in new),
        ),
        series="order_staff",
        preamble=_preamble(new),
    )


def _preamble(new: list[Candidacy]) -> str:
    """The order rests on the protocol that supported the first; where others were supported later, it says so."""
    aim = "В целях организации профильного обучения в школьном округе"
    papers = {candidacy.supported_by_id: candidacy.supported_by for candidacy in new}
    later = [cited(paper) for paper in papers.values() if paper and paper != new[0].supported_by]
    if not later:
        return aim
    return f"{aim}, с учётом {'решения' if len(later) == 1 else 'решений'} совета ({'; '.join(later)})"


def _appointed(candidacy: Candidacy) -> str:
    name = candidacy.teacher.in_case(Case.ACCUSATIVE)
    subjects = "; ".join(subject_text(subject) for subject in candidacy.subjects)
    term = f"с {list_date(candidacy.since)} по {list_date(candidacy.until)}"
    return f"Назначить сетевым педагогом {name} ({candidacy.employment.unit.short_name}) {term}: {subjects}."


def _released(candidacy: Candidacy) -> str:
    name = candidacy.teacher.in_case(Case.ACCUSATIVE)
    # A name with its initials ends with the full stop already.
    return f"Освободить от обязанностей сетевого педагога {name.removesuffix('.')}."


def subject_text(subject: Subject) -> str:
    """«математика, 9–11 классы, 3 часа в неделю в каждом»."""
    grades = list(subject.grades)
    together = grades == list(range(grades[0], grades[-1] + 1)) and len(grades) > 1
    classes = f"{grades[0]}–{grades[-1]}" if together else ", ".join(map(str, grades))
    word = "класс" if len(grades) == 1 else "классы"
    hours = plain(subject.hours).replace(".", ",")
    noun = (
        plural(int(subject.hours), "час", "часа", "часов") if subject.hours == int(subject.hours) else "часа"
    )
    each = " в каждом" if len(grades) > 1 else ""
    return f"{subject.name}, {classes} {word}, {hours} {noun} в неделю{each}"
