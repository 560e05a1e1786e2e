"""What the public page of a district says of it, beside what its papers, cards and news say by themselves."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from governance.documents.settings.kinds import TextSetting
from governance.roles.setting import Setting

# A site as a policy of frames names it: scheme, host and perhaps a port; «*.» stands for all hosts of a domain.
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
MOST_ORIGINS = 50


@dataclass(frozen=True, eq=False)
class OriginsSetting(TextSetting):
    """The sites that may show a page in a frame, one a line."""

    def from_json(self, value: Any) -> str:
        text = super().from_json(value)
        lines = self.origins(text)
        wrong = next((line for line in lines if not ORIGIN.fullmatch(line)), None)
        if wrong is not None:
            raise ValidationError(
                gettext(
                    "«%(line)s» is no address of a site: write it as https://school.example, without a path."
                )
                % {"line": wrong[:80]}
            )
        if len(lines) > MOST_ORIGINS:
            raise ValidationError(gettext("At most %(n)d sites.") % {"n": MOST_ORIGINS})
        return "\n".join(lines)

    def origins(self, text: str) -> list[str]:
        """The sites of a text, one a line."""
        return [line.strip().rstrip("/").lower() for line in text.splitlines() if line.strip()]


OWN_WORDS = _("empty: the district writes it")
PURPOSE = _("Stands on the public page of the district. Plain paragraphs; no names of pupils.")

HEADLINE = TextSetting(
    "public_headline",
    _("Public page: what the district is, in one line"),
    PURPOSE,
    OWN_WORDS,
    "",
    longest=120,
    may_be_empty=True,
)
ABOUT = TextSetting(
    "public_about",
    _("Public page: about the district"),
    PURPOSE,
    OWN_WORDS,
    "",
    longest=6000,
    may_be_empty=True,
)
CONTACTS = TextSetting(
    "public_contacts",
    _("Public page: whom to ask, and where"),
    PURPOSE,
    OWN_WORDS,
    "",
    longest=2000,
    may_be_empty=True,
)
EMBEDDERS = OriginsSetting(
    "public_embedders",
    _("Public page: sites that may embed the news"),
    _("Only they show the page of news in a frame of their own; one address a line."),
    _("nobody, until the district names a site"),
    "",
    longest=4000,
    may_be_empty=True,
)
OF_PUBLIC_PAGE: tuple[Setting[Any], ...] = (HEADLINE, ABOUT, CONTACTS, EMBEDDERS)
