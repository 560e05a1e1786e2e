"""Typst in a process of its own: it caches what it has laid out, so a web worker would grow with every print.

Typst is not loaded here. The process is started by the first print and replaced by a fresh one after `LIFE` characters.
If it is killed or stuck, only the print that it was working on fails.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import datetime
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

SCRIPT = Path(__file__).with_name("compiler_process.py")
# Some 150 sheets. With them a process has grown to 200 MB, and a fresh one costs less than a hundredth of their print.
LIFE = 300_000
SECONDS = 60


class CompilationFailed(Exception):
    """The template and its data do not fit together; the text is the message of typst."""


class CompilerDied(Exception):
    """The process ended before it answered; `too_slow`: because its time was up."""

    def __init__(self, code: int) -> None:
        super().__init__(f"The process that prints ended with {code}.")
        self.too_slow = code == -signal.SIGALRM


class Compiler:
    """Compiles papers one after the other in one process, as long as that lives."""

    def __init__(self) -> None:
        self._reset()
        # A fork of this process must not share the connection: it would get the papers of others.
        os.register_at_fork(after_in_child=self._reset)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._left = 0

    @property
    def pid(self) -> int | None:
        """The id of the process, if there is one."""
        return self._process.pid if self._process else None

    def compile(self, template: Path, data: str, moment: datetime) -> bytes:
        """The PDF of a template over this data (JSON). Raises CompilationFailed or CompilerDied."""
        head = {"template": str(template), "moment": moment.isoformat(), "seconds": SECONDS}
        with self._lock:
            answer = self._ask(json.dumps(head).encode(), data.encode())
            self._left -= len(data)
            if self._left <= 0:
                self._end()
        if not answer.startswith(b"%PDF-"):
            raise CompilationFailed(answer.decode())
        return answer

    def _ask(self, *job: bytes) -> bytes:
        connection = self._connected()
        try:
            for part in job:
                connection.send_bytes(part)
            return connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise CompilerDied(self._end()) from error
        except BaseException:
            # Interrupted here, it must not answer whoever prints next.
            self._end()
            raise

    def _connected(self) -> Connection:
        """The connection to a living process, which is started if necessary."""
        if self._process and self._process.poll() is not None:
            self._end()
        if self._connection is None:
            ours, theirs = Pipe()
            with theirs:
                number = theirs.fileno()
                self._process = subprocess.Popen(
                    [sys.executable, "-P", SCRIPT, str(number)], pass_fds=[number]
                )
            self._connection, self._left = ours, LIFE
        return self._connection

    def _end(self) -> int:
        """End the process, if it still lives. Returns its exit code."""
        assert self._process is not None
        assert self._connection is not None
        self._process.kill()
        code = self._process.wait()
        self._connection.close()
        self._process = self._connection = None
        return code


_ORDINARY, _LONG = Compiler(), Compiler()


def compile_pdf(template: Path, data: str, moment: datetime) -> bytes:
    """Like `Compiler.compile`. Long papers have a process of their own, so that short ones need not wait for them."""
    compiler = _LONG if len(data) >= LIFE else _ORDINARY
    return compiler.compile(template, data, moment)
