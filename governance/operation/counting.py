"""Requests counted by the name of their page, and the time until their answers."""

from prometheus_client import Counter, Histogram

METHODS = {"GET", "HEAD", "POST"}
REQUESTS = Counter("district_requests", "Requests answered", ["view", "method", "status"])
SECONDS = Histogram("district_request_seconds", "Time until the answer", ["view"])


def count(view: str, method: str, status: int, seconds: float) -> None:
    REQUESTS.labels(view, method if method in METHODS else "other", str(status)).inc()
    SECONDS.labels(view).observe(seconds)
