"""The `flow_diagram` command: print the diagram of a flow (`manage.py flow_diagram PlanFlow > plan.svg`)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.loader import render_to_string

from governance.desk.pages.flows_page import Drawing
from governance.flows.engine.flow import FLOWS


class Command(BaseCommand):
    help = "Print the diagram of a flow as SVG."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help=f"one of: {', '.join(sorted(FLOWS))}")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        if name not in FLOWS:
            raise CommandError(f"There is no flow {name}; there are: {', '.join(sorted(FLOWS))}.")
        css = (settings.BASE_DIR / "static" / "governance" / "flows.css").read_text()
        context = {"drawing": Drawing(FLOWS[name]), "css": css}
        self.stdout.write(render_to_string("governance/components/flow.svg", context))
