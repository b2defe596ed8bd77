"""A large file from the network, taken up where it was broken off."""

from __future__ import annotations

import hashlib
import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from faceapp.domain.errors import SourceError
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why

_BLOCK = 1 << 16
_TIMEOUT_S = 30.0


def download(url: str, target: Path, *, on_progress: Callable[[int, int | None], None] | None = None) -> str:
    """Fetch a file, going on from what an earlier attempt left beside it.

    Args:
        url: Its address, http or https.
        target: Where to put it; only a whole file gets this name.
        on_progress: Called with the bytes there and in all, where the server says how many.

    Returns:
        SHA-256 of the file.

    Raises:
        SourceError: The server cannot be reached, refuses, or breaks off; what came so far is kept.
    """
    if not url.lower().startswith(("http://", "https://")):
        raise SourceError(
            Message("'{url}' is no address of the web.", url=url), hint=Message("Give one that begins with https://.")
        )
    partial = target.with_name(target.name + ".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        have, total = _fetch(url, partial, on_progress)
    except urllib.error.HTTPError as error:
        raise SourceError(
            Message("'{url}' was refused: {code} {reason}.", url=url, code=error.code, reason=error.reason),
            hint=Message("Check the address, or try again later."),
        ) from error
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise SourceError(
            Message("'{url}' cannot be fetched: {reason}.", url=url, reason=reason),
            hint=Message(
                "Check the network and run the same command again: it goes on where it was broken"
                " off. Or fetch the file elsewhere and import it."
            ),
        ) from error
    except OSError as error:
        raise SourceError(
            Message("'{partial}' cannot be written: {why}.", partial=partial, why=why(error)),
            hint=Message("Make room on the disk."),
        ) from error
    if total is not None and have != total:
        raise SourceError(
            Message("'{url}' broke off after {have:,} of {total:,} bytes.", url=url, have=have, total=total),
            hint=Message("Run the same command again: it goes on from there."),
        )
    digest = hashlib.sha256()
    with partial.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    partial.replace(target)
    return digest.hexdigest()


def _fetch(url: str, partial: Path, on_progress: Callable[[int, int | None], None] | None) -> tuple[int, int | None]:
    """Write what is missing; returns the bytes there, and in all where the server says how many."""
    have = partial.stat().st_size if partial.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:
            if have and not _goes_on(response, have):  # it sends everything from the beginning
                have = 0
            length = response.headers.get("Content-Length")
            total = have + int(length) if length is not None else None
            with partial.open("ab" if have else "wb") as stream:
                while block := response.read(_BLOCK):
                    stream.write(block)
                    have += len(block)
                    if on_progress is not None:
                        on_progress(have, total)
    except urllib.error.HTTPError as error:
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
            raise
        if error.headers.get("Content-Range") == f"bytes */{have}":
            return have, have  # it was broken off after the last byte
        partial.unlink(missing_ok=True)  # another file is there now
        return _fetch(url, partial, on_progress)
    return have, total


def _goes_on(response: http.client.HTTPResponse, have: int) -> bool:
    """Whether a response holds what follows the bytes that are there.

    Raises:
        ValueError: It says that it holds another part, which nobody asked for.
    """
    if response.status != http.HTTPStatus.PARTIAL_CONTENT:
        return False
    part = response.headers.get("Content-Range", "")
    if not re.match(rf"bytes {have}-", part):
        raise ValueError(f"the server sends another part than the one asked for ({part or 'it does not say which'})")
    return True
