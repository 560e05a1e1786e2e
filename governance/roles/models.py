"""The models of this floor, for Django."""

from governance.roles.api_token import ApiToken, RepeatedCall
from governance.roles.appointment import Appointment
from governance.roles.body import Proxy, Seat
from governance.roles.device import KnownDevice
from governance.roles.entry import EntryPass
from governance.roles.membership import Membership
from governance.roles.organisation import DistrictRecord, OrganisationEvent, OrganisationWords
from governance.roles.own_calendar import CalendarAddress
from governance.roles.person import Person
from governance.roles.setting import DistrictSetting
from governance.roles.unit import Unit, UnitGroupPermission, UnitUserPermission
from governance.roles.unsent import FormDraft, KeptUpload

__all__ = [
    "ApiToken",
    "Appointment",
    "CalendarAddress",
    "DistrictRecord",
    "DistrictSetting",
    "EntryPass",
    "FormDraft",
    "KeptUpload",
    "KnownDevice",
    "Membership",
    "OrganisationEvent",
    "OrganisationWords",
    "Person",
    "Proxy",
    "RepeatedCall",
    "Seat",
    "Unit",
    "UnitGroupPermission",
    "UnitUserPermission",
]
