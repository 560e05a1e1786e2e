"""A request to an address that somebody has typed: never into a network of ours, never anywhere else than there.

The name is resolved once and the connection goes to the address that was examined, so a name that leads elsewhere a
moment later leads nowhere. No redirect is followed, and the answer is not read.
"""

import socket
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

import urllib3
from django.conf import settings

TIMEOUT = urllib3.Timeout(connect=5, read=10)
# They carry addresses of version 4 that are not examined.
TRANSLATED = [ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]


class NotCalled(Exception):
    """This address is not called, or does not answer."""


def is_public(host: str) -> bool:
    """Whether an address of the network is one of the whole world."""
    found = ip_address(host)
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if any(found in network for network in TRANSLATED):
            return False
    return found.is_global and not found.is_multicast


def objection_to(url: str) -> str:
    """Why this address is not called, in a word; empty if it may be. The name itself is examined at each call."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "malformed"
    host = parts.hostname or ""
    if host in settings.WEBHOOK_HOSTS:
        return "" if parts.scheme in ("http", "https") else "scheme"
    if parts.scheme != "https" or parts.username or parts.password or port not in (None, 443):
        return "scheme"
    try:
        return "" if is_public(host) else "private"
    except ValueError:
        return "" if "." in host and not host.endswith((".local", ".internal", ".localhost")) else "private"


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send it, and return the status of the answer. Raises NotCalled."""
    if objection := objection_to(url):
        raise NotCalled(objection)
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    told = {**headers, "Host": parts.netloc, "Content-Type": "application/json"}
    try:
        pool = _pool(parts.scheme, _resolved(host, port), port, host)
        answer = pool.request("POST", target, body=body, headers=told, redirect=False, preload_content=False)
        status: int = answer.status
        answer.close()
        pool.close()
    except (OSError, urllib3.exceptions.HTTPError) as error:
        raise NotCalled(type(error).__name__) from error
    return status


def _resolved(host: str, port: int) -> str:
    """The first address of a name. Raises NotCalled where any of them is in a network of its own."""
    found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if host not in settings.WEBHOOK_HOSTS and not all(map(is_public, found)):
        raise NotCalled("private")
    return sorted(found)[0]


def _pool(scheme: str, address: str, port: int, host: str) -> urllib3.HTTPConnectionPool:
    common = {"timeout": TIMEOUT, "retries": False, "maxsize": 1}
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, **common)  # type: ignore[arg-type]  # passed on as given
    return urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host, **common)  # type: ignore[arg-type]  # passed on as given
