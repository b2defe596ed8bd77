"""The demo source: synthetic people walk up, look, are judged and leave; the last one is a stranger."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import cv2
import numpy as np

from faceapp.devices.demo_face import FacePainter
from faceapp.devices.demo_figure import Figure, Traits
from faceapp.devices.demo_light import Light, lobby_light
from faceapp.devices.demo_lobby import corner_mask, draw_lobby, write_caption
from faceapp.devices.demo_people import DemoPerson, demo_people, load_face_model, traits_of
from faceapp.devices.demo_scene import EYES_SHARE, NEAR_SCALE, course_s, eased, stance, visits
from faceapp.devices.demo_turn import Pose, Turner
from faceapp.domain.errors import ConfigError, SourceError
from faceapp.domain.face_model import Coefficients, FaceModel
from faceapp.domain.records import Frame, Image

WIDTH_PX, HEIGHT_PX = 960, 720

_PAIR = 3  # the fourth comes while the third is still there
_LOOK_S = 1.7  # from one look to the next
_LOOKS = 3
_PLAYED_LOOKS = 1000  # looks from here on are played; enrolment takes those from 0
_EXPRESSION = 0.08  # how far a played look is from the person, see `FaceModel.appearance`
_STUDIO_FIGURES = 3  # kept, so that several pictures of one person are quick

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class DemoSource:
    """Plays demo people in a lobby, 960x720.

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
        self._course = visits(len(self._people), _PAIR)
        self._fps = fps
        self._loop = loop
        self._stage: _Stage | None = None
        self._index = 0

    @property
    def duration_s(self) -> float:
        """How long one showing takes."""
        return course_s(self._course)

    def open(self) -> None:
        """Start with the empty lobby.

        Raises:
            SourceError: The face model is missing or damaged.
        """
        try:
            self._stage = _Stage(load_face_model())
        except ConfigError as error:
            raise SourceError(error.sentence, hint=error.hint) from error
        self._index = 0

    def read(self) -> Frame | None:
        """The next frame at once; whoever plays it sets the pace.

        Returns:
            The frame; None after the last one and when closed.
        """
        stage = self._stage
        if stage is None:
            return None
        index = self._index
        time_s = index / self._fps
        if not self._loop and time_s >= self.duration_s:
            return None
        self._index += 1
        return Frame(self._draw(stage, time_s % self.duration_s), time_s, self.name, index, synthetic=True)

    def close(self) -> None:
        """Release the face model and the figures."""
        self._stage = None

    def _draw(self, stage: _Stage, time_s: float) -> Image:
        light = lobby_light(time_s / self.duration_s)
        frame = stage.lobby(light)
        shown = []
        for visit in self._course:
            person = self._people[visit.person]
            seen = stance(visit, time_s, person.seed, person.height, (WIDTH_PX, HEIGHT_PX))
            if seen is not None:
                shown.append((seen.body.scale, visit, seen))
        if not shown:
            stage.prepare(self._people)
        # From the farthest to the nearest.
        for _, visit, seen in sorted(shown, key=lambda part: (part[0], part[1].person)):
            person = self._people[visit.person]
            looks = stage.looks(person.seed)
            number, share = divmod((time_s - visit.start_s) / _LOOK_S, 1.0)
            before, after = (looks[(int(number) + step) % len(looks)] for step in (0, 1))
            stage.figure(visit.person, person.seed, person.traits).draw(
                frame,
                seen.head,
                seen.body,
                look=(before, after, eased(max(0.0, 2 * share - 1))),
                lids=seen.lids,
                hidden=stage.corner if seen.behind else None,
                light=light,
            )
        return frame


