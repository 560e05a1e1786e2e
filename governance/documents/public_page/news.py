"""News of a district: written by whoever publishes its papers, corrected and withdrawn with a trace.

What was published is news by itself (`desk/public/site/news`): no row is kept of it.
"""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _, gettext_lazy

from governance import clock
from governance.columns import OwnDateTimeField
from governance.documents.public_page.pictures import PublicPicture, ReadyPicture, drop_picture, keep_picture
from governance.record_rows import OrganisationRow
from governance.roles.acts.door import organisation_act
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person
from governance.roles.rights import Right
from governance.roles.unit import Unit

LONGEST_TITLE, LONGEST_TEXT = 160, 8_000


class NewsItem(OrganisationRow):
    """One piece of news; a withdrawn one stays in the record and is shown to nobody but those who write news."""

    of_unit = "district"
    later: ClassVar = {"corrected_at": None}

    district = models.ForeignKey(
        Unit, models.PROTECT, related_name="news", verbose_name=gettext_lazy("district")
    )
    title = models.CharField(gettext_lazy("title"), max_length=LONGEST_TITLE)
    text = models.TextField(gettext_lazy("text"), max_length=LONGEST_TEXT)
    day = models.DateField(gettext_lazy("day"))
    picture = models.ForeignKey(PublicPicture, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = OwnDateTimeField(default=clock.now)
    corrected_at = models.DateTimeField(gettext_lazy("corrected"), null=True, blank=True)
    withdrawn_on = models.DateField(gettext_lazy("withdrawn on"), null=True, blank=True)
    withdrawn_because = models.CharField(gettext_lazy("why it was withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = gettext_lazy("piece of news")
        verbose_name_plural = gettext_lazy("news")
        ordering: ClassVar = ["-day", "-id"]
        indexes: ClassVar = [models.Index(fields=["district", "-day"], name="news_of_a_district")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="news_withdrawn_with_a_reason",
                condition=models.Q(withdrawn_on=None, withdrawn_because="")
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(withdrawn_because="")),
            )
        ]

    def __str__(self) -> str:
        return self.title


def shown_news(district: int) -> "models.QuerySet[NewsItem]":
    """What everybody may read today, the latest first; news of a later day wait for it."""
    rows: models.QuerySet[NewsItem] = NewsItem.objects.filter(
        district_id=district, withdrawn_on=None, day__lte=clock.today()
    )
    return rows.select_related("picture").order_by("-day", "-pk")


def write_news(
    district: Unit,
    *,
    title: str,
    text: str,
    day: date,
    by: Person | None,
    picture: ReadyPicture | None = None,
    alt: str = "",
) -> NewsItem:
    """Put a piece of news on the public page. Raises ValidationError with a sentence for what does not fit."""
    with _act(OrganisationAct.WRITE_NEWS, district, by, _("news of the district")):
        kept = keep_picture(district, picture, alt) if picture is not None else None
        item = NewsItem(
            district=district, title=" ".join(title.split()), text=text.strip(), day=day, picture=kept
        )
        item.full_clean()
        item.save(force_insert=True)
    return item


def correct_news(item: NewsItem, *, title: str, text: str, day: date, by: Person | None) -> bool:
    """Put it in other words at once; whether it differs. The earlier words stay in the record.

    Raises ValidationError with a sentence for what does not fit, and for news that were withdrawn meanwhile.
    """
    with _act(OrganisationAct.CORRECT_NEWS, item.district, by, _("news of the district")) as doing:
        if NewsItem.objects.get(pk=item.pk).withdrawn_on is not None:
            raise ValidationError(_("This piece of news is withdrawn already."))
        changed = doing.change(item, title=" ".join(title.split()), text=text.strip(), day=day)
        item.full_clean()
        if changed:
            doing.change(item, corrected_at=clock.now())
    return bool(changed)


def withdraw_news(item: NewsItem, *, because: str, by: Person | None) -> NewsItem:
    """Take it off the public page at once, its picture for good; the reason stays with it."""
    reason = " ".join(because.split())
    with _act(OrganisationAct.WITHDRAW_NEWS, item.district, by, reason) as doing:
        if NewsItem.objects.get(pk=item.pk).withdrawn_on is not None:
            raise ValidationError(_("This piece of news is withdrawn already."))
        picture = item.picture
        doing.change(item, withdrawn_on=clock.today(), withdrawn_because=reason, picture=None)
        if picture is not None:
            drop_picture(picture)
    return item


def _act(act: OrganisationAct, district: Unit, by: Person | None, basis: str) -> Any:
    return organisation_act(act, district.root_id, by=by, basis=basis, right=Right.PUBLISH)
