"""The process that compiles: it receives jobs through a connection and sends back the PDF or the message of typst.

`compiler` starts it as a script, with the number of its end of the connection. It ends together with the process that
started it, when the connection is closed.
"""

import json
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import typst

# Of a last sheet: what fills less is worth a trial to end on the sheet before, where a paper is short enough for that.
FAIR, MOST_SHEETS = 0.35, 10
# What fills less looks like a signature that was left over.
LEAST = 0.15
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]


class Warned(Exception):
    """Typst has compiled the paper and warns of something."""


def main() -> None:
    # A server may be stopped by a signal to all its processes: what is being printed is finished first.
    for stop in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with suppress(EOFError, OSError):  # the other end is gone
        serve(Connection(int(sys.argv[1])))


def serve(connection: Connection) -> None:
    """Compile job after job. A job is a head (JSON: template, moment, seconds) followed by the data of the paper."""
    fonts = typst.Fonts(include_system_fonts=False)
    while True:
        head = json.loads(connection.recv_bytes())
        data = connection.recv_bytes().decode()
        # The system ends the process if it takes longer, wherever it is stuck.
        signal.alarm(head["seconds"])
        moment = datetime.fromisoformat(head["moment"])
        connection.send_bytes(compiled(Path(head["template"]), data, moment, fonts))
        signal.alarm(0)


def compiled(template: Path, data: str, moment: datetime, fonts: typst.Fonts) -> bytes:
    """The PDF, or the text of why there is none. A warning is an error too: typst only warns of a missing font."""
    # A compiler of its own for each paper costs little once the fonts are read.
    compiler = typst.Compiler(template, root=template.parent, font_paths=fonts, ignore_system_fonts=True)

    def laid_out(setting: str) -> tuple[bytes, list[int], list[float]]:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=moment,
            sys_inputs={"data": data, "setting": setting},
        )
        if warnings or not isinstance(pdf, bytes):
            raise Warned("; ".join(warning.message for warning in warnings))
        return pdf, *ends_of(json.loads(compiler.query("<end-of-text>", field="value")))

    try:
        return best(laid_out)
    except (typst.TypstError, Warned) as error:
        return str(error).encode()


def ends_of(ends: list[dict[str, Any]]) -> tuple[list[int], list[float]]:
    """How many sheets each text of a paper has, and how much of its last one it fills; an only sheet counts as full."""
    begins = [0, *(end["sheet"] for end in ends)]
    sheets = [end["sheet"] - begin for end, begin in zip(ends, begins, strict=False)]
    return sheets, [end["filled"] if count > 1 else 1.0 for end, count in zip(ends, sheets, strict=True)]


def best(laid_out: Callable[[str], tuple[bytes, list[int], list[float]]]) -> bytes:
    """The paper as it is usually set; closer if that saves a last sheet with little on it; or else with more of the
    text on that sheet."""
    pdf, sheets, filled = laid_out("")
    if sum(sheets) <= MOST_SHEETS and min(filled, default=1) < FAIR:
        closer, fewer, _filled = laid_out("closer")
        if sum(fewer) < sum(sheets):
            return closer
        if min(filled) < LEAST:
            return laid_out("fuller")[0]
    return pdf


if __name__ == "__main__":
    main()
