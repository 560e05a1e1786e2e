"""Who may do what: the access matrix of the district, written so that an auditor can read it.

Each role is held at a unit (a school, the council, the district) and carries rights on that unit (`own`) and, where
its work needs it, on the whole district (`district`). The rights get into the database only through appointments.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from governance.roles.rights import Right
from governance.roles.role_grant import RoleGrant, grant
from governance.roles.unit import UnitKind


class Role(TextChoices):
    """The positions that the district's papers name; who holds one is said by appointments."""

    SCHOOL_HEAD = "school_head", _("school director")
    DEPUTY_HEAD = "deputy_head", _("deputy director")
    DISTRICT_DEPUTY = "district_deputy", _("deputy director for teaching work, responsible for the district")
    COUNCIL_CHAIR = "council_chair", _("chair of the council")
    COUNCIL_SECRETARY = "council_secretary", _("secretary of the council")
    COUNCIL_MEMBER = "council_member", _("member of the council")
    CLERK = "clerk", _("clerk")
    METHODICAL_CHAIR = "methodical_chair", _("chair of the methodical council")
    METHODICAL_SECRETARY = "methodical_secretary", _("secretary of the methodical council")
    METHODIST = "methodist", _("member of the methodical council")
    COMMISSION_CHAIR = "commission_chair", _("chair of a commission")
    COMMISSION_SECRETARY = "commission_secretary", _("secretary of a commission")
    COMMISSION_MEMBER = "commission_member", _("member of a commission")
    BODY_CHAIR = "body_chair", _("chair of a collegial body")
    BODY_SECRETARY = "body_secretary", _("secretary of a collegial body")
    BODY_MEMBER = "body_member", _("member of a collegial body")
    OUTSIDE_HEAD = "outside_head", _("head of an outside body")
    PSYCHOLOGIST = "psychologist", _("psychologist of a school")
    CLASS_TEACHER = "class_teacher", _("class teacher")
    TEACHER = "teacher", _("teacher")
    NETWORK_TEACHER = "network_teacher", _("network teacher")
    ADMINISTRATOR = "administrator", _("network administrator")
    OBSERVER = "observer", _("observer")


