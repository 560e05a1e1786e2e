"""Keys of private links stay out of the log: whoever reads it could open the applications."""

import logging
import re

KEY = re.compile(r"(/a/(?:new/|confirm/)?)[\w:.-]{20,}")


class NoKeys(logging.Filter):
    """Blacken the key in an address, wherever a line of the log names one."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if KEY.search(said):
            record.msg, record.args = KEY.sub(r"\1***", said), ()
        return True
