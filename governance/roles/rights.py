"""The closed list of rights. A right is always held on a unit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Right(TextChoices):
    """The values are codenames of Django permissions of `Unit`; adding one needs a migration."""

    # reading
    READ = "read_papers", _("read the unit's papers")
    READ_DRAFTS = "read_drafts", _("read the unit's drafts")
    # plans and other approved papers
    DRAFT_PAPER = "draft_paper", _("draft plans and other papers for approval")
    FOLLOW_PLAN = "follow_plan", _("follow the plan's execution")
    PUBLISH = "publish_paper", _("publish papers")
    EDIT_CARD = "edit_card", _("write the school's card on the public page")
    AGREE_PAPER = "agree_paper", _("agree to papers put up to the unit")
    # contracts
    DRAFT_CONTRACT = "draft_contract", _("draft contracts")
    SIGN_CONTRACT = "sign_contract", _("sign contracts")
    # collegial body
    CONVENE = "convene_meeting", _("convene a meeting")
    PRESIDE = "preside_meeting", _("preside over a meeting")
    KEEP_MINUTES = "keep_minutes", _("keep the minutes")
    VOTE = "vote", _("vote")
    SIGN_PROTOCOL_AS_CHAIR = "sign_protocol_as_chair", _("sign the protocol as chair")
    SIGN_PROTOCOL_AS_SECRETARY = "sign_protocol_as_secretary", _("sign the protocol as secretary")
    CERTIFY_EXTRACT = "certify_extract", _("certify and issue extracts")
    # orders
    DRAFT_ORDER = "draft_order", _("draft orders")
    GIVE_VISA = "give_visa", _("give a visa on an order")
    SIGN_ORDER = "sign_order", _("sign orders")
    CONTROL_ORDER = "control_order", _("control the execution of orders")
    # admission
    RUN_CAMPAIGN = "run_campaign", _("prepare and announce an admission")
    READ_APPLICATIONS = "read_applications", _("read applications and other papers with personal data")
    REGISTER_APPLICATION = "register_application", _("register applications and ask for what is missing")
    CHECK_APPLICATION = "check_application", _("check the points of applications against their proofs")
    SETTLE_CHECK = "settle_check", _("decide where two checks of an application differ")
    # rewards and network teachers
    FILL_SHEET = "fill_sheet", _("fill in the own sheet for rewards")
    NOMINATE = "nominate_teacher", _("nominate teachers")
    VERIFY_NOMINATION = "verify_nomination", _("verify nominations and compute allocations")
    READ_NOMINATIONS = "read_nominations", _("read nominations and rewards with their sums")
    # monitoring
    GIVE_FIGURES = "give_figures", _("give the figures of the unit for the monitoring")
    # the way to a profile
    RUN_SURVEY = "run_survey", _("prepare surveys and read how they go")
    OPEN_SURVEY = "open_survey", _("open surveys and publish their results")
    HAND_OUT_CODES = "hand_out_codes", _("hand out the codes by which a class answers a survey")
    KEEP_PUPILS = "keep_pupils", _("enter pupils of the own school with their achievements, and read them")
    # employment
    ANSWER_AS_EMPLOYEE = "answer_as_employee", _("answer the own employer: consents, own agreements")
    # office
    CERTIFY_PAPER = "certify_paper", _("certify what came on paper: signatures by hand, letters")
    ARCHIVE = "archive_paper", _("put papers into the archive")
    ATTACH = "attach_file", _("attach files to papers")
    REGISTER_OLD = "register_old_paper", _("enter an old paper with its old number")
    REMARK = "make_remark", _("make remarks")
    APPOINT = "appoint_people", _("appoint people to roles")
    SET_UP = "set_up_district", _("set up the district: its units, seats, rules and registers")
