"""What reading one file may cost, and how a reader says that it cannot be read."""

MEMORY_BYTES = 640 * 2**20  # address space, the libraries included
CPU_SECONDS = 10
SECONDS = 20  # by the clock on the wall
ANSWER_BYTES = 32 * 2**20

# Of several files that are joined into one.
PACKET_MEMORY_BYTES = 1024 * 2**20
PACKET_CPU_SECONDS = 40
PACKET_SECONDS = 60
PACKET_BYTES = 128 * 2**20
MOST_JOINED_BYTES = 64 * 2**20
MOST_JOINED_PAGES = 1_500

MAX_LINES = 9_999  # of a table, text around it and empty lines included
MOST_COLUMNS = 52  # of a table: up to AZ in Excel
MAX_CELLS = 100_000  # filled ones
MAX_CHARACTERS = 4_000_000
MAX_MERGED = 10_000  # ranges of merged cells on one sheet
MAX_UNPACKED_MB = 64
MAX_SHOWN_DOTS = 40_000_000  # of a picture that is decoded whole
MAX_DOTS = 90_000_000  # of a picture: A3 with 600 dots per inch has 70 millions


class Unreadable(Exception):
    """The file cannot be read; `fault` is a word for the reason, which whoever asked puts into a sentence."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault
