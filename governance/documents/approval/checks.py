"""`manage.py check` refuses a text of an order on an unknown kind of paper."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from governance.documents.approval.order_text import ORDER_TEXTS
from governance.documents.record.kinds import KINDS


@register()
def order_texts_are_of_kinds(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f'@order_text("{kind}"): there is no such kind of paper.', id="governance.E017")
        for kind in ORDER_TEXTS
        if kind not in KINDS
    ]
