"""What the list of profiles in force offers at a school: its admissions choose their profiles from it."""

from datetime import date

from governance.documents.approval.approval import ApprovalState
from governance.documents.kinds.approved.kinds import Profiles
from governance.documents.language.search import searchable
from governance.documents.record.lists import Listed, lists
from governance.roles.unit import Unit


@lists("profiles")
def profiles_of(school: Unit, day: date) -> Listed | None:
    """By the rows that name the school, as it is called on any paper; one query."""
    in_force = Profiles.objects.filter(
        district_id=school.district_id,
        state=ApprovalState.APPROVED,
        period_start__lte=day,
        period_end__gte=day,
    )
    paper = in_force.order_by("-pk").first()
    if paper is None:
        return None
    called = {searchable(name) for name in (school.name, school.short_name, school.full_name) if name}
    names = [row["profile"] for row in paper.rows if searchable(row["school"]) in called]
    return Listed(paper, list(dict.fromkeys(names)))
