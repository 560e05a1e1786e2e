"""The flows of the district, one line each."""

from governance.flows import extract, meeting, order, plan, protocol  # noqa: F401
