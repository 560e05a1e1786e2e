"""The process that compiles papers: it is no part of the web worker, and nobody else suffers from its end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from django.utils import translation

from governance.documents.printing import compiler as compiling, pdf
from governance.documents.printing.compiler import CompilationFailed, Compiler, CompilerDied

NOON = datetime(2011, 9, 12, 12, tzinfo=UTC)
# Long enough for whoever waits; it ends by itself on no machine.
ENDLESS = "#for a in range(9999) { for b in range(9999) { for c in range(9999) {} } }"
# A program that has printed one paper; how it goes on is added.
PRINTED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from governance.documents.printing.compiler import Compiler
compiler = Compiler()
job = Path(sys.argv[1]), '"слово"', datetime(2011, 9, 12, tzinfo=UTC)
paper = compiler.compile(*job)
assert "typst" not in sys.modules
print("printed", flush=True)
"""
FORKS = """
process = compiler.pid
if (fork := os.fork()) == 0:
    os._exit(compiler.compile(*job) != paper or compiler.pid == process)
ended = os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1])
sys.exit(ended or compiler.compile(*job) != paper or compiler.pid != process)
"""


def ended(program: str, template: Path) -> tuple[bytes, bytes, int]:
    """What a program that prints says, and how it ends."""
    # Whatever it has started holds the same streams: only when all of that has ended is this over.
    over = subprocess.run(
        [sys.executable, "-c", program, template],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        timeout=120,
    )
    return over.stdout, over.stderr, over.returncode


@pytest.fixture
def compiler() -> Iterator[Compiler]:
    made = Compiler()
    yield made
    if made.pid is not None:
        os.kill(made.pid, signal.SIGKILL)


