"""Subjects and terms of a network teacher in the words of papers."""

from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.load import Subject
from governance.documents.language.phrases import list_date, plural
from governance.documents.language.typographer import classes
from governance.documents.law.validation import plain
from governance.documents.settings.catalogue import RELEASE_NOTICE


def load_text(candidacy: Candidacy) -> str:
    return "; ".join(subject_text(subject) for subject in candidacy.subjects)


def notice_text(candidacy: Candidacy) -> str:
    """«3 рабочих дня», after «не позднее чем за», in the Russian of papers."""
    return RELEASE_NOTICE.on(candidacy.district_id).in_papers


def term_text(candidacy: Candidacy) -> str:
    """«с 17.09.2012 по 31.05.2013»."""
    return f"с {list_date(candidacy.since)} по {list_date(candidacy.until)}"


def subject_text(subject: Subject) -> str:
    """«математика, 9–11-е классы, 3 часа в неделю в каждом»."""
    grades = list(subject.grades)
    # A word joiner, so that no line breaks after the dash.
    called = classes(grades).replace("–", "\u2060–\u2060")
    hours = plain(subject.hours).replace(".", ",")
    noun = (
        plural(int(subject.hours), "час", "часа", "часов") if subject.hours == int(subject.hours) else "часа"
    )
    each = " в каждом" if len(grades) > 1 else ""
    return f"{subject.name}, {called}, {hours} {noun} в неделю{each}"
