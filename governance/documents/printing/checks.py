"""`manage.py check` refuses a kind that cannot be printed or shown, and a print function that no kind uses."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from governance.documents.printing.pdf import TEMPLATES
from governance.documents.record.kinds import KINDS
from governance.documents.record.version_text import TEXTS


@register()
def every_kind_prints(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each printed kind has its print function, its print template and its template on the screen."""
    forms = {model.print_form: name for name, model in KINDS.items() if model.printed}
    errors: list[CheckMessage] = [
        Error(
            f"{kind} is printed as {form}, but nothing gathers its print data.",
            hint=f'Write a function with @prints("{form}") in the module `print` beside the kind.',
            id="governance.E014",
        )
        for form, kind in forms.items()
        if form not in TEXTS
    ]
    errors += [
        Error(f'@prints("{form}"): no kind prints so.', id="governance.E015")
        for form in TEXTS
        if form not in forms
    ]
    errors += [
        Error(f"{kind} is printed as {form}, but {missing} is missing.", id="governance.E016")
        for form, kind in forms.items()
        for missing in _missing_templates(form)
    ]
    return errors


def _missing_templates(form: str) -> Iterator[str]:
    if not (TEMPLATES / f"{form}.typ").is_file():
        yield f"templates/print/{form}.typ"
    sheet = f"governance/sheets/{form}.html"
    try:
        get_template(sheet)
    except TemplateDoesNotExist:
        yield f"templates/{sheet}"
