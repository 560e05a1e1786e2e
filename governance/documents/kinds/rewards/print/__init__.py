"""The papers of rewards as they print: `data` names the shapes, a module a kind fills them from the rows.

Sums stand in the allocation and in the schools' lists alone: a nomination, which more people read, tells points.
"""

from .allocation import allocation_data
from .award_list import award_list_data
from .certificate import certificate_data, has_certificate
from .nomination import nomination_data
from .period import period_data
from .system import system_data

__all__ = [
    "allocation_data",
    "award_list_data",
    "certificate_data",
    "has_certificate",
    "nomination_data",
    "period_data",
    "system_data",
]
