"""PINs, of people at the door and of the administrator: what may be one, how it is kept, how often it may be tried.

A PIN is never kept, only what `hash_pin` makes of it. As there are few PINs, that hash slows down whoever steals the
database and no more; what stops guessing at the door is `Attempts`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from faceapp.domain.errors import PinError
from faceapp.domain.messages import Message

MIN_DIGITS = 4
MAX_DIGITS = 8

# RFC 7914: 16 MiB and some 50 ms of one core. They are kept with each hash, so that later ones may cost more.
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**14, 8, 1
_SALT_BYTES = 16
_DIGEST_BYTES = 32
# More than this no hash of ours asks for: a damaged one must not take all memory.
_MOST_SCRYPT_BYTES = 2**27

# Lines and corners of the keypad, and others that people choose again and again.
_OFTEN_CHOSEN = frozenset(
    {"0007", "0070", "0147", "0258", "0852", "0963", "1004", "1379", "1397", "1470", "2580", "3690", "3971", "5683"}
    | {"7410", "7931", "8520"}
)

FREE_TRIES = 5
_FIRST_PAUSE_S = 30.0
_LONGEST_PAUSE_S = 3600.0


class PinFault(StrEnum):
    """Why digits cannot be a PIN."""

    NOT_DIGITS = "not_digits"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    STEPS = "steps"
    YEAR = "year"
    OFTEN_CHOSEN = "often_chosen"


_SENTENCES = {
    PinFault.NOT_DIGITS: Message("A PIN is made of the digits 0 to 9 alone."),
    PinFault.TOO_SHORT: Message("A PIN has at least {least} digits.", least=MIN_DIGITS),
    PinFault.TOO_LONG: Message("A PIN has at most {most} digits.", most=MAX_DIGITS),
    PinFault.REPEATED: Message("A PIN that repeats itself is guessed first."),
    PinFault.STEPS: Message("A PIN that counts up or down is guessed first."),
    PinFault.YEAR: Message("A PIN that could be a year of birth is guessed first."),
    PinFault.OFTEN_CHOSEN: Message("That PIN is chosen by so many that it is guessed first."),
}


def fault_of(pin: str) -> PinFault | None:
    """What speaks against a new PIN; None when nothing does.

    Refused are all but 4 to 8 ASCII digits, and what is guessed first: one digit or one group again and again (0000,
    1212, 123123), digits in pairs (1122), equal steps up or down (1234, 8642, 7890), years (1984), and some that are
    known to be chosen often (2580).
    """
    if not (pin.isascii() and pin.isdigit()):
        return PinFault.NOT_DIGITS if pin else PinFault.TOO_SHORT
    if len(pin) < MIN_DIGITS:
        return PinFault.TOO_SHORT
    if len(pin) > MAX_DIGITS:
        return PinFault.TOO_LONG
    # A text repeats itself if and only if it is found within its double anywhere but at both ends.
    if pin in (pin + pin)[1:-1] or all(pin[i] == pin[i + 1] for i in range(0, len(pin) - 1, 2)):
        return PinFault.REPEATED
    digits = [int(digit) for digit in pin]
    # Modulo ten: 7890 counts on past nine.
    if len({(later - earlier) % 10 for earlier, later in pairwise(digits)}) == 1:
        return PinFault.STEPS
    if len(pin) == 4 and pin[:2] in ("19", "20"):
        return PinFault.YEAR
    return PinFault.OFTEN_CHOSEN if pin in _OFTEN_CHOSEN else None


def sentence_of(fault: PinFault) -> str:
    """What is said of a PIN that cannot be taken."""
    return _SENTENCES[fault]


def check_new_pin(pin: str) -> None:
    """Refuse digits that cannot be a PIN.

    Raises:
        PinError: Why not.
    """
    if (fault := fault_of(pin)) is not None:
        raise PinError(
            sentence_of(fault),
            hint=Message(
                "Choose {least} to {most} digits without a pattern; six or more are better.",
                least=MIN_DIGITS,
                most=MAX_DIGITS,
            ),
        )


def hash_pin(pin: str, salt: bytes | None = None) -> str:
    """What is kept of a PIN: scrypt's parameters, the salt and the digest, in one line of ASCII.

    Takes about 50 ms, so never on the main thread of a window.

    Args:
        pin: Digits that `check_new_pin` takes.
        salt: 16 bytes; by default fresh ones from the system, so that two equal PINs do not look alike.

    Raises:
        PinError: The digits cannot be a PIN.

    Source: RFC 7914.
    """
    check_new_pin(pin)
    salt = secrets.token_bytes(_SALT_BYTES) if salt is None else salt
    digest = _scrypt(pin, salt, _SCRYPT_N, _SCRYPT_R, _SCRYPT_P)
    parts = (base64.b64encode(part).decode() for part in (salt, digest))
    return "$".join(("scrypt", str(_SCRYPT_N), str(_SCRYPT_R), str(_SCRYPT_P), *parts))


def is_pin(pin: str, kept: str) -> bool:
    """Whether digits are the PIN of which `hash_pin` made `kept`; compared in constant time.

    Takes about 50 ms, so never on the main thread of a window.

    Raises:
        PinError: What was kept is damaged: nothing is that PIN.
    """
    try:
        scheme, n_text, r_text, p_text, salt_text, digest_text = kept.split("$")
        n, r, p = int(n_text), int(r_text), int(p_text)
        salt, digest = (base64.b64decode(text, validate=True) for text in (salt_text, digest_text))
        if scheme != "scrypt" or len(digest) != _DIGEST_BYTES or len(salt) < _SALT_BYTES:
            raise ValueError("not one of ours")
        if min(n, r, p) < 1 or p > 16 or 128 * n * r > _MOST_SCRYPT_BYTES:
            raise ValueError("parameters out of range")
        computed = _scrypt(pin, salt, n, r, p)
    except (ValueError, binascii.Error) as error:
        raise PinError(Message("The PIN that is kept is damaged."), hint=Message("Set it anew.")) from error
    return hmac.compare_digest(computed, digest)


def _scrypt(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    most = 2 * _MOST_SCRYPT_BYTES
    return hashlib.scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, dklen=_DIGEST_BYTES, maxmem=most)


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often a PIN was tried in vain, and how long nobody may try again.

    Five tries are free. The fifth failure brings a pause of half a minute and each further one twice the pause before,
    up to an hour. Success alone brings the free tries back.

    Attributes:
        failures: Tries in vain since the last success, >= 0.
        failed_at_s: When the last of them was, seconds on the caller's clock; of no account without one.
    """

    failures: int = 0
    failed_at_s: float = 0.0

    def pause_left_s(self, now_s: float) -> float:
        """Seconds until another try is allowed; 0 when one is.

        A clock that was set back never makes the pause longer than it is from the beginning.

        Args:
            now_s: The present on the same clock.
        """
        if self.failures < FREE_TRIES:
            return 0.0
        doublings = min(self.failures - FREE_TRIES, 16)  # far beyond the longest pause, far below an overflow
        pause_s = min(_FIRST_PAUSE_S * 2.0**doublings, _LONGEST_PAUSE_S)
        return min(max(self.failed_at_s + pause_s - now_s, 0.0), pause_s)

    def after_failure(self, now_s: float) -> Attempts:
        """With one more try in vain."""
        return Attempts(self.failures + 1, now_s)


