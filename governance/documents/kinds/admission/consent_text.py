"""The words of the consent to the processing of personal data that a school begins with; an admission may change them.

What a consent must name: Federal Law 152-FZ of 27.07.2006, article 9, part 4; that it is a paper of its own: part 1 as
of 01.09.2025 (docs/domain.md, "Application").
"""

from django.conf import settings

LONGEST_CONSENT = 10_000
CONSENT_TEXT = (settings.BASE_DIR / "data" / "consent.txt").read_text(encoding="utf-8")
