"""The demo source: synthetic people walk up, pause and leave; the last one is a stranger."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from faceapp.devices.demo_figure import Figure, Pose, compose, draw_lobby, walking, write_caption
from faceapp.devices.demo_people import DemoPerson, HeadPainter, demo_people, load_face_model
from faceapp.domain.errors import ConfigError, SourceError
from faceapp.domain.face_model import Coefficients, FaceModel
from faceapp.domain.records import Frame, Image

WIDTH_PX, HEIGHT_PX = 640, 480
NEAR_SCALE = 1.75  # the face is then about 170 px high
FAR_SCALE = 0.42

_EYES_Y_PX = 196.0
_ALONE_S = 0.6  # the empty lobby at first
_FADE_S = 0.5
_WALK_S = 3.2
_PAUSE_S = 2.5
_LEAVE_S = 1.3
_GAP_S = 1.8
_VISIT_S = _WALK_S + _PAUSE_S + _LEAVE_S + _GAP_S
_LOOK_S = 0.8  # from one look to the next
_PLAYED_LOOKS = 1000  # looks from here on are played; enrolment takes those from 0


class DemoSource:
    """Plays demo people before a lobby, 640x480.

    The same arguments always give the same frames.

    Args:
        people: Who comes, in this order; the shipped cast by default.
        fps: Frames per second of the source's own time.
        loop: Begin again after the last, without end.
    """

    name = "demo"
    live = False

    def __init__(self, people: Sequence[DemoPerson] | None = None, *, fps: float = 30.0, loop: bool = False) -> None:
        if not fps > 0:
            raise ValueError("fps must be positive")
        self._people = tuple(demo_people() if people is None else people)
        self._fps = fps
        self._loop = loop
        self._painter: HeadPainter | None = None
        self._background: Image | None = None
        self._figure: tuple[int, Figure] | None = None
        self._index = 0

    @property
    def duration_s(self) -> float:
        """How long one showing takes."""
        return _ALONE_S + len(self._people) * _VISIT_S

    def open(self) -> None:
        """Start with the empty lobby.

        Raises:
            SourceError: The face model is missing or damaged.
        """
        try:
            self._painter = HeadPainter(load_face_model())
        except ConfigError as error:
            raise SourceError(error.sentence, hint=error.hint) from error
        self._background = draw_lobby(WIDTH_PX, HEIGHT_PX)
        self._figure = None
        self._index = 0

    def read(self) -> Frame | None:
        """The next frame at once; whoever plays it sets the pace.

        Returns:
            The frame; None after the last one and when closed.
        """
        painter, background = self._painter, self._background
        if painter is None or background is None:
            return None
        index = self._index
        time_s = index / self._fps
        if not self._loop and time_s >= self.duration_s:
            return None
        self._index += 1
        image = self._draw(painter, background, time_s % self.duration_s)
        write_caption(image)
        return Frame(image, time_s, self.name, index)

    def close(self) -> None:
        """Release the face model."""
        self._painter = None
        self._background = None
        self._figure = None

    def _draw(self, painter: HeadPainter, background: Image, time_s: float) -> Image:
        visit, since_s = divmod(time_s - _ALONE_S, _VISIT_S)
        number = int(visit)
        if number < 0 or number >= len(self._people):
            return background.copy()
        pose = _pose(since_s, -1 if number % 2 else 1)
        if pose is None:
            return background.copy()
        figure = self._figure
        if figure is None or figure[0] != number:
            figure = (number, Figure(painter, painter.model.person(self._people[number].seed), number))
            self._figure = figure
        look, share = divmod(since_s / _LOOK_S, 1.0)
        before, after = (
            _look(painter.model, self._people[number].seed, _PLAYED_LOOKS + int(look) + step) for step in (0, 1)
        )
        return compose(background, figure[1], (before, after, _smooth(share)), pose)


def enrolment_pictures(person_index: int, count: int = 5) -> list[Image]:
    """Pictures to enrol one of the cast from; `DemoSource` never plays these looks.

    Args:
        person_index: Index into `demo_people()`.
        count: How many.

    Returns:
        RGB, uint8, (480, 640, 3) each.

    Raises:
        ConfigError: The shipped assets are missing.
        SourceError: The face model is damaged.
    """
    person = demo_people()[person_index]
    studio = DemoStudio()
    return [studio.picture(person.seed, number, clothes=person_index) for number in range(count)]


def sample_picture(person_seed: int, appearance_seed: int, size_px: tuple[int, int] = (HEIGHT_PX, WIDTH_PX)) -> Image:
    """A picture of any person of the face model; see `DemoStudio.picture`, which is faster for many."""
    return DemoStudio().picture(person_seed, appearance_seed, size_px)


class DemoStudio:
    """Takes single pictures of synthetic people.

    Args:
        model: The face model; the shipped one by default.

    Raises:
        ConfigError: The shipped assets are missing.
        SourceError: The face model is damaged.
    """

    def __init__(self, model: FaceModel | None = None) -> None:
        self.model = load_face_model() if model is None else model
        self._painter = HeadPainter(self.model)
        self._lobbies: dict[tuple[int, int], Image] = {}

    def picture(
        self,
        person_seed: int,
        appearance_seed: int,
        size_px: tuple[int, int] = (HEIGHT_PX, WIDTH_PX),
        *,
        clothes: int | None = None,
    ) -> Image:
        """Take a picture.

        Args:
            person_seed: Who; see `FaceModel.person`, and `FaceModel.people_apart` for several.
            appearance_seed: Light, expression and place; the same gives the same picture.
            size_px: Height and width.
            clothes: Which clothes, any number; the person's seed chooses by default.

        Returns:
            RGB, uint8, (height, width, 3). The face is about a third of the height.
        """
        height, width = size_px
        chance = np.random.default_rng((person_seed, appearance_seed))
        x, y, nearness, tilt_deg = chance.uniform((-0.05, -0.02, 0.85, -3.0), (0.05, 0.02, 1.0, 3.0))
        pose = Pose(
            eyes_px=(width / 2 + x * height, (_EYES_Y_PX / HEIGHT_PX + y) * height),
            scale=float(NEAR_SCALE * nearness * height / HEIGHT_PX),
            tilt_deg=float(tilt_deg),
        )
        figure = Figure(self._painter, self.model.person(person_seed), person_seed if clothes is None else clothes)
        look = _look(self.model, person_seed, appearance_seed)
        if size_px not in self._lobbies:
            self._lobbies[size_px] = draw_lobby(width, height)
        picture = compose(self._lobbies[size_px], figure, (look, look, 0.0), pose)
        write_caption(picture)
        return picture


def _look(model: FaceModel, person_seed: int, number: int) -> Coefficients:
    # Another person's look of the same number is another step.
    return model.appearance(model.person(person_seed), 100_000 * person_seed + number)


def _pose(since_s: float, side: int) -> Pose | None:
    """Where a person stands so many seconds after coming; None when gone. They leave to `side`."""
    if since_s < _WALK_S:
        # At an even pace the distance shrinks evenly; size is its inverse.
        share = _smooth(since_s / _WALK_S, ease=0.25)
        scale = 1 / ((1 - share) / FAR_SCALE + share / NEAR_SCALE)
        calm = min(1.0, (_WALK_S - since_s) / 0.4)
        x, y, tilt_deg = (calm * part for part in walking(since_s, scale))
        return Pose((WIDTH_PX / 2 + x, _EYES_Y_PX + y), scale, tilt_deg, min(1.0, since_s / _FADE_S))
    since_s -= _WALK_S
    if since_s < _PAUSE_S:
        breath = math.sin(math.pi * since_s / _PAUSE_S * 2)
        return Pose((WIDTH_PX / 2 + 2 * breath, _EYES_Y_PX), NEAR_SCALE * (1 + 0.005 * breath), 0.6 * breath)
    since_s -= _PAUSE_S
    if since_s < _LEAVE_S:
        share = since_s / _LEAVE_S
        away = side * 1.02 * WIDTH_PX * share**1.6
        return Pose((WIDTH_PX / 2 + away, _EYES_Y_PX + 6 * math.sin(9 * since_s) ** 2), NEAR_SCALE, -2.0 * side * share)
    return None


def _smooth(share: float, ease: float = 1.0) -> float:
    """From 0 to 1 without a jerk at the ends; with less `ease`, more evenly between."""
    return (1 - ease) * share + ease * share * share * (3 - 2 * share)