@dataclass(frozen=True, slots=True)
class PinTrial:
    """What became of one try.

    Attributes:
        right: Whether it was the PIN.
        attempts: What to keep for the next try.
        pause_s: Seconds until another try is allowed, > 0 also where this one was not looked at for that reason.
    """

    right: bool
    attempts: Attempts
    pause_s: float = 0.0


def try_pin(pin: str, kept: str, attempts: Attempts, now_s: float) -> PinTrial:
    """Try a PIN, unless there is a pause: then even the right one is not looked at, and counts for nothing.

    Args:
        pin: What was entered.
        kept: What `hash_pin` made of the right one.
        attempts: The tries so far.
        now_s: The present, seconds on the clock of `attempts`.

    Raises:
        PinError: What was kept is damaged.
    """
    if (pause_s := attempts.pause_left_s(now_s)) > 0:
        if now_s < attempts.failed_at_s:
            # The clock was set back: the pause begins anew, and ends, instead of lasting until the old time is back.
            attempts = Attempts(attempts.failures, now_s)
        return PinTrial(False, attempts, pause_s)
    if is_pin(pin, kept):
        return PinTrial(True, Attempts())
    attempts = attempts.after_failure(now_s)
    return PinTrial(False, attempts, attempts.pause_left_s(now_s))


class PinChangeKind(StrEnum):
    """What was done to a PIN."""

    SET = "set"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PinChange:
    """One change of the administrator's PIN, as it is kept on record; never the digits.

    Attributes:
        kind: What was done.
        author: Who did it.
        changed_at: UTC.
    """

    kind: PinChangeKind
    author: str
    changed_at: datetime
