"""What `manage.py check` refuses on the desk; the checks register themselves as they are imported."""

from governance.desk.checks import kinds, pages  # noqa: F401  register themselves
