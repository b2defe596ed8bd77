"""What is logged, without the credentials that a library's words may hold."""

from __future__ import annotations

import logging

from faceapp.domain.redaction import redacted


class LogLines(logging.Formatter):
    """Hides the user name, password and tokens of every address in a line and its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line to write."""
        return redacted(super().format(record))


def log_to_stderr() -> None:
    """Write warnings and what is worse to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(LogLines("faceapp: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
