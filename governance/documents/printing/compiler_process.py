"""The process that compiles: it receives jobs through a connection and sends back the PDF or the message of typst.

`compiler` starts it as a script, with the number of its end of the connection. It ends together with the process that
started it, when the connection is closed.
"""

import json
import signal
import sys
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

import typst

STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]


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
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=moment, sys_inputs={"data": data}
        )
    except typst.TypstError as error:
        return str(error).encode()
    if warnings or not isinstance(pdf, bytes):
        return "; ".join(warning.message for warning in warnings).encode()
    return pdf


if __name__ == "__main__":
    main()
