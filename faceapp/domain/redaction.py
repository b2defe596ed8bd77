"""Texts without the user names, passwords and tokens of the addresses in them."""

from __future__ import annotations

import re

# With a scheme, or as "user:password@host", which names nothing that can be read and holds a password all the same;
# a drive's letter is no user.
_AUTHORITY_SECRET = re.compile(r"^([a-z][a-z0-9+.-]*:/+|(?=[^/\\:]{2,}:)).*@", re.IGNORECASE | re.DOTALL)
_NAMED_SECRET = re.compile(
    r"((?:user(?:name)?|usr|login\w*|pass\w*|pwd|token|\w*key|secret|auth\w*|sig\w*)=)[^&;]*", re.IGNORECASE
)
_ADDRESS_WITHIN = re.compile(r"[a-z][a-z0-9+.-]*:/+[^\s'\"]+", re.IGNORECASE)


def mask_credentials(address: str) -> str:
    """Hide user names, passwords and tokens in a URL.

    All up to the last "@" is hidden, as passwords may hold any character; of parameters, the
    values of those that are named like a secret.

    Example:
        "rtsp://guard:s3cret@cam/live" is "rtsp://***@cam/live".
    """
    return _NAMED_SECRET.sub(r"\1***", _AUTHORITY_SECRET.sub(r"\1***@", address))


def redacted(text: str) -> str:
    """A text with the credentials of every address in it hidden; for what others wrote, such as a library's fault."""
    return _ADDRESS_WITHIN.sub(lambda found: mask_credentials(found[0]), text)
