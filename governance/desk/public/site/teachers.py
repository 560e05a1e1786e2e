"""The network teachers by the list in force, as far as it is published: it is the paper that names them."""

from dataclasses import dataclass

from django.http import HttpResponse

from governance import clock
from governance.desk.public.site.site import Site, rendered, site_page
from governance.documents.approval.changed_list import list_edition
from governance.documents.kinds.network.candidacy import Candidacy
from governance.documents.kinds.network.print import SubjectLine, subject_line
from governance.documents.kinds.network.staff_list import StaffList


@dataclass(frozen=True)
class NetworkTeacher:
    name: str
    school: str
    subjects: list[SubjectLine]


def list_in_force(site: Site) -> StaffList | None:
    found: StaffList | None = (
        StaffList.objects.filter(
            district_id=site.district_id, state=StaffList.State.APPROVED, published_at__isnull=False
        )
        .order_by("-edition", "-pk")
        .first()
    )
    return found


def teachers_on(staff_list: StaffList) -> list[NetworkTeacher]:
    """Those who are appointed today, without whom orders have released since; three queries."""
    rows = staff_list.entries()
    edition = list_edition(*(row.candidacy.appointed_by for row in rows if row.candidacy.appointed_by))
    return [
        NetworkTeacher(
            row.candidacy.teacher.full_name,
            row.candidacy.employment.unit.short_name,
            [subject_line(subject) for subject in row.candidacy.subjects],
        )
        for row in rows
        if row.candidacy.state == Candidacy.State.APPOINTED
        and str(row.candidacy_id) not in edition.excluded
        and row.candidacy.since <= clock.today() <= row.candidacy.until
    ]


@site_page
def teachers(site: Site) -> HttpResponse:
    staff_list = list_in_force(site)
    found = teachers_on(staff_list) if staff_list is not None else []
    return rendered(
        site, "governance/site/teachers.html", staff_list=staff_list, teachers=found, here="site_teachers"
    )
