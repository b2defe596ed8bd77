"""Settings as a form shows them: changed together, and checked by their own rules, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from pydantic import ValidationError

from faceapp.config import Settings
from faceapp.config.fields import (
    Key,
    Kind,
    SettingField,
    SettingSection,
    Value,
    allowed_words,
    range_words,
    rule_of,
    setting_field,
    setting_sections,
)
from faceapp.domain.messages import Message

__all__ = [
    "Key",
    "Kind",
    "SettingField",
    "SettingSection",
    "Value",
    "adoptable",
    "faults",
    "range_words",
    "setting_field",
    "setting_sections",
    "value_of",
    "with_changes",
]


def value_of(settings: Settings, key: Key) -> Value:
    """The value of a setting."""
    return cast(Value, getattr(getattr(settings, key[0]), key[1]))


def with_changes(settings: Settings, changes: Mapping[Key, Value]) -> Settings:
    """The settings with other values.

    Raises:
        ValidationError: One of them is not possible.
    """
    values = settings.model_dump()
    for (section, name), value in changes.items():
        values[section][name] = value
    return Settings.model_validate(values)


def adoptable(before: Settings, after: Settings) -> Settings:
    """Settings as far as they can be taken up by a program that runs with others.

    Args:
        before: What it runs with: those that take a start of the program stay.
        after: What all the others become.
    """
    keys = [field.key for section in setting_sections() for field in section.fields if field.takes_effect == "program"]
    return with_changes(after, {key: value_of(before, key) for key in keys})


def faults(settings: Settings, changes: Mapping[Key, Value]) -> dict[Key, Message]:
    """What is wrong with changes, in plain words.

    Args:
        settings: What holds without them.
        changes: Values as they were typed or chosen; a number may be a text.

    Returns:
        By setting; what only several together make impossible is told of each of these that is changed.
    """
    try:
        with_changes(settings, changes)
    except ValidationError as error:
        told: dict[Key, Message] = {}
        for fault in error.errors():
            if len(fault["loc"]) >= 2:
                key = str(fault["loc"][0]), str(fault["loc"][1])
                told.setdefault(key, allowed_words(setting_field(key), fault))
                continue
            rule = rule_of(fault)
            assert rule is not None  # a form changes values only, so that nothing else can be wrong with a section
            for key in changes:
                if key[0] == fault["loc"][0] and key[1] in rule.names:
                    told.setdefault(key, rule.rule)
        return told
    return {}
