"""What a demonstration has of a school's own bodies: each at another stage of its work."""

from datetime import date

from governance.documents.approval.setting_up import SeatGroup, set_up_body
from governance.documents.settings.body_patterns import ASSEMBLY, PARENTS, PATTERNS, PEDAGOGICAL
from governance.roles.body import Seat
from governance.roles.unit import Unit
from governance.scenarios.luza import Luza
from governance.scenarios.sitting import Body, Sitting
from governance.scenarios.stage import Stage

SINCE = date(2011, 9, 1)
MEMBERS = ("deputy", "director", "teacher_maths", "teacher_russian")


def fill_bodies(luza: Luza, stage: Stage) -> None:
    """The pedagogical council has signed its protocol, the assembly is convened, the parents are yet to sit."""
    stage.at("2011-09-02 09:00")
    with stage.playing():
        council = _set_up(luza, PEDAGOGICAL, 6)
    question = {
        "title": "О результатах первой четверти",
        "decision_draft": "Признать работу в первой четверти удовлетворительной.",
    }
    stage.at("2011-11-07 09:00")
    sitting = Sitting.convene(stage, luza, "2011-11-10 14:00", question, body=council)
    stage.at("2011-11-10 14:00")
    sitting.attend(**dict.fromkeys(council.seats, "present"))
    sitting.chair("open")
    sitting.vote(1, **dict.fromkeys(council.seats, "for"))
    sitting.chair("finish")
    stage.at("2011-11-11 10:00")
    heard, spoke = (
        "Винокурову С.А., об итогах первой четверти.",
        "Мокрушин В.П. — о задолженностях по математике.",
    )
    sitting.protocol(item_1=(heard, spoke, ""))
    stage.at("2011-11-18 10:00")
    with stage.playing():
        assembly = _set_up(luza, ASSEMBLY, 8)
        _set_up(luza, PARENTS, 5)
    Sitting.convene(
        stage, luza, "2011-11-25 15:00", {"title": "О проекте коллективного договора"}, body=assembly
    )


def _set_up(luza: Luza, code: str, seats: int) -> Body:
    """By the administrator, with the deputy as chair; four of its seats are taken."""
    pattern, people = PATTERNS[code], luza.people
    members = [people[key] for key in MEMBERS]
    unit: Unit = set_up_body(
        pattern,
        luza.base,
        pattern.name,
        groups=[SeatGroup(pattern.groups[0][0], seats, members)],
        chair=people["deputy"],
        secretary=people["clerk"],
        source=f"{pattern.source}, утверждённое приказом от 30.08.2011 № 40",
        sittings=pattern.sittings,
        since=SINCE,
        by=people["administrator"],
        basis="приказ от 01.09.2011 № 44-ОД",
    )
    held = Seat.objects.filter(unit=unit, appointments__isnull=False).order_by("position")
    return Body(unit, dict(zip(MEMBERS, held, strict=True)), people["deputy"], people["clerk"])
