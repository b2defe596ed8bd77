"""No user name, password or token is left in what is shown or logged."""

from __future__ import annotations

import logging

import pytest

from faceapp.cli.log_lines import LogLines
from faceapp.domain.redaction import mask_credentials, redacted


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("guard:s3cret@cam/live", "***@cam/live"),
        ("rtsp:/guard:s3cret@cam/live", "rtsp:/***@cam/live"),
        ("C:\\doors\\front@2x.png", "C:\\doors\\front@2x.png"),
        ("/home/ada/a:b@2x.png", "/home/ada/a:b@2x.png"),
        ("photo@2x.png", "photo@2x.png"),
        ("", ""),
    ],
)
def test_what_looks_like_an_address_is_masked_and_files_are_not(address: str, masked: str) -> None:
    assert mask_credentials(address) == masked


def test_addresses_within_a_text_are_masked() -> None:
    said = "can't open 'rtsp://guard:s3@cret@cam/live' nor http://cam/v?token=s3cret&fps=5 (error 401)"
    assert redacted(said) == "can't open 'rtsp://***@cam/live' nor http://cam/v?token=***&fps=5 (error 401)"
    assert redacted("Nothing to hide: 12:30, a@b.") == "Nothing to hide: 12:30, a@b."


def test_a_line_of_the_log_holds_no_password_not_even_in_its_traceback() -> None:
    try:
        raise OSError("rtsp://guard:s3cret@cam/live timed out")
    except OSError as error:
        record = logging.LogRecord("faceapp", logging.ERROR, "", 0, "lost %s", ("http://a:s3cret@cam",), None)
        record.exc_info = (type(error), error, error.__traceback__)
    line = LogLines("faceapp: %(message)s").format(record)
    assert line.startswith("faceapp: lost http://***@cam") and "rtsp://***@cam/live timed out" in line
    assert "s3cret" not in line