class _Stage:
    """What a playing source holds: one lobby, and a figure for each person who has come."""

    def __init__(self, model: FaceModel) -> None:
        self._model = model
        self._painter = FacePainter(model)
        self._turner = Turner()
        self._room = draw_lobby(WIDTH_PX, HEIGHT_PX)
        self.corner = corner_mask(WIDTH_PX, HEIGHT_PX)
        self._lit: tuple[tuple[int, ...], Image] | None = None
        self._figures: dict[int, Figure] = {}
        self._looks: dict[int, tuple[Coefficients, ...]] = {}

    def lobby(self, light: Light) -> Image:
        """The empty lobby under a light, to be drawn on."""
        gains = tuple(int(gain) for gain in np.round(256 * light.colour()))
        if self._lit is None or self._lit[0] != gains:
            table = np.arange(256)[:, np.newaxis] * np.array(gains) / 256
            table = np.clip(table.round(), 0, 255).astype(np.uint8)[np.newaxis]
            self._lit = (gains, np.asarray(cv2.LUT(self._room, table), dtype=np.uint8))
        return self._lit[1].copy()

    def looks(self, seed: int) -> tuple[Coefficients, ...]:
        """A person's played looks."""
        if seed not in self._looks:
            self._looks[seed] = tuple(
                _look(self._model, seed, _PLAYED_LOOKS + number, _EXPRESSION) for number in range(_LOOKS)
            )
        return self._looks[seed]

    def prepare(self, people: Sequence[DemoPerson]) -> None:
        """Paint the first figure that is not yet painted: in the empty lobby nobody sees that it takes a moment."""
        for number, person in enumerate(people):
            if number not in self._figures:
                self.figure(number, person.seed, person.traits)
                return

    def figure(self, number: int, seed: int, traits: Traits) -> Figure:
        """A person's figure."""
        if number not in self._figures:
            self._figures[number] = Figure(self._painter, self._turner, self._model.person(seed), traits, seed)
            for look in self.looks(seed):
                self._figures[number].prepare(look)
        return self._figures[number]


def enrolment_pictures(person_index: int, count: int = 5) -> list[Image]:
    """Pictures to enrol one of the cast from; `DemoSource` never plays these looks.

    Args:
        person_index: Index into `demo_people()`.
        count: How many.

    Returns:
        RGB, uint8, (HEIGHT_PX, WIDTH_PX, 3) each.

    Raises:
        ConfigError: The shipped assets are missing.
        SourceError: The face model is damaged.
    """
    person = demo_people()[person_index]
    studio = DemoStudio()
    return [studio.picture(person.seed, number) for number in range(count)]


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
        self._painter = FacePainter(self.model)
        self._turner = Turner()
        self._lobbies: OrderedDict[tuple[int, int], Image] = OrderedDict()
        self._figures: OrderedDict[int, Figure] = OrderedDict()

    def picture(
        self, person_seed: int, appearance_seed: int, size_px: tuple[int, int] = (HEIGHT_PX, WIDTH_PX)
    ) -> Image:
        """Take a picture.

        Args:
            person_seed: Who; see `FaceModel.person`, and `FaceModel.people_apart` for several. Those of the
                cast look as they do in the demo.
            appearance_seed: Light, expression, turn and place; the same gives the same picture.
            size_px: Height and width.

        Returns:
            RGB, uint8, (height, width, 3). The face is about a third of the height.
        """
        height, width = size_px
        chance = np.random.default_rng((person_seed, appearance_seed))
        x, y, nearness, roll, yaw, pitch, side, warmth = chance.uniform(
            (-0.05, -0.02, 0.85, -3.0, -9.0, -5.0, -0.7, -0.6), (0.05, 0.02, 1.0, 3.0, 9.0, 5.0, 0.7, 0.6)
        )
        eyes = (float(width / 2 + x * height), float((EYES_SHARE + y) * height))
        scale = float(NEAR_SCALE * nearness * height / 480)
        body = Pose(eyes, scale, roll_deg=float(roll) / 3)
        head = Pose(eyes, scale, float(yaw), float(pitch), float(roll))
        look = _look(self.model, person_seed, appearance_seed)
        picture = _kept(self._lobbies, (width, height), lambda: draw_lobby(width, height)).copy()
        self._figure(person_seed).draw(
            picture, head, body, look=(look, look, 0.0), light=Light(float(side), -0.2, float(warmth))
        )
        write_caption(picture)
        return picture

    def _figure(self, seed: int) -> Figure:
        traits = next((person.traits for person in demo_people() if person.seed == seed), None)
        return _kept(
            self._figures,
            seed,
            lambda: Figure(self._painter, self._turner, self.model.person(seed), traits or traits_of(seed), seed),
        )


def _kept(store: OrderedDict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    """What a store of bounded size holds for a key, made if need be."""
    if key not in store:
        store[key] = make()
        if len(store) > _STUDIO_FIGURES:
            store.popitem(last=False)
    store.move_to_end(key)
    return store[key]


def _look(model: FaceModel, person_seed: int, number: int, step: float = 0.12) -> Coefficients:
    # Another person's look of the same number is another step.
    return model.appearance(model.person(person_seed), 100_000 * person_seed + number, step)
