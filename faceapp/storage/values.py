"""How records' values lie in SQLite: instants as UTC text, embeddings as little-endian float32."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from faceapp.domain.records import Embedding

# float32 arithmetic leaves a unit vector of 512 numbers within 1e-6 of length 1; anything this far off was never one.
UNIT_NORM_TOLERANCE = 1e-3

MAX_ID = 2**63 - 1  # SQLite's integers


def instant_to_text(instant: datetime) -> str:
    """Write an instant as ISO 8601 in UTC with microseconds, so that text order is time order.

    Raises:
        ValueError: The instant has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def instant_from_text(text: str) -> datetime:
    """Read what `instant_to_text` wrote.

    Raises:
        ValueError: The text is no instant with a time zone.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return instant.astimezone(UTC)


def storable_text(text: str) -> str:
    """Replace what UTF-8 cannot hold, such as the bytes of an undecodable file name."""
    return text.encode("utf-8", "replace").decode("utf-8")


def embedding_to_bytes(embedding: Embedding) -> bytes:
    """Write an embedding.

    Args:
        embedding: Unit float32 (D,).

    Raises:
        ValueError: It is no finite unit vector.
    """
    vector = np.asarray(embedding, dtype=np.float32)
    _check_unit(vector)
    return vector.astype("<f4").tobytes()


def embedding_from_bytes(data: bytes, embedding_size: int) -> Embedding:
    """Read what `embedding_to_bytes` wrote.

    Args:
        data: The stored bytes.
        embedding_size: How many numbers they must hold.

    Returns:
        Unit float32 (embedding_size,), writable and in the machine's byte order.

    Raises:
        ValueError: The length is another, or it is no finite unit vector.
    """
    if len(data) != 4 * embedding_size:
        raise ValueError(f"{len(data)} bytes instead of {4 * embedding_size}")
    vector = np.frombuffer(data, dtype="<f4").astype(np.float32)
    _check_unit(vector)
    return vector


def _check_unit(vector: Embedding) -> None:
    if vector.ndim != 1 or vector.size == 0:
        raise ValueError(f"an embedding of shape {vector.shape}")
    if not np.isfinite(vector).all():
        raise ValueError("an embedding that is not finite")
    norm = float(np.linalg.norm(vector.astype(np.float64)))
    if abs(norm - 1.0) > UNIT_NORM_TOLERANCE:
        raise ValueError(f"an embedding of length {norm:.4f} instead of 1")
