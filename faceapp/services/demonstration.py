"""The demo people of a demonstration, enrolled like anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from faceapp.devices.demo import enrolment_pictures
from faceapp.devices.demo_people import demo_people
from faceapp.services.enrolment import EnrolmentReport, Picture


class EnrolsPictures(Protocol):
    """Enrols a person from pictures, as the application does."""

    def __call__(self, name: str, *, pictures: list[Picture], skip_unusable: bool) -> EnrolmentReport:
        """Enrol `name` from pictures in memory."""
        ...


def enrol_demo_people(enrol: EnrolsPictures) -> Iterator[str]:
    """Enrol every demo person but the stranger.

    Args:
        enrol: Enrols one person.

    Yields:
        The names, as they are enrolled.
    """
    for index, person in enumerate(demo_people()):
        if person.stranger:
            continue
        pictures = [
            Picture(image, f"synthetic picture {number + 1}") for number, image in enumerate(enrolment_pictures(index))
        ]
        yield enrol(person.name, pictures=pictures, skip_unusable=True).person.name
