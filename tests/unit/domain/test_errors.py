"""Every error a user can meet says what happened and what to do next."""

from __future__ import annotations

import inspect

import pytest

from faceapp.domain import errors
from faceapp.domain.errors import DataDirectoryBusyError, FaceappError, StorageError

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, FaceappError)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_carries_a_sentence_and_a_hint(kind: type[FaceappError]) -> None:
    error = kind("The door is stuck.", hint="Oil it.")
    assert error.sentence == "The door is stuck."
    assert error.hint == "Oil it."
    assert str(error) == "The door is stuck. Oil it."


def test_what_is_summed_up_is_said_one_by_one() -> None:
    error = FaceappError("Two doors are stuck.", hint="Oil them.", details=["The left one.", "The right one."])
    assert error.details == ("The left one.", "The right one.")
    assert str(error) == "Two doors are stuck. The left one. The right one. Oil them."


def test_a_hint_cannot_be_left_out() -> None:
    with pytest.raises(TypeError):
        FaceappError("The door is stuck.")  # type: ignore[call-arg]


def test_a_busy_data_directory_is_a_storage_fault() -> None:
    assert issubclass(DataDirectoryBusyError, StorageError)
