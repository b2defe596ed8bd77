"""What the operating system says of a file, in words that can be said in another language."""

from __future__ import annotations

import errno

from faceapp.domain.messages import Message

_REASONS = {
    errno.ENOENT: Message("it is not there"),
    errno.EACCES: Message("access is not allowed"),
    errno.EPERM: Message("access is not allowed"),
    errno.EROFS: Message("that disk can only be read"),
    errno.ENOSPC: Message("the disk is full"),
    errno.EEXIST: Message("there is one of that name already"),
    errno.EISDIR: Message("it is a folder"),
    errno.ENOTDIR: Message("a folder above it is a file"),
    errno.ENAMETOOLONG: Message("its name is too long"),
    errno.EBUSY: Message("it is in use"),
    errno.EIO: Message("the disk failed"),
}


def why(error: OSError) -> str:
    """Why the operating system refused, a clause without a full stop; in the system's own words where it is rare.

    Example:
        `why(PermissionError(errno.EACCES, "Permission denied"))` is "access is not allowed".
    """
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return error.strerror or str(error)