@pytest.fixture
def template(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.typ"
        path.write_text(f'#set document(title: "Проба")\n{text}')
        return path

    return written


@pytest.fixture
def word(template: Callable[[str], Path]) -> Path:
    return template("#json(bytes(sys.inputs.data))")


@pytest.fixture
def endless(template: Callable[[str], Path]) -> Path:
    return template(ENDLESS)


def test_one_process_prints_paper_after_paper(compiler: Compiler, word: Path) -> None:
    first = compiler.compile(word, '"слово"', NOON)
    process = compiler.pid
    assert compiler.compile(word, '"другое"', NOON) != first == compiler.compile(word, '"слово"', NOON)
    assert compiler.pid == process is not None


def test_a_process_that_has_printed_much_gives_way_and_prints_the_same(
    compiler: Compiler, word: Path
) -> None:
    first = compiler.compile(word, '"слово"', NOON)
    process = compiler.pid
    compiler.compile(word, f'"{"слово " * (compiling.LIFE // 6)}"', NOON)
    assert compiler.pid is None
    assert compiler.compile(word, '"слово"', NOON) == first
    assert compiler.pid not in (None, process)


def test_what_typst_objects_to_ends_no_process(
    compiler: Compiler, word: Path, template: Callable[[str], Path]
) -> None:
    compiler.compile(word, '"слово"', NOON)
    process = compiler.pid
    with pytest.raises(CompilationFailed, match="unknown variable: nobody"):
        compiler.compile(template("#nobody"), '"слово"', NOON)
    with pytest.raises(CompilationFailed, match="unknown font family"):
        compiler.compile(template('#set text(font: "No Such Serif")\nслово'), '"слово"', NOON)
    assert compiler.compile(word, '"слово"', NOON).startswith(b"%PDF-")
    assert compiler.pid == process


def test_a_print_that_never_ends_is_ended_and_the_next_one_succeeds(
    compiler: Compiler, word: Path, endless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as soon:
        soon.setattr(compiling, "SECONDS", 1)
        with pytest.raises(CompilerDied, match=f"ended with -{signal.SIGALRM:d}") as died:
            compiler.compile(endless, '"слово"', NOON)
    assert died.value.too_slow
    assert compiler.compile(word, '"слово"', NOON).startswith(b"%PDF-")


def test_a_process_killed_at_its_print_fails_that_print_alone(
    compiler: Compiler, word: Path, endless: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Connection.recv_bytes

    def killed_first(connection: Connection) -> bytes:
        os.kill(compiler.pid or 0, signal.SIGKILL)
        return answered(connection)

    with monkeypatch.context() as at_work:
        at_work.setattr(Connection, "recv_bytes", killed_first)
        with pytest.raises(CompilerDied, match=f"ended with -{signal.SIGKILL:d}") as died:
            compiler.compile(endless, '"слово"', NOON)
    assert not died.value.too_slow
    assert compiler.compile(word, '"слово"', NOON).startswith(b"%PDF-")


def test_an_answer_that_nobody_waited_for_reaches_nobody_else(
    compiler: Compiler, word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(connection: Connection) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as at_work:
        at_work.setattr(Connection, "recv_bytes", interrupted)
        with pytest.raises(KeyboardInterrupt):
            compiler.compile(word, '"слово"', NOON)
    mine = compiler.compile(word, '"другое"', NOON)
    assert mine == compiler.compile(word, '"другое"', NOON) != compiler.compile(word, '"слово"', NOON)


def test_a_process_killed_between_two_prints_is_replaced(compiler: Compiler, word: Path) -> None:
    first = compiler.compile(word, '"слово"', NOON)
    process = compiler.pid
    assert process is not None
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert compiler.compile(word, '"слово"', NOON) == first
    assert compiler.pid != process


def test_signals_that_stop_a_whole_server_let_it_finish(compiler: Compiler, word: Path) -> None:
    compiler.compile(word, '"слово"', NOON)
    process = compiler.pid
    assert process is not None
    for stop in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        os.kill(process, stop)
    assert compiler.compile(word, '"слово"', NOON).startswith(b"%PDF-")
    assert compiler.pid == process


@pytest.mark.parametrize(
    ("how", "code"), [("sys.exit(3)", 3), ("os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL)]
)
def test_no_process_is_left_when_a_server_ends_or_is_killed(how: str, code: int, word: Path) -> None:
    assert ended(PRINTED + how, word) == (b"printed\n", b"", code)


def test_a_fork_prints_by_a_process_of_its_own(word: Path) -> None:
    assert ended(PRINTED + FORKS, word) == (b"printed\n", b"", 0)


def test_a_long_paper_makes_no_other_wait(word: Path, endless: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary, long = Compiler(), Compiler()
    monkeypatch.setattr(compiling, "_ORDINARY", ordinary)
    monkeypatch.setattr(compiling, "_LONG", long)
    with ThreadPoolExecutor(1) as threads:
        stuck = threads.submit(compiling.compile_pdf, endless, f'"{"слово " * 60_000}"', NOON)
        while long.pid is None:
            time.sleep(0.01)
        assert compiling.compile_pdf(word, '"слово"', NOON).startswith(b"%PDF-")
        os.kill(long.pid, signal.SIGKILL)
        with pytest.raises(CompilerDied):
            stuck.result()
    os.kill(ordinary.pid or 0, signal.SIGKILL)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (-signal.SIGALRM, "The paper takes too long to print: shorten its text."),
        (-signal.SIGKILL, "The print was interrupted. Nothing is lost: try again."),
    ],
)
def test_what_went_wrong_is_a_sentence(
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def dies(*job: object) -> bytes:
        raise CompilerDied(code)

    monkeypatch.setattr(pdf, "compile_pdf", dies)
    with translation.override("en"), pytest.raises(pdf.PrintingStopped) as stopped:
        pdf.render("plan", {"title": "План", "created": "2011-09-10"})
    with translation.override("en"):
        assert str(stopped.value) == sentence
    assert caplog.messages == [f"plan: The process that prints ended with {code}."]
