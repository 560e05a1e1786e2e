"""The flows of the district, one line each."""

from governance.flows.processes import (  # noqa: F401
    admission,
    approved,
    contract,
    extract,
    meeting,
    network,
    opinion,
    order,
    plan,
    protocol,
    rewards,
)
