"""The papers of an admission as they print: `data` names the shapes, a module a kind fills them from the rows.

What everybody may read (campaign, rating) names nobody who applies; where personal data was erased, the paper says so.
"""

from .appeal import appeal_data
from .application import application_data
from .campaign import campaign_data
from .consent import consent_data
from .enrolment import enrolment_data
from .rating import rating_data

__all__ = [
    "appeal_data",
    "application_data",
    "campaign_data",
    "consent_data",
    "enrolment_data",
    "rating_data",
]
