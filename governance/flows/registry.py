"""The flows of the district, one line each."""

from governance.flows import admission, approved, contract, extract, meeting, opinion, order, plan, protocol  # noqa: F401
