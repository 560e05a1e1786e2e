"""The `seal_history` command: print the signed heads of all papers, to be stored elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from governance.documents.record.seal import make_seal


class Command(BaseCommand):
    help = _(
        "Prints a seal: the last hash of every paper, signed with the server's key. Keep it outside the server; "
        "`verify_history --seal FILE` later shows whether anything sealed was rewritten."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(make_seal())
