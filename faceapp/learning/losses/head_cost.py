"""How much memory a classification head takes at very many identities."""

from __future__ import annotations

import math
from dataclasses import dataclass

BYTES_PER_NUMBER = 4  # float32, in which heads are kept and computed


@dataclass(frozen=True, slots=True)
class HeadCost:
    """Bytes that a head adds to a training step.

    Attributes:
        vectors: The class vectors, D numbers a class.
        gradient: Theirs; the optimiser takes it for all classes, though a sampled step fills few of its rows.
        momentum: What the optimiser keeps: once the vectors with SGD's momentum, twice with AdamW.
        sample: A copy of the chosen classes' vectors and its gradient; 0 where every class is compared with.
        logits: One number for each crop of the batch and each class compared with, and its gradient.
    """

    vectors: int
    gradient: int
    momentum: int
    sample: int
    logits: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.vectors + self.gradient + self.momentum + self.sample + self.logits


def head_cost(
    classes: int,
    embedding_size: int,
    *,
    batch_size: int,
    sample: float = 1.0,
    sub_centers: int = 1,
    momenta: int = 1,
) -> HeadCost:
    """Memory of a margin softmax head, without what the library allocates for a moment in between.

    Args:
        classes: Number of identities.
        embedding_size: Length of the embeddings (D).
        batch_size: Crops in a step, of all processes together.
        sample: Share of the classes that a step compares with.
        sub_centers: Vectors of each class.
        momenta: Numbers that the optimiser keeps for each of the head's: 1 for SGD, 2 for AdamW.

    Example:
        One million identities, D = 256, batch 128: vectors, gradient and momentum are 1.024 GB each and the logits
        1.024 GB; with a tenth of the classes sampled the logits are 0.102 GB, and the sample's copy 0.205 GB.
    """
    compared = min(classes, max(math.ceil(sample * classes), batch_size)) if sample < 1 else classes
    vectors = classes * sub_centers * embedding_size * BYTES_PER_NUMBER
    return HeadCost(
        vectors=vectors,
        gradient=vectors,
        momentum=momenta * vectors,
        sample=2 * compared * sub_centers * embedding_size * BYTES_PER_NUMBER if sample < 1 else 0,
        logits=2 * batch_size * compared * sub_centers * BYTES_PER_NUMBER,
    )


def head_cost_table(embedding_size: int = 256, batch_size: int = 128, sample: float = 0.1) -> str:
    """The Markdown table of `docs/losses.md`: full and sampled heads at 10,000, 1 million and 10 million identities."""
    lines = [
        "| identities | head | vectors | gradient | momentum | sample | logits | in all |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for classes in (10_000, 1_000_000, 10_000_000):
        for share in (1.0, sample):
            cost = head_cost(classes, embedding_size, batch_size=batch_size, sample=share)
            parts = (cost.vectors, cost.gradient, cost.momentum, cost.sample, cost.logits, cost.total)
            name = "full" if share == 1 else f"sampled, {share:.0%}"
            lines.append(f"| {classes:,} | {name} | " + " | ".join(f"{part / 1e9:.3f} GB" for part in parts) + " |")
    return "\n".join(lines)
