"""A file of personal data: whole or not there, and only its owner may read it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from faceapp.domain.errors import StorageError
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why


@contextmanager
def private_file(path: Path, *, encoding: str) -> Iterator[TextIO]:
    """Write a file anew; one that is there is replaced when all is written, and stays as it was otherwise.

    Args:
        path: The file.
        encoding: Of its text. Line ends are written as they are given.

    Raises:
        StorageError: The file cannot be written.
    """
    partial = path.with_name(f"{path.name}.partial")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            yield stream
        partial.replace(path)
    except OSError as error:
        raise StorageError(
            Message("'{path}' cannot be written: {why}.", path=str(path), why=why(error)),
            hint=Message("Choose another file or folder."),
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
