"""The form of the settings against the settings themselves: complete, and of one mind with pydantic."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import cast

import pytest
from annotated_types import Ge, Gt, Le, Lt
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from faceapp.config import Settings
from faceapp.config.fields import NO_WORDS, allowed_words
from faceapp.services.settings_form import (
    Kind,
    SettingField,
    adoptable,
    faults,
    range_words,
    setting_field,
    setting_sections,
    value_of,
    with_changes,
)

FIELDS = [field for section in setting_sections() for field in section.fields]
NUMBERS = [field for field in FIELDS if field.kind in (Kind.WHOLE, Kind.NUMBER)]


def test_every_setting_is_there_once_with_its_default() -> None:
    plain = {
        (section, name): value for section, values in Settings().model_dump().items() for name, value in values.items()
    }
    assert {field.key: field.default for field in FIELDS} == plain
    assert len(FIELDS) == len(plain)
    for field in FIELDS:
        assert type(value_of(Settings(), field.key)) is type(field.default)


@pytest.mark.parametrize("section", setting_sections(), ids=lambda section: section.name)
def test_every_setting_explains_itself(section: object) -> None:
    described = type(Settings()).model_fields[section.name].annotation  # type: ignore[attr-defined]
    assert described.heading, f"[{section.name}] needs a heading"  # type: ignore[attr-defined]
    for field in section.fields:  # type: ignore[attr-defined]
        info = described.model_fields[field.name]
        assert info.title, f"{field.key} needs a title"
        assert info.description, f"{field.key} needs a description"


def test_kinds_units_and_effects() -> None:
    def told(*key: str) -> tuple[object, ...]:
        field = setting_field((key[0], key[1]))
        return field.kind, str(field.unit), field.takes_effect

    assert told("camera", "width_px") == (Kind.WHOLE, "pixels", "camera")
    assert told("camera", "fps") == (Kind.NUMBER, "pictures a second", "camera")
    assert told("quality", "max_yaw_deg") == (Kind.NUMBER, "degrees", "camera")
    assert told("decision", "target_fmr") == (Kind.NUMBER, "", "program")
    assert told("encoder", "device") == (Kind.CHOICE, "", "program")
    assert told("enrolment", "keep_crops") == (Kind.SWITCH, "", "at_once")
    assert told("events", "keep_days") == (Kind.WHOLE, "days", "at_once")
    assert setting_field(("encoder", "device")).choices == ("auto", "cpu", "cuda", "mps")


@given(st.sampled_from(NUMBERS), st.floats(-20, 10_000) | st.integers(-5, 10_000))
def test_ranges_are_pydantics(field: object, value: float) -> None:
    assert field in NUMBERS
    number = setting_field(field.key)  # type: ignore[attr-defined]
    whole = number.kind is not Kind.WHOLE or float(value).is_integer()
    low = number.low is None or (value > number.low if number.low_open else value >= number.low)
    high = number.high is None or (value < number.high if number.high_open else value <= number.high)
    fault = faults(Settings(), {number.key: value}).get(number.key)
    possible = whole and low and high
    if number.key in (("decision", "window_s"), ("decision", "min_span_s")) and possible:
        return  # their rule together is another test's matter
    assert (fault is None) is possible
    if fault is not None and whole:
        assert fault == range_words(number)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (("camera", "width_px"), "wide", "A whole number is needed."),
        (("camera", "width_px"), 640.5, "A whole number is needed."),
        (("camera", "width_px"), "", "A whole number is needed."),
        (("camera", "fps"), "fast", "A number is needed."),
        (("camera", "fps"), math.inf, "More than 0, and at most 240."),
        (("camera", "width_px"), 1, "From 160 to 7680."),
        (("quality", "min_size_px"), 1, "From 16 to 2000."),
        (("decision", "target_fmr"), 1, "More than 0, and less than 1."),
        (("events", "keep_days"), math.inf, "A whole number is needed."),
        (("camera", "fps"), "\ud800", "A number is needed."),
        (("camera", "source"), None, "A text in quotation marks is needed."),
        (("enrolment", "keep_crops"), "x", "It is true or false."),
        (("encoder", "device"), "abacus", "Choose one of: auto, cpu, cuda, mps."),
    ],
)
def test_faults_in_plain_words(key: tuple[str, str], value: object, words: str) -> None:
    assert faults(Settings(), {key: value}) == {key: words}  # type: ignore[dict-item]


BROKEN: tuple[object, ...] = (
    "", "x", "\ud800", "9" * 5000, "1e999", "nan", None, [], {}, b"\xff", 0.5, 1e300, -1e300, -1, 10**30,
    math.nan, math.inf, -math.inf,
)  # fmt: skip


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: ".".join(field.key))
def test_every_rule_of_a_setting_has_words_of_our_own(field: SettingField) -> None:
    info = type(getattr(Settings(), field.section)).model_fields[field.name]
    unknown = [rule for rule in info.metadata if not isinstance(rule, Ge | Gt | Le | Lt)]
    assert not unknown, "put such a rule into words in faceapp.config.fields, and break it here"
    refused = {repr(value): faults(Settings(), {field.key: value}) for value in BROKEN}  # type: ignore[dict-item]
    told = {value: said[field.key] for value, said in refused.items() if said}
    assert len(told) >= 3
    for value, words in told.items():
        assert words.template != NO_WORDS.template, f"{value} breaks a rule without words"
        assert "{rule}" not in words.template, f"{value} is told in pydantic's words: {words}"


def test_a_rule_without_words_is_never_told_in_pydantics() -> None:
    fault = cast(ErrorDetails, {"type": "string_too_short", "loc": (), "msg": "String should have ...", "input": ""})
    assert allowed_words(setting_field(("encoder", "model")), fault) == NO_WORDS


def test_a_rule_of_several_settings_is_told_of_each_that_was_changed() -> None:
    window, span = ("decision", "window_s"), ("decision", "min_span_s")
    words = (
        "The shortest time of a grant (min_span_s) must be less than the time that counts (window_s), "
        "or nobody could ever be granted."
    )
    assert faults(Settings(), {window: 0.2}) == {window: words}
    assert faults(Settings(), {window: 0.2, span: 0.25, ("camera", "fps"): 15}) == {window: words, span: words}
    assert faults(Settings(), {window: 0.2, span: 0.1}) == {}


def test_what_takes_a_start_of_the_program_stays_as_it_is() -> None:
    before = with_changes(Settings(), {("encoder", "device"): "cpu", ("camera", "fps"): 15})
    after = with_changes(Settings(), {("encoder", "model"): "other", ("ui", "sound"): True})
    assert adoptable(before, after) == with_changes(before, {("camera", "fps"): 30, ("ui", "sound"): True})


def test_numbers_may_be_typed() -> None:
    assert faults(Settings(), {("camera", "width_px"): "800"}) == {}
    assert with_changes(Settings(), {("camera", "width_px"): "800"}).camera.width_px == 800
    with pytest.raises(ValidationError):
        with_changes(Settings(), {("camera", "width_px"): "many"})


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open", "words"),
    [
        (0.0, None, True, False, "More than 0."),
        (None, 5.0, False, False, "At most 5."),
        (None, 0.5, False, True, "Less than 0.5."),
        (1.0, 2.0, False, True, "At least 1, and less than 2."),
        (None, None, False, False, None),
    ],
)
def test_ranges_in_words(
    low: float | None, high: float | None, low_open: bool, high_open: bool, words: str | None
) -> None:
    field = replace(NUMBERS[0], low=low, high=high, low_open=low_open, high_open=high_open)
    assert range_words(field) == words
    assert range_words(setting_field(("encoder", "model"))) is None
