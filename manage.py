#!/usr/bin/env python
"""Django's command line: `python manage.py help` lists what can be run."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A setting that is missing or wrong: its sentence says all that a traceback could.
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201  nothing is set up yet
        sys.exit(2)


if __name__ == "__main__":
    main()
