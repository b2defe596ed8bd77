"""`faceapp bench`: how fast this machine is, beside facenet-pytorch's plain loop."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer

from faceapp.cli.context import write_json
from faceapp.config import Settings
from faceapp.domain.errors import FaceappError
from faceapp.domain.records import Frame

if TYPE_CHECKING:
    from faceapp.app import Application

TEMPLATES_EACH = 5


def bench(
    source: Annotated[str, typer.Option(help="Recording to measure on.")] = "demo",
    people: Annotated[int, typer.Option(help="Size of the gallery, random templates.", min=1)] = 1000,
    frames: Annotated[int, typer.Option(help="Frames to measure.", min=20)] = 300,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Measure recognition on this machine; prints medians."""
    with tempfile.TemporaryDirectory(prefix="faceapp-bench-") as directory:
        result = _measure(Path(directory), source, people, frames)
    if as_json:
        write_json(result)
        return
    typer.echo(f"{result['frames']} frames of {source}, {people} people enrolled, {result['threads']} threads")
    for stage, value in result["median_ms"].items():
        typer.echo(f"  {stage:28}{value:8.1f} ms")
    typer.echo(f"  frames/s, sustained         {result['frames_per_s']:8.1f}")
    typer.echo(f"  facenet-pytorch's loop      {result['plain_loop_frames_per_s']:8.1f} frames/s")
    typer.echo(f"  ratio                       {result['ratio']:8.1f}")
    typer.echo(f"  start to first frame        {result['start_to_first_frame_s']:8.1f} s (median of 3)")
    latencies = result["decision_latency_s"]
    shown = f"{statistics.median(latencies):.2f} s median, {max(latencies):.2f} s longest" if latencies else "none"
    typer.echo(f"  first usable frame to grant at the recording's own speed: {shown}, of {len(latencies)} grant(s)")
    memory_gb = result["peak_memory_gb"]
    typer.echo("  peak memory of the door     " + ("unknown here" if memory_gb is None else f"{memory_gb:8.2f} GB"))


@dataclass(frozen=True, slots=True)
class _Child:
    """A run of the door in a process of its own."""

    elapsed_s: float
    output: str
    peak_bytes: int | None


@dataclass(frozen=True, slots=True)
class _Pace:
    """Rate and median duration of a loop over frames."""

    frames_per_s: float
    median_ms: float


def _measure(directory: Path, spec: str, people: int, count: int) -> dict[str, Any]:
    import torch

    from faceapp.app import Application

    application = Application.open(directory, Settings(), exclusive=False)
    try:
        frames = _read(application, spec, count)
        _enrol_random(application, people)
        stages, ours = _our_loop(application, frames)
        plain = _plain_loop(frames)
        threads = torch.get_num_threads()
    finally:
        application.close()
    first_s = statistics.median(_child(directory, spec, ["--frames", "1"]).elapsed_s for _ in range(3))
    latencies, peak_bytes = _at_own_speed(directory, spec)
    return {
        "source": spec,
        "frames": len(frames),
        "people": people,
        "threads": threads,
        "median_ms": stages,
        "frames_per_s": round(ours.frames_per_s, 2),
        "plain_loop_frames_per_s": round(plain.frames_per_s, 2),
        "ratio": round(ours.frames_per_s / plain.frames_per_s, 2),
        "start_to_first_frame_s": round(first_s, 2),
        "decision_latency_s": latencies,
        "peak_memory_gb": None if peak_bytes is None else round(peak_bytes / 1e9, 3),
    }


