"""One more kind of paper costs six files and 150 lines, its words included, and touches nothing that is there."""

import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ADDED = Path(__file__).parent / "sample_kind" / "added"
MOST_FILES, MOST_LINES = 6, 150
COPIED = ("config", "data", "governance", "locale", "static", "templates", "tests", "tools")


def added() -> list[Path]:
    return sorted(path for path in ADDED.rglob("*") if path.suffix in {".py", ".typ", ".html", ".po"})


def test_a_plain_kind_takes_at_most_six_files_and_150_lines() -> None:
    assert len(added()) <= MOST_FILES
    assert sum(len(path.read_text().splitlines()) for path in added()) <= MOST_LINES


def test_a_kind_is_added_by_its_own_files_alone_and_played_to_its_numbered_pdf(tmp_path: Path) -> None:
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=ignored)
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(settings.BASE_DIR / name, tmp_path)
    for path in added():
        place = tmp_path / path.relative_to(ADDED)
        if path.suffix == ".po":  # its words go into the one catalogue
            place.write_text(place.read_text() + path.read_text())
        else:
            assert not place.exists()
            shutil.copy(path, place)
    shutil.copy(ADDED.parent / "played.py", tmp_path / "tests" / "desk" / "test_memo.py")
    assert run(tmp_path, "tools/translations.py", "compile") == (0, "")
    pytest = ("-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider", "--no-header", "-qq")
    code, said = run(tmp_path, *pytest, "tests/desk/test_memo.py")
    assert code == 0, said


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of Python in that folder, and what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr
