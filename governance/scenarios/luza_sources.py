"""The Luza district as data: its schools, bodies, people, registers of papers and rules of voting.

Schools and two people (the director of the base school and the deputy head who wrote the plan) stand in the sources;
the other people are made up for trial. The real composition, chair and deciding rules of the council are nowhere
stated: they are settings of the body, here at least half of the members present and a majority of those present.
"""

from governance.documents.record.register import Register
from governance.roles.catalogue import Role

SCHOOLS = [
    # key, full name, short name, place, grades 10-11
    ("base", "КОГОКУ СОШ г. Лузы", "СОШ г. Лузы", "г. Луза", True),
    ("second", "МОКУ СОШ № 2 г. Лузы", "СОШ № 2 г. Лузы", "г. Луза", True),
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

ADDRESSES = {
    # The streets are made up for trial.
    "base": "613980, Кировская область, г. Луза, ул. Школьная, д. 1",
    "second": "613982, Кировская область, г. Луза, ул. Заречная, д. 12",
    "lalsk": "613970, Кировская область, Лузский район, пгт Лальск, ул. Центральная, д. 3",
    "fabrichnaya": "613971, Кировская область, Лузский район, пгт Лальск, ул. Фабричная, д. 8",
    "zhivotovo": "613975, Кировская область, Лузский район, д. Животово, ул. Молодёжная, д. 5",
    "kulikovo": "613976, Кировская область, Лузский район, д. Куликово, ул. Полевая, д. 2",
}

STATE_SCHOOL = "Кировское областное государственное казённое общеобразовательное учреждение"
MUNICIPAL_SCHOOL = "Муниципальное общеобразовательное казённое учреждение"
FULL_NAMES = {
    "base": f"{STATE_SCHOOL} «Средняя общеобразовательная школа» г. Лузы",
    "second": f"{MUNICIPAL_SCHOOL} «Средняя общеобразовательная школа № 2» г. Лузы",
    "lalsk": f"{MUNICIPAL_SCHOOL} «Средняя общеобразовательная школа» пгт Лальск",
    "fabrichnaya": f"{MUNICIPAL_SCHOOL} «Фабричная основная общеобразовательная школа» пгт Лальск",
    "zhivotovo": f"{MUNICIPAL_SCHOOL} «Нижне-Лальская основная общеобразовательная школа» д. Животово",
    "kulikovo": f"{MUNICIPAL_SCHOOL} «Покровская основная общеобразовательная школа» д. Куликово",
}

# Made up for trial, with the check digits that such numbers have: ИНН and ОГРН.
STATE_NUMBERS = {
    "base": ("4316000004", "1024300000009"),
    "second": ("4316000011", "1024300000010"),
    "lalsk": ("4316000029", "1024300000020"),
    "fabrichnaya": ("4316000036", "1024300000031"),
    "zhivotovo": ("4316000043", "1024300000042"),
    "kulikovo": ("4316000050", "1024300000053"),
}

RULE = {
    "quorum": {"share": "1/2", "strict": False},
    "majority": {"base": "present", "share": "1/2", "strict": True},
    "casting_vote": True,
    "recused_count_for_quorum": True,
    "recused_leave_base": True,
}
# What changes the district itself needs two thirds of all its seats, the vacant ones too.
OF_ALL_SEATS = {
    **RULE,
    "majority": {"base": "established", "share": "2/3", "strict": False},
    "casting_vote": False,
}
MATTERS = (
    {
        "matter": "Положение о школьном округе и изменения в нём",
        "kinds": ["regulation"],
        "rule": OF_ALL_SEATS,
        "clause": "пункт 4.6",
    },
    {"matter": "Приём в округ и выход из него", "rule": OF_ALL_SEATS, "clause": "пункт 4.7"},
)

# What the bodies set otherwise than the registers that come with them.
REGISTERS = [
    # the unit by its key, code, title, how a number is written, when numbers begin anew, the file
    ("council", "protocol", "Протоколы заседаний совета", "{n}", Register.Reset.SCHOOL_YEAR, "01-12"),
    ("council", "extract", "Выписки из протоколов совета", "{n}", Register.Reset.CALENDAR_YEAR, "01-13"),
    (
        "methodical",
        "protocol",
        "Протоколы методического совета",
        "{n}-МС",
        Register.Reset.SCHOOL_YEAR,
        "01-14",
    ),
    (
        "methodical",
        "extract",
        "Выписки методического совета",
        "{n}-МС",
        Register.Reset.CALENDAR_YEAR,
        "01-15",
    ),
]
