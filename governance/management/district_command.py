"""Commands that work on the database of a district."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from governance.tables_version import objection_to_later_tables


class DistrictCommand(BaseCommand):
    """Refuses, with code 2 and a sentence, to work on the tables of a later version of the program."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        if (objection := objection_to_later_tables()) is not None:
            raise CommandError(objection, returncode=2)
        return super().execute(*args, **options)