ROLES: dict[Role, RoleGrant] = {
    Role.SCHOOL_HEAD: grant(
        UnitKind.SCHOOL,
        single=True,
        own={
            Right.ANSWER_AS_EMPLOYEE,
            Right.DRAFT_CONTRACT,
            Right.SIGN_CONTRACT,
            Right.AGREE_PAPER,
            Right.READ,
            Right.READ_DRAFTS,
            Right.GIVE_FIGURES,
            Right.ATTACH,
            Right.SIGN_ORDER,
            Right.GIVE_VISA,
            Right.CONTROL_ORDER,
            Right.REMARK,
            Right.EDIT_CARD,
            Right.RUN_CAMPAIGN,
            Right.READ_APPLICATIONS,
            Right.NOMINATE,
            Right.READ_NOMINATIONS,
            Right.OPEN_SURVEY,
        },
        district={Right.READ, Right.REMARK},
    ),
    Role.DEPUTY_HEAD: grant(
        UnitKind.SCHOOL,
        own={
            Right.ANSWER_AS_EMPLOYEE,
            Right.DRAFT_CONTRACT,
            Right.DRAFT_PAPER,
            Right.READ,
            Right.READ_DRAFTS,
            Right.GIVE_FIGURES,
            Right.ATTACH,
            Right.DRAFT_ORDER,
            Right.GIVE_VISA,
            Right.CONTROL_ORDER,
            Right.REMARK,
            Right.EDIT_CARD,
            Right.RUN_CAMPAIGN,
            Right.RUN_SURVEY,
            Right.OPEN_SURVEY,
            Right.HAND_OUT_CODES,
            Right.KEEP_PUPILS,
        },
        district={Right.READ},
    ),
    Role.DISTRICT_DEPUTY: grant(
        UnitKind.DISTRICT,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.ATTACH,
            Right.DRAFT_PAPER,
            Right.FOLLOW_PLAN,
            Right.PUBLISH,
            Right.REMARK,
            Right.VERIFY_NOMINATION,
            Right.READ_NOMINATIONS,
            Right.RUN_SURVEY,
            Right.OPEN_SURVEY,
        },
    ),
    Role.COUNCIL_CHAIR: grant(
        UnitKind.COUNCIL,
        single=True,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.READ_NOMINATIONS,
            Right.ATTACH,
            Right.CONVENE,
            Right.PRESIDE,
            Right.VOTE,
            Right.SIGN_PROTOCOL_AS_CHAIR,
            Right.REMARK,
        },
        district={Right.READ, Right.REMARK},
    ),
    Role.COUNCIL_SECRETARY: grant(
        UnitKind.COUNCIL,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.GIVE_FIGURES,
            Right.READ_NOMINATIONS,
            Right.ATTACH,
            Right.CONVENE,
            Right.KEEP_MINUTES,
            Right.SIGN_PROTOCOL_AS_SECRETARY,
            Right.CERTIFY_EXTRACT,
            Right.REGISTER_OLD,
            Right.PUBLISH,
            Right.REMARK,
        },
        district={Right.READ, Right.CERTIFY_PAPER, Right.ARCHIVE, Right.REMARK},
    ),
    Role.COUNCIL_MEMBER: grant(
        UnitKind.COUNCIL,
        own={Right.READ, Right.READ_NOMINATIONS, Right.VOTE, Right.REMARK},
        district={Right.READ, Right.REMARK},
    ),
    Role.CLERK: grant(
        UnitKind.SCHOOL,
        own={
            Right.ANSWER_AS_EMPLOYEE,
            Right.CERTIFY_PAPER,
            Right.ARCHIVE,
            Right.READ,
            Right.READ_DRAFTS,
            Right.ATTACH,
            Right.DRAFT_ORDER,
            Right.REGISTER_OLD,
            Right.CONTROL_ORDER,
            Right.RUN_CAMPAIGN,
            Right.READ_APPLICATIONS,
        },
        district={Right.READ},
    ),
    Role.METHODICAL_CHAIR: grant(
        UnitKind.METHODICAL_COUNCIL,
        single=True,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.ATTACH,
            Right.NOMINATE,
            Right.READ_NOMINATIONS,
            Right.CONVENE,
            Right.PRESIDE,
            Right.VOTE,
            Right.SIGN_PROTOCOL_AS_CHAIR,
            Right.REMARK,
        },
        district={Right.READ},
    ),
    Role.METHODICAL_SECRETARY: grant(
        UnitKind.METHODICAL_COUNCIL,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.GIVE_FIGURES,
            Right.ATTACH,
            Right.CONVENE,
            Right.KEEP_MINUTES,
            Right.SIGN_PROTOCOL_AS_SECRETARY,
            Right.CERTIFY_EXTRACT,
            Right.REMARK,
        },
        district={Right.READ},
    ),
    Role.METHODIST: grant(
        UnitKind.METHODICAL_COUNCIL, own={Right.READ, Right.VOTE, Right.REMARK}, district={Right.READ}
    ),
    # A commission works with the personal data of minors: it reads its own papers, and nobody else reads them. An
    # appeal commission is one, too.
    Role.COMMISSION_CHAIR: grant(
        UnitKind.COMMISSION,
        single=True,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.READ_APPLICATIONS,
            Right.CHECK_APPLICATION,
            Right.SETTLE_CHECK,
            Right.ATTACH,
            Right.CONVENE,
            Right.PRESIDE,
            Right.VOTE,
            Right.SIGN_PROTOCOL_AS_CHAIR,
            Right.REMARK,
        },
    ),
    Role.COMMISSION_SECRETARY: grant(
        UnitKind.COMMISSION,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.READ_APPLICATIONS,
            Right.REGISTER_APPLICATION,
            Right.ATTACH,
            Right.CONVENE,
            Right.KEEP_MINUTES,
            Right.SIGN_PROTOCOL_AS_SECRETARY,
            Right.CERTIFY_EXTRACT,
            Right.PUBLISH,
            Right.REMARK,
        },
    ),
    Role.COMMISSION_MEMBER: grant(
        UnitKind.COMMISSION,
        own={Right.READ, Right.READ_APPLICATIONS, Right.CHECK_APPLICATION, Right.VOTE, Right.REMARK},
    ),
    # Teachers, parents, pupils: they see what their own body writes and is asked, and nothing else by it.
    Role.BODY_CHAIR: grant(
        UnitKind.BODY,
        single=True,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.ATTACH,
            Right.CONVENE,
            Right.PRESIDE,
            Right.VOTE,
            Right.SIGN_PROTOCOL_AS_CHAIR,
            Right.REMARK,
        },
    ),
    Role.BODY_SECRETARY: grant(
        UnitKind.BODY,
        own={
            Right.READ,
            Right.READ_DRAFTS,
            Right.ATTACH,
            Right.CONVENE,
            Right.KEEP_MINUTES,
            Right.SIGN_PROTOCOL_AS_SECRETARY,
            Right.CERTIFY_EXTRACT,
            Right.REMARK,
        },
    ),
    Role.BODY_MEMBER: grant(UnitKind.BODY, own={Right.READ, Right.VOTE, Right.REMARK}),
    # Sees of the district only the papers that its own body is asked to agree to.
    Role.OUTSIDE_HEAD: grant(
        UnitKind.OUTSIDE, single=True, own={Right.READ, Right.AGREE_PAPER, Right.REMARK}
    ),
    Role.PSYCHOLOGIST: grant(
        UnitKind.SCHOOL,
        own={
            Right.ANSWER_AS_EMPLOYEE,
            Right.READ,
            Right.READ_DRAFTS,
            Right.RUN_SURVEY,
            Right.HAND_OUT_CODES,
        },
    ),
    Role.CLASS_TEACHER: grant(
        UnitKind.SCHOOL,
        own={
            Right.ANSWER_AS_EMPLOYEE,
            Right.READ,
            Right.HAND_OUT_CODES,
            Right.KEEP_PUPILS,
        },
    ),
    # Sees of the district only papers that name them: their own sheet, their consents and agreements.
    Role.TEACHER: grant(UnitKind.SCHOOL, own={Right.FILL_SHEET, Right.ANSWER_AS_EMPLOYEE}),
    Role.NETWORK_TEACHER: grant(UnitKind.DISTRICT, own={Right.READ}),
    Role.ADMINISTRATOR: grant(UnitKind.DISTRICT, own={Right.READ, Right.APPOINT, Right.SET_UP}),
    Role.OBSERVER: grant(UnitKind.DISTRICT, UnitKind.COUNCIL, UnitKind.SCHOOL, own={Right.READ}),
}
