"""The states of a plan, in order (domain section 3)."""

from django.db import models
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    """Draft, agreed by the council, approved by an order, executed; `REWORK` is the way back from each vote."""

    DRAFT = "draft", pgettext_lazy("plan", "Draft")
    REVIEW = "review", pgettext_lazy("plan", "Being agreed")
    REWORK = "rework", pgettext_lazy("plan", "Being reworked")
    AGREED = "agreed", pgettext_lazy("plan", "Agreed")
    APPROVAL = "approval", pgettext_lazy("plan", "Being approved")
    APPROVED = "approved", pgettext_lazy("plan", "Approved")
    DONE = "done", pgettext_lazy("plan", "Executed")
    REPEALED = "repealed", pgettext_lazy("plan", "Repealed")