def _read(application: Application, spec: str, count: int) -> list[Frame]:
    """Frames with a person in them as far as the recording has them: the middle of it."""
    source = application.source(spec)
    source.open()
    try:
        everything = list(islice(iter(source.read, None), 4 * count))
    finally:
        source.close()
    start = max(0, (len(everything) - count) // 2)
    return everything[start : start + count]


def _enrol_random(application: Application, people: int) -> None:
    """Fill the database with random templates: strangers to everybody."""
    from faceapp.storage.people import NewTemplate, PeopleRepository

    random = np.random.default_rng(0)
    size = application.card.network.embedding_size
    with closing(application.database()) as database:
        repository = PeopleRepository(database)
        for index in range(people):
            rows = random.standard_normal((TEMPLATES_EACH, size)).astype(np.float32)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            templates = [NewTemplate(row, application.card.encoder_id, 1.0, "random") for row in rows]
            repository.enrol(f"Random {index + 1}", templates, datetime.now(UTC))


def _our_loop(application: Application, frames: list[Frame]) -> tuple[dict[str, float], _Pace]:
    """Detect, track, judge quality, align, encode and search on every frame."""
    from faceapp.vision.alignment import align
    from faceapp.vision.detector import FaceDetector
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.quality import assess
    from faceapp.vision.tracker import Tracker, TrackerSettings

    settings = application.settings
    encoder = Encoder.load(application.model_dir, settings.encoder.device)
    detector = FaceDetector(
        encoder.device, min_face_px=settings.detection.min_face_px, max_side_px=settings.detection.max_side_px
    )
    tracker = Tracker(TrackerSettings())
    gallery, limits, card = application.gallery(), application.quality_limits, encoder.card
    times: dict[str, list[float]] = {"detect": [], "track": [], "align and quality": [], "encode": [], "search": []}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        result = work()
        times[stage].append(1000 * (time.perf_counter() - started))
        return result

    def one(frame: Frame) -> None:
        faces = timed("detect", lambda: detector.detect(frame.image))
        tracks = timed("track", lambda: tracker.update(faces, frame.time_s)).tracks
        if not tracks:
            return
        face = max(tracks, key=lambda track: track.face.size_px).face

        def crop_and_judge() -> Any:
            crop = align(frame.image, face.landmarks_px, card.template, card.input.size_px)
            assess(frame.image, face, crop, limits)
            return crop

        crop = timed("align and quality", crop_and_judge)
        embedding = timed("encode", lambda: encoder.encode(crop[np.newaxis]))
        timed("search", lambda: gallery.search(embedding))

    pace = _pace(one, frames)
    stages = {stage: round(statistics.median(values), 2) for stage, values in times.items() if values}
    return {**stages, "whole frame": round(pace.median_ms, 2)}, pace


def _plain_loop(frames: list[Frame]) -> _Pace:
    """facenet-pytorch as its README shows it: MTCNN as it comes, then InceptionResnetV1, weights random."""
    import torch
    from facenet_pytorch import MTCNN, InceptionResnetV1
    from PIL import Image as PillowImage

    mtcnn = MTCNN()
    network = InceptionResnetV1().eval()

    def one(frame: Frame) -> None:
        with torch.inference_mode():
            crop = mtcnn(PillowImage.fromarray(frame.image))
            if crop is not None:
                network(crop.unsqueeze(0))

    # Every third frame is enough for its rate, and it is slow.
    return _pace(one, frames[::3])


def _pace(one: Callable[[Frame], None], frames: list[Frame]) -> _Pace:
    for frame in frames[:5]:  # the first passes choose kernels and fill caches
        one(frame)
    durations = []
    started = time.perf_counter()
    for frame in frames:
        begun = time.perf_counter()
        one(frame)
        durations.append(1000 * (time.perf_counter() - begun))
    return _Pace(len(frames) / (time.perf_counter() - started), statistics.median(durations))


def _child(directory: Path, spec: str, options: list[str]) -> _Child:
    """Run the door in a process of its own."""
    command = [sys.executable, "-m", "faceapp", "--data-dir", str(directory), "run", "--source", spec, "--json"]
    started = time.perf_counter()
    peak_bytes: int | None = None
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            peak_bytes = _peak_memory(process.pid) or peak_bytes
            time.sleep(0.05)
        output = process.stdout.read() if process.stdout is not None else ""
    if process.returncode:
        raise FaceappError("The measured run failed.", hint="Its message stands above.")
    return _Child(time.perf_counter() - started, output, peak_bytes)


def _peak_memory(pid: int) -> int | None:
    """Peak resident memory of a running process in bytes; None where the system does not tell.

    `getrusage` would count the memory of the process that started it, too.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return 1024 * int(found[1]) if found else None


def _at_own_speed(directory: Path, spec: str) -> tuple[list[float], int | None]:
    """Enrol the demo people among the random ones and play the recording at its own speed."""
    from faceapp.app import Application
    from faceapp.services.demonstration import enrol_demo_people

    if spec == "demo":
        application = Application.open(directory, Settings(), exclusive=False)
        list(enrol_demo_people(application.enrol))
        application.close()
    child = _child(directory, spec, [])
    lines = [json.loads(line) for line in child.output.splitlines()]
    granted = [line["latency_ms"] / 1000 for line in lines if line["outcome"] == "granted"]
    return granted, child.peak_bytes
