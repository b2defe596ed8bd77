"""PINs: what may be one, how it is kept, and how often it may be tried."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode

import pytest

from faceapp.domain.errors import PinError
from faceapp.domain.pins import (
    FREE_TRIES,
    Attempts,
    PinFault,
    check_new_pin,
    fault_of,
    hash_pin,
    is_pin,
    sentence_of,
    try_pin,
)

GOOD = "8305"
KEPT = hash_pin(GOOD, bytes(range(16)))


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("", PinFault.TOO_SHORT),
        ("123", PinFault.TOO_SHORT),
        ("830517642", PinFault.TOO_LONG),
        ("83o5", PinFault.NOT_DIGITS),
        ("83 5", PinFault.NOT_DIGITS),
        ("-305", PinFault.NOT_DIGITS),
        ("8305\n", PinFault.NOT_DIGITS),
        ("٨٣٠٥", PinFault.NOT_DIGITS),  # digits, but not those of the keypad
        ("\uff18305", PinFault.NOT_DIGITS),  # a full-width eight
        ("²³¹²", PinFault.NOT_DIGITS),
        ("0000", PinFault.REPEATED),
        ("77777", PinFault.REPEATED),
        ("1212", PinFault.REPEATED),
        ("123123", PinFault.REPEATED),
        ("83058305", PinFault.REPEATED),
        ("1122", PinFault.REPEATED),
        ("998877", PinFault.REPEATED),
        ("1234", PinFault.STEPS),
        ("123456", PinFault.STEPS),
        ("12345678", PinFault.STEPS),
        ("4321", PinFault.STEPS),
        ("7890", PinFault.STEPS),
        ("0987", PinFault.STEPS),
        ("2468", PinFault.STEPS),
        ("8642", PinFault.STEPS),
        ("1984", PinFault.YEAR),
        ("2024", PinFault.YEAR),
        ("2580", PinFault.OFTEN_CHOSEN),
    ],
)
def test_what_is_guessed_first_is_refused_with_a_sentence(pin: str, fault: PinFault) -> None:
    assert fault_of(pin) is fault
    with pytest.raises(PinError) as caught:
        check_new_pin(pin)
    assert caught.value.sentence == sentence_of(fault)
    assert caught.value.sentence.endswith(".")
    assert "4 to 8 digits" in caught.value.hint
    with pytest.raises(PinError):
        hash_pin(pin)


@pytest.mark.parametrize("pin", ["8305", "0916", "1123", "19845", "1221", "830517", "83051764", "12340"])
def test_other_digits_are_taken(pin: str) -> None:
    assert fault_of(pin) is None
    check_new_pin(pin)


def test_most_pins_of_four_digits_are_left() -> None:
    refused = sum(fault_of(f"{number:04}") is not None for number in range(10_000))
    # 100 aabb, 100 abab and 100 in equal steps overlap in the ten of one digit (and 5's steps in abab); 200 years.
    assert 400 < refused < 520


def test_every_fault_has_a_sentence() -> None:
    sentences = {sentence_of(fault) for fault in PinFault}
    assert len(sentences) == len(PinFault)


def test_what_is_kept_is_scrypt_of_the_pin_and_a_salt() -> None:
    scheme, n, r, p, salt, digest = KEPT.split("$")
    assert (scheme, b64decode(salt)) == ("scrypt", bytes(range(16)))
    assert GOOD not in KEPT
    by_hand = hashlib.scrypt(GOOD.encode(), salt=bytes(range(16)), n=int(n), r=int(r), p=int(p), maxmem=2**26, dklen=32)
    assert b64decode(digest) == by_hand
    assert is_pin(GOOD, KEPT)
    for other in ("8306", "830", "83050", "", "5038", "\uff18305"):
        assert not is_pin(other, KEPT)


def test_equal_pins_do_not_look_alike() -> None:
    first, second = hash_pin(GOOD), hash_pin(GOOD)
    assert first != second
    assert is_pin(GOOD, first)
    assert is_pin(GOOD, second)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "8305",
        KEPT.replace("scrypt", "plain"),
        KEPT.replace("$16384$", "$16383$"),
        KEPT.replace("$16384$", "$-2$"),
        KEPT.replace("$16384$", f"${2**40}$"),
        KEPT.replace("$8$1$", "$8$99$"),
        KEPT.replace("$8$1$", "$eight$1$"),
        KEPT[:-4],
        KEPT + "$",
        KEPT.replace(KEPT.split("$")[4], b64encode(b"short").decode()),
        KEPT.replace(KEPT.split("$")[4], "*not base64*"),
    ],
)
def test_what_is_damaged_is_nobodys_pin(kept: str) -> None:
    with pytest.raises(PinError, match="damaged") as caught:
        is_pin(GOOD, kept)
    assert "anew" in caught.value.hint


def test_five_tries_are_free_and_then_the_pauses_grow() -> None:
    attempts, now_s, pauses = Attempts(), 1000.0, []
    for _ in range(16):
        attempts = attempts.after_failure(now_s)
        pause_s = attempts.pause_left_s(now_s)
        pauses.append(pause_s)
        assert attempts.pause_left_s(now_s + pause_s) == 0.0
        if pause_s:
            assert attempts.pause_left_s(now_s + pause_s - 0.5) == 0.5
        now_s += pause_s
    assert pauses == [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600]
    assert FREE_TRIES == 5


def test_no_number_of_failures_is_too_many() -> None:
    assert Attempts(10**9, 0.0).pause_left_s(1.0) == 3599.0


def test_a_trial_counts_failures_and_forgets_them_upon_success() -> None:
    attempts = Attempts()
    for failures in range(1, FREE_TRIES):
        trial = try_pin("8306", KEPT, attempts, 10.0)
        assert (trial.right, trial.pause_s, trial.attempts) == (False, 0.0, Attempts(failures, 10.0))
        attempts = trial.attempts
    trial = try_pin(GOOD, KEPT, attempts, 11.0)
    assert (trial.right, trial.pause_s, trial.attempts) == (True, 0.0, Attempts())


def test_during_a_pause_even_the_right_pin_is_not_looked_at() -> None:
    attempts = Attempts(FREE_TRIES - 1, 5.0)
    trial = try_pin("8306", KEPT, attempts, 10.0)
    assert (trial.right, trial.pause_s) == (False, 30.0)
    held = try_pin(GOOD, KEPT, trial.attempts, 30.0)
    assert (held.right, held.pause_s, held.attempts) == (False, 10.0, trial.attempts)
    assert try_pin(GOOD, KEPT, trial.attempts, 40.0).right


def test_a_clock_set_back_begins_the_pause_anew_and_no_more() -> None:
    attempts = Attempts(FREE_TRIES, 1_000_000.0)
    assert attempts.pause_left_s(500.0) == 30.0
    held = try_pin(GOOD, KEPT, attempts, 500.0)
    assert (held.right, held.pause_s, held.attempts) == (False, 30.0, Attempts(FREE_TRIES, 500.0))
    assert try_pin(GOOD, KEPT, held.attempts, 530.0).right


def test_a_damaged_pin_is_no_free_pass() -> None:
    with pytest.raises(PinError):
        try_pin(GOOD, "nothing", Attempts(), 0.0)
