"""Pages are compressed; what BREACH needs is not there.

BREACH reads a secret out of the lengths of compressed answers when an attacker makes a victim's browser ask again and
again, with guesses that the page reflects beside the secret. Cookies of a session are SameSite=Lax, so another site's
requests come without them; Django masks the CSRF token anew in each answer; private links stand in the address, which
an attacker would have to know first; and GZipMiddleware adds up to 100 random bytes to each answer. So text is
compressed for everybody. Files are not: PDF, zip and xlsx are compressed already.
"""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/html", "text/calendar", "image/svg+xml")


class CompressedPages(GZipMiddleware):
    """Django's own, for text alone."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
