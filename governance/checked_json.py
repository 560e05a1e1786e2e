"""A JSON column that the program checks, whoever writes it: one row or many, by a form or a command."""

from typing import Any

from django.db import models

from governance.record_rows import is_past_the_door


class CheckedJSONField(models.JSONField):
    """JSON of which `checked` says what it may be; whatever is not cannot be written.

    Migrations and restores write past it. Migrations see the plain column that it is.
    """

    @staticmethod
    def checked(value: Any) -> Any:
        """Read a value. Raises ValidationError with a sentence for anything else."""
        raise NotImplementedError

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        self.checked(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is not None and not hasattr(value, "resolve_expression") and not is_past_the_door():
            self.checked(value)
        return super().get_db_prep_save(value, connection)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, "django.db.models.JSONField", args, kwargs
