"""What `make test` tries on classes of equal cases, and `make proof` on every case: sweeps, crawls, long machines."""

import os

# Set by `make proof`, which runs the tests marked `exhaustive` alone.
WHOLE = os.environ.get("PROOF") == "1"
