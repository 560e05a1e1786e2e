"""What deploy/ and the runbook say fits the program: every setting, every command with its options, every file."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

BASE: Path = settings.BASE_DIR
DEPLOY = BASE / "deploy"
RUNBOOK = BASE / "docs" / "runbook.md"
# Set for a demonstration, tests or the program's start alone.
NOT_OF_A_DISTRICT = {"DEMO", "DEMO_DATE", "TEST_SQLITE_FILE", "DJANGO_SETTINGS_MODULE"}
OF_CONTAINERS = {"POSTGRES_PASSWORD", "HOST"}


def test_the_example_names_every_setting_that_is_read_and_no_other() -> None:
    read = {
        name
        for module in (BASE / "config").glob("*.py")
        for name in re.findall(r"""\benv(?:\.\w+)?\(\s*["']([A-Z_]+)["']""", module.read_text())
    }
    named = set(re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "environment.example").read_text(), re.MULTILINE))
    assert named - OF_CONTAINERS == read - NOT_OF_A_DISTRICT, "say each setting in deploy/environment.example"


def commands_of(page: str) -> list[list[str]]:
    """The words of each `manage.py` command that a text gives."""
    return [line.split() for line in re.findall(r"manage\.py ((?!COMMAND)[a-z_]+[^`'\n]*)", page)]


@pytest.mark.parametrize("name", ["docs/runbook.md", "deploy/README.md", "deploy/compose.yaml", "README.md"])
def test_each_command_that_is_named_exists_with_its_options(name: str) -> None:
    known = get_commands()
    for command, *words in commands_of((BASE / name).read_text()):
        assert command in known, command
        made = known[command]
        parser = (made if not isinstance(made, str) else load_command_class(made, command)).create_parser(
            "manage.py", command
        )
        options = {option for action in parser._actions for option in action.option_strings}
        given = {word.rstrip(".,:;") for word in words if word.startswith("--")}
        assert given <= options, command
        takes = any(not action.option_strings for action in parser._actions) or options
        assert takes or not words


@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda path: path.name)
def test_units_are_of_one_user_without_rights_and_systemd_reads_them(unit: Path, tmp_path: Path) -> None:
    text = unit.read_text()
    if unit.suffix == ".service":
        for line in ("User=district", "NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0027"):
            assert line in text.splitlines()
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd on this machine")
    for part in (DEPLOY / "systemd").iterdir():
        words = part.read_text().replace("/opt/district/.venv/bin/python", "/bin/true")
        (tmp_path / part.name).write_text(words.replace("/opt/district/.venv/bin/gunicorn", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    own = [line for line in done.stderr.splitlines() if "district-" in line]
    assert (done.returncode, own) == (0, [])


def test_the_containers_belong_together() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = compose["services"]
    assert set(services) == {"database", "migrate", "web", "worker", "backup", "proxy"}
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        assert "image" in service
        assert "privileged" not in service
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source.startswith(".") or source in compose["volumes"], volume
    assert (DEPLOY / services["web"]["build"]["context"] / services["web"]["build"]["dockerfile"]).is_file()
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    # What the proxy takes in is no less than what the program takes, and it says who asks.
    caddy, nginx = (DEPLOY / "Caddyfile").read_text(), (DEPLOY / "nginx.conf").read_text()
    assert "max_size 64MB" in caddy
    assert "client_max_body_size 64m" in nginx
    assert settings.APPLY_UPLOAD_LIMIT_BYTES <= 64 * 1024 * 1024
    assert "header_up X-Real-IP" in caddy
    assert "proxy_set_header X-Real-IP $remote_addr" in nginx
    # Both tell people in words of their own that the program is away.
    assert "error_page 502 504 /away.html" in nginx
    assert "{err.status_code} in [502, 504]" in caddy  # as every Caddy of 2 reads it
    assert "rewrite * /away.html" in caddy
    assert "./away.html:/etc/caddy/away.html:ro" in services["proxy"]["volumes"]
    assert "Система ненадолго недоступна" in (DEPLOY / "away.html").read_text()


def test_the_runbook_tells_its_incidents_in_order() -> None:
    numbers = re.findall(r"^## (\d+)\. ", RUNBOOK.read_text(), re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 13)]
