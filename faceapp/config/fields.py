"""The settings described one by one, read off their declarations: what a form, a check or a message goes by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal, cast, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from faceapp.config.settings import Settings, SettingsRuleError, TakesEffect
from faceapp.domain.messages import Message

Key = tuple[str, str]
Value = bool | int | float | str


class Kind(StrEnum):
    """What kind of value a setting has."""

    SWITCH = "switch"
    WHOLE = "whole"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"


# A name's last word says the unit.
_UNITS = {
    "px": Message("pixels"),
    "s": Message("seconds"),
    "deg": Message("degrees"),
    "days": Message("days"),
    "fps": Message("pictures a second"),
}

# What pydantic says of a value that is not of a setting's kind at all.
_OF_ANOTHER_KIND = frozenset(
    {
        "bool_parsing",
        "bool_type",
        "finite_number",
        "float_parsing",
        "float_type",
        "int_from_float",
        "int_parsing",
        "int_parsing_size",
        "int_type",
        "literal_error",
        "string_type",
        "string_unicode",
    }
)

# Of a rule that nobody has put into words: pydantic's own would be English in every language. A test sees that no
# setting has one.
NO_WORDS = Message("That is not possible.")


@dataclass(frozen=True, slots=True)
class SettingField:
    """One setting.

    Attributes:
        section: Its table in the file.
        name: Its entry there.
        title: What it is called.
        description: What it does.
        kind: What kind of value it has.
        unit: Of the value; empty where it has none.
        choices: What there is to choose from; empty for other kinds.
        low: Smallest value; None where there is none.
        high: Largest value.
        low_open: Whether the smallest itself is too small.
        high_open: Whether the largest itself is too large.
        default: What holds where the file says nothing.
        takes_effect: What must be started again for a change to hold.
    """

    section: str
    name: str
    title: str
    description: str
    kind: Kind
    unit: str
    choices: tuple[str, ...]
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    default: Value
    takes_effect: TakesEffect

    @property
    def key(self) -> Key:
        """Section and name."""
        return self.section, self.name


@dataclass(frozen=True, slots=True)
class SettingSection:
    """Settings that belong together.

    Attributes:
        name: Their table in the file.
        title: What they are called.
        description: What they are about.
        fields: The settings.
    """

    name: str
    title: str
    description: str
    fields: tuple[SettingField, ...]


@cache
def setting_sections() -> tuple[SettingSection, ...]:
    """Every setting there is, in the order of the file's description."""
    sections = []
    for name, info in Settings.model_fields.items():
        model = cast(type[BaseModel], info.annotation)
        fields = tuple(_field(name, model, entry, found) for entry, found in model.model_fields.items())
        heading: str = getattr(model, "heading", "") or name.capitalize()
        sections.append(SettingSection(name, heading, (model.__doc__ or "").strip().split("\n")[0], fields))
    return tuple(sections)


def setting_field(key: Key) -> SettingField:
    """A setting by section and name."""
    return next(field for section in setting_sections() for field in section.fields if field.key == key)


def range_words(field: SettingField) -> Message | None:
    """What a setting may be, in words; None where anything may stand there."""
    if field.kind not in (Kind.WHOLE, Kind.NUMBER):
        return None
    low, high = _number(field.low), _number(field.high)
    match (field.low is not None, field.high is not None, field.low_open, field.high_open):
        case (True, True, False, False):
            return Message("From {low} to {high}.", low=low, high=high)
        case (True, True, True, False):
            return Message("More than {low}, and at most {high}.", low=low, high=high)
        case (True, True, False, True):
            return Message("At least {low}, and less than {high}.", low=low, high=high)
        case (True, True, True, True):
            return Message("More than {low}, and less than {high}.", low=low, high=high)
        case (True, False, False, _):
            return Message("At least {low}.", low=low)
        case (True, False, True, _):
            return Message("More than {low}.", low=low)
        case (False, True, _, False):
            return Message("At most {high}.", high=high)
        case (False, True, _, True):
            return Message("Less than {high}.", high=high)
    return None


def allowed_words(field: SettingField, fault: ErrorDetails) -> Message:
    """What a setting may be, as far as a value that was refused leaves it in doubt.

    Args:
        field: The setting.
        fault: What pydantic says of the value.
    """
    match fault["type"]:
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            words = range_words(field)
            assert words is not None  # it has a bound
            return words
        case rule if rule in _OF_ANOTHER_KIND:
            return _needed_words(field)
    return NO_WORDS


def rule_of(fault: ErrorDetails) -> SettingsRuleError | None:
    """The rule between several settings that a fault is about, if it is about one."""
    error = fault.get("ctx", {}).get("error")
    return error if isinstance(error, SettingsRuleError) else None


def _field(section: str, model: type[BaseModel], name: str, info: FieldInfo) -> SettingField:
    low, high, low_open, high_open = None, None, False, False
    for rule in info.metadata:
        match rule:  # their types say only that a bound compares; the settings' are numbers
            case Ge(ge=value):
                low = float(value)  # type: ignore[arg-type]
            case Gt(gt=value):
                low, low_open = float(value), True  # type: ignore[arg-type]
            case Le(le=value):
                high = float(value)  # type: ignore[arg-type]
            case Lt(lt=value):
                high, high_open = float(value), True  # type: ignore[arg-type]
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    effect = extra.get("takes_effect", getattr(model, "takes_effect", "program"))
    choices = get_args(info.annotation) if get_origin(info.annotation) is Literal else ()
    return SettingField(
        section=section,
        name=name,
        title=info.title or name.replace("_", " ").capitalize(),
        description=info.description or "",
        kind=_kind(info.annotation, choices),
        unit=_UNITS.get(name.rsplit("_", 1)[-1], ""),
        choices=tuple(str(choice) for choice in choices),
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        default=cast(Value, info.default),
        takes_effect=cast(TakesEffect, effect),
    )


def _kind(annotation: Any, choices: tuple[object, ...]) -> Kind:
    if choices:
        return Kind.CHOICE
    return {bool: Kind.SWITCH, int: Kind.WHOLE, float: Kind.NUMBER}.get(annotation, Kind.TEXT)


def _needed_words(field: SettingField) -> Message:
    match field.kind:
        case Kind.WHOLE:
            return Message("A whole number is needed.")
        case Kind.NUMBER:
            return Message("A number is needed.")
        case Kind.CHOICE:
            return Message("Choose one of: {choices}.", choices=", ".join(field.choices))
        case Kind.SWITCH:
            return Message("It is true or false.")
        case Kind.TEXT:
            return Message("A text in quotation marks is needed.")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if math.isclose(value, round(value)) else f"{value:g}"
