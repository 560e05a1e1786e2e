"""The Luza district as the sources describe it, founded anew in an empty database.

Schools and two people (the director of the base school and the deputy head who wrote the plan) stand in the sources;
the other people are made up for trial. The real composition, chair and deciding rules of the council are nowhere
stated: they are settings of the body, here at least half of the members present and a majority of those present.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from governance.documents.record.numbering import Register
from governance.roles.appointment import Appointment, appoint
from governance.roles.body import Regulation, Seat
from governance.roles.catalogue import Role
from governance.roles.person import Person
from governance.roles.unit import Unit, UnitKind

FOUNDED = date(2011, 8, 1)
BASIS = "протокол учредительного собрания от 01.08.2011"

SCHOOLS = [
    # key, full name, short name, place, grades 10-11
    ("base", "КОГОКУ СОШ г. Лузы", "СОШ г. Лузы", "г. Луза", True),
    ("second", "МОКУ СОШ №2 г. Лузы", "СОШ №2 г. Лузы", "г. Луза", True),
    ("lalsk", "МОКУ СОШ пгт Лальск", "СОШ пгт Лальск", "пгт Лальск", True),
    ("fabrichnaya", "МОКУ Фабричная ООШ пгт Лальск", "Фабричная ООШ", "пгт Лальск", False),
    ("zhivotovo", "МОКУ Н.-Лальская ООШ д. Животово", "Н.-Лальская ООШ", "д. Животово", False),
    ("kulikovo", "МОКУ Покровская ООШ д. Куликово", "Покровская ООШ", "д. Куликово", False),
]

PEOPLE = [
    # key, surname, given name, patronymic, gender
    ("director", "Пелевин", "Леонид", "Васильевич", "male"),
    ("deputy", "Винокурова", "Светлана", "Андреевна", "female"),
    ("head_second", "Крылова", "Ирина", "Павловна", "female"),
    ("head_lalsk", "Жданов", "Николай", "Сергеевич", "male"),
    ("head_fabrichnaya", "Шестакова", "Ольга", "Ивановна", "female"),
    ("head_zhivotovo", "Чирков", "Андрей", "Михайлович", "male"),
    ("head_kulikovo", "Попова", "Татьяна", "Николаевна", "female"),
    ("acting_lalsk", "Бушманова", "Елена", "Викторовна", "female"),
    ("secretary", "Ивонина", "Марина", "Юрьевна", "female"),
    ("clerk", "Тестова", "Анна", "Петровна", "female"),
    ("deputy_second", "Козлов", "Дмитрий", "Олегович", "male"),
    ("observer", "Лебедева", "Нина", "Фёдоровна", "female"),
    ("administrator", "Рычков", "Павел", "Игоревич", "male"),
    ("clerk_second", "Шубина", "Ольга", "Викторовна", "female"),
    ("methodical_chair", "Зыкова", "Надежда", "Петровна", "female"),
    ("methodical_secretary", "Ершова", "Галина", "Алексеевна", "female"),
    ("teacher_maths", "Мокрушин", "Сергей", "Иванович", "male"),
    ("teacher_russian", "Дегтярёва", "Валентина", "Павловна", "female"),
    # Without an office of their own: the order on an admission appoints them to its commissions.
    ("teacher_biology", "Носкова", "Вера", "Леонидовна", "female"),
    ("admission_secretary", "Петухова", "Лариса", "Аркадьевна", "female"),
    ("head_department", "Соболев", "Игорь", "Петрович", "male"),
    ("head_roo", "Макарова", "Людмила", "Ивановна", "female"),
]

OUTSIDE = [
    # key, full name, short name, place, the office of its head
    (
        "department",
        "Департамент образования Кировской области",
        "Департамент образования",
        "г. Киров",
        "глава департамента образования Кировской области",
    ),
    (
        "roo",
        "Районный отдел образования Лузского района",
        "РОО",
        "г. Луза",
        "заведующая районным отделом образования Лузского района",
    ),
]

# Seats of the methodical council and who sits there.
METHODISTS = [
    ("methodical_chair", Role.METHODICAL_CHAIR, "председатель методического совета"),
    ("teacher_maths", Role.METHODIST, "член методического совета, сетевой педагог (математика)"),
    ("teacher_russian", Role.METHODIST, "член методического совета, сетевой педагог (русский язык)"),
]

RULE = {
    "quorum": {"share": "1/2", "strict": False},
    "majority": {"base": "present", "share": "1/2", "strict": True},
    "casting_vote": True,
    "recused_count_for_quorum": True,
    "recused_leave_base": True,
}


@dataclass(frozen=True)
class Luza:
    """The founded district: units, seats and people by their keys, appointments by the key of the person."""

    district: Unit
    council: Unit
    schools: dict[str, Unit]
    seats: dict[str, Seat]
    # The methodical council with its seats, and the bodies outside the district that agree to its papers.
    methodical: Unit
    methodical_seats: dict[str, Seat]
    outside: dict[str, Unit]
    people: dict[str, Person]
    appointments: dict[str, list[Appointment]]

    @property
    def base(self) -> Unit:
        return self.schools["base"]


ADDRESSES = {
    # The streets are made up for trial.
    "base": "613980, Кировская область, г. Луза, ул. Школьная, д. 1",
    "second": "613982, Кировская область, г. Луза, ул. Заречная, д. 12",
    "lalsk": "613970, Кировская область, Лузский район, пгт Лальск, ул. Центральная, д. 3",
    "fabrichnaya": "613971, Кировская область, Лузский район, пгт Лальск, ул. Фабричная, д. 8",
    "zhivotovo": "613975, Кировская область, Лузский район, д. Животово, ул. Молодёжная, д. 5",
    "kulikovo": "613976, Кировская область, Лузский район, д. Куликово, ул. Полевая, д. 2",
}


@transaction.atomic
def found_luza(password: str | None = None) -> Luza:
    """Create the district, its schools, council, registers, people and appointments."""
    district = Unit.objects.create(
        kind=UnitKind.DISTRICT,
        name="Лузский школьный округ",
        short_name="Лузский школьный округ",
        place="г. Луза",
        forms={"genitive": "Лузского школьного округа"},
    )
    schools = {
        key: Unit.objects.create(
            kind=UnitKind.SCHOOL,
            name=name,
            short_name=short,
            place=place,
            address=ADDRESSES[key],
            parent=district,
            district=district,
            is_base=key == "base",
            has_senior_classes=senior,
        )
        for key, name, short, place, senior in SCHOOLS
    }
    council = Unit.objects.create(
        kind=UnitKind.COUNCIL,
        name="Совет школьного округа",
        short_name="Совет округа",
        place="г. Луза",
        parent=district,
        district=district,
        forms={"genitive": "совета школьного округа"},
    )
    seats = {
        key: Seat.objects.create(
            unit=council, name=school.short_name, represents=school, position=position, since=FOUNDED
        )
        for position, (key, school) in enumerate(schools.items(), start=1)
    }
    methodical = Unit.objects.create(
        kind=UnitKind.METHODICAL_COUNCIL,
        name="Методический совет школьного округа",
        short_name="Методический совет",
        place="г. Луза",
        parent=district,
        district=district,
        forms={"genitive": "методического совета школьного округа"},
    )
    methodical_seats = {
        key: Seat.objects.create(unit=methodical, name=title, position=position, since=FOUNDED)
        for position, (key, _role, title) in enumerate(METHODISTS, start=1)
    }
    outside = {
        key: Unit.objects.create(
            kind=UnitKind.OUTSIDE,
            name=name,
            short_name=short,
            place=place,
            parent=district,
            district=district,
        )
        for key, name, short, place, _office in OUTSIDE
    }
    Regulation.objects.create(
        unit=methodical, since=FOUNDED, source="Положение о методическом совете, пункт 4.2", rule=RULE
    )
    Regulation.objects.create(
        unit=council, since=FOUNDED, source="Положение о Лузском школьном округе, раздел 4", rule=RULE
    )
    for unit, code, title, template, reset in [
        (council, "protocol", "Протоколы заседаний совета", "{n}", Register.Reset.SCHOOL_YEAR),
        (council, "extract", "Выписки из протоколов совета", "{n}", Register.Reset.CALENDAR_YEAR),
        (methodical, "protocol", "Протоколы методического совета", "{n}-МС", Register.Reset.SCHOOL_YEAR),
        (methodical, "extract", "Выписки методического совета", "{n}-МС", Register.Reset.CALENDAR_YEAR),
        (
            schools["base"],
            "order",
            "Приказы по основной деятельности",
            "{n}-ОД",
            Register.Reset.CALENDAR_YEAR,
        ),
        (schools["base"], "contract", "Договоры о сотрудничестве", "{n}-Д", Register.Reset.CALENDAR_YEAR),
        (
            schools["base"],
            "amendment",
            "Дополнительные соглашения к договорам",
            "{n}-ДС",
            Register.Reset.CALENDAR_YEAR,
        ),
        (schools["base"], "order_staff", "Приказы по личному составу", "{n}-К", Register.Reset.CALENDAR_YEAR),
        (
            schools["base"],
            "order_pupils",
            "Приказы по движению учащихся",
            "{n}-У",
            Register.Reset.SCHOOL_YEAR,
        ),
        (
            schools["second"],
            "order",
            "Приказы по основной деятельности",
            "{n}-ОД",
            Register.Reset.CALENDAR_YEAR,
        ),
        (
            schools["second"],
            "order_pupils",
            "Приказы по движению учащихся",
            "{n}-У",
            Register.Reset.SCHOOL_YEAR,
        ),
        *(
            (
                schools[key],
                "order_staff",
                "Приказы по личному составу",
                "{n}-К",
                Register.Reset.CALENDAR_YEAR,
            )
            for key in ("second", "lalsk")
        ),
    ]:
        Register.objects.create(unit=unit, code=code, title=title, template=template, reset=reset)

    people = {
        key: Person.objects.create_user(
            f"{key.replace('_', '.')}@luza.example",
            password,
            surname=surname,
            given=given,
            patronymic=patronymic,
            gender=gender,
        )
        for key, surname, given, patronymic, gender in PEOPLE
    }
    appointments: dict[str, list[Appointment]] = {}

    def put(key: str, role: Role, unit: Unit, title: str, seat: Seat | None = None) -> None:
        appointments.setdefault(key, []).append(
            appoint(people[key], role, unit, since=FOUNDED, basis=BASIS, seat=seat, title=title)
        )

    put("director", Role.SCHOOL_HEAD, schools["base"], "директор базовой школы")
    put("director", Role.COUNCIL_MEMBER, council, "член совета округа", seats["base"])
    put("deputy", Role.DISTRICT_DEPUTY, district, "заместитель директора по УВР базовой школы")
    put("deputy", Role.DEPUTY_HEAD, schools["base"], "заместитель директора по УВР")
    put("head_second", Role.SCHOOL_HEAD, schools["second"], "директор МОКУ СОШ №2 г. Лузы")
    put("head_second", Role.COUNCIL_CHAIR, council, "председатель совета округа", seats["second"])
    for key in ("lalsk", "fabrichnaya", "zhivotovo", "kulikovo"):
        put(f"head_{key}", Role.SCHOOL_HEAD, schools[key], f"директор {schools[key].name}")
        put(f"head_{key}", Role.COUNCIL_MEMBER, council, "член совета округа", seats[key])
    put("secretary", Role.COUNCIL_SECRETARY, council, "секретарь совета округа")
    put("clerk", Role.CLERK, schools["base"], "делопроизводитель")
    put("deputy_second", Role.DEPUTY_HEAD, schools["second"], "заместитель директора по УВР")
    put("observer", Role.OBSERVER, district, "наблюдатель")
    put("administrator", Role.ADMINISTRATOR, district, "сетевой администратор")
    put("clerk_second", Role.CLERK, schools["second"], "делопроизводитель МОКУ СОШ №2 г. Лузы")
    for key, role, title in METHODISTS:
        put(key, role, methodical, title, methodical_seats[key])
    put("methodical_secretary", Role.METHODICAL_SECRETARY, methodical, "секретарь методического совета")
    for key, _name, _short, _place, office in OUTSIDE:
        put(f"head_{key}", Role.OUTSIDE_HEAD, outside[key], office)
    return Luza(
        district=district,
        council=council,
        schools=schools,
        seats=seats,
        methodical=methodical,
        methodical_seats=methodical_seats,
        outside=outside,
        people=people,
        appointments=appointments,
    )
