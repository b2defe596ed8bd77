"""The papers' formulas for pair losses, one number at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

Rows = Sequence[Sequence[float]]
Labels = Sequence[int]
# Cosines of anchors with references, labels of both; the first references are the anchors.
Formula = Callable[[Rows, Labels, Labels], float]


def cosines_of(anchors: Rows, references: Rows) -> list[list[float]]:
    def cosine(x: Sequence[float], y: Sequence[float]) -> float:
        return sum(a * b for a, b in zip(x, y, strict=True)) / math.hypot(*x) / math.hypot(*y)

    return [[cosine(x, y) for y in references] for x in anchors]


def distance(cosine: float) -> float:
    return math.sqrt(max(0.0, 2 - 2 * cosine))


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def positives(i: int, labels: Labels, others: Labels) -> list[int]:
    return [j for j, label in enumerate(others) if label == labels[i] and j != i]


def negatives(i: int, labels: Labels, others: Labels) -> list[int]:
    return [j for j, label in enumerate(others) if label not in (labels[i], -1)]


def mated_in_batch(labels: Labels) -> list[tuple[int, int]]:
    return [(i, j) for i in range(len(labels)) for j in range(len(labels)) if i != j and labels[i] == labels[j]]


def contrastive(s: Rows, labels: Labels, others: Labels, margin: float = 1.0) -> float:
    mated, non_mated = [], []
    for i in range(len(labels)):
        mated += [distance(s[i][j]) ** 2 / 2 for j in positives(i, labels, others)]
        violations = [margin - distance(s[i][j]) for j in negatives(i, labels, others)]
        non_mated += [violation**2 / 2 for violation in violations if violation > 0]
    return mean(mated) + mean(non_mated)


def triplet(s: Rows, labels: Labels, others: Labels, margin: float = 0.2) -> float:
    violations = []
    for a in range(len(labels)):
        for p in positives(a, labels, others):
            for n in negatives(a, labels, others):
                violations.append(distance(s[a][p]) ** 2 - distance(s[a][n]) ** 2 + margin)
    return mean([violation for violation in violations if violation > 0])


def lifted_structure(s: Rows, labels: Labels, others: Labels, margin: float = 1.0) -> float:
    terms = []
    for i, j in mated_in_batch(labels):
        inside = sum(math.exp(margin - distance(s[i][k])) for k in negatives(i, labels, others))
        inside += sum(math.exp(margin - distance(s[j][k])) for k in negatives(j, labels, others))
        smooth = math.log(inside) + distance(s[i][j]) if inside else -math.inf
        terms.append(max(0.0, smooth) ** 2)
    return sum(terms) / (2 * len(terms)) if terms else 0.0


def n_pair(s: Rows, labels: Labels, others: Labels, scale: float = 16.0) -> float:
    crops: dict[int, list[int]] = {}
    for i, label in enumerate(labels):
        crops.setdefault(label, []).append(i)
    terms = []
    for turn in range(len(labels)):
        pairs = [rows[2 * turn : 2 * turn + 2] for rows in crops.values()]
        pairs = [pair for pair in pairs if len(pair) == 2]
        for i, own in pairs:
            against = [other for _, other in pairs if other != own]
            against += [k for k in negatives(i, labels, others) if k >= len(labels)]
            terms.append(math.log(1 + sum(math.exp(scale * (s[i][k] - s[i][own])) for k in against)))
    return mean(terms)


def angular(s: Rows, labels: Labels, others: Labels, alpha_deg: float = 45.0) -> float:
    tan2 = math.tan(math.radians(alpha_deg)) ** 2
    terms = []
    for a, p in mated_in_batch(labels):
        total = 0.0
        for n in negatives(a, labels, others):
            total += math.exp(4 * tan2 * (s[a][n] + s[p][n]) - 2 * (1 + tan2) * s[a][p])
        terms.append(math.log(1 + total))
    return mean(terms)


def binomial_deviance(
    s: Rows, labels: Labels, others: Labels, alpha: float = 2.0, beta: float = 0.5, cost: float = 25.0
) -> float:
    mated, non_mated = [], []
    for i in range(len(labels)):
        mated += [math.log(1 + math.exp(-alpha * (s[i][j] - beta))) for j in positives(i, labels, others)]
        non_mated += [math.log(1 + math.exp(alpha * cost * (s[i][j] - beta))) for j in negatives(i, labels, others)]
    return mean(mated) + mean(non_mated)


def multi_similarity(
    s: Rows,
    labels: Labels,
    others: Labels,
    alpha: float = 2.0,
    beta: float = 50.0,
    base: float = 0.5,
    epsilon: float | None = 0.1,
) -> float:
    total = 0.0
    for i in range(len(labels)):
        same, other = positives(i, labels, others), negatives(i, labels, others)
        hardest_same, hardest_other = -math.inf, math.inf
        if epsilon is not None:  # the mining step, which takes no pair of an anchor that has only one kind
            hardest_same = min((s[i][j] - epsilon for j in same), default=math.inf)
            hardest_other = max((s[i][j] + epsilon for j in other), default=-math.inf)
        taken = [s[i][j] for j in same if s[i][j] < hardest_other]
        total += math.log(1 + sum(math.exp(-alpha * (x - base)) for x in taken)) / alpha
        taken = [s[i][j] for j in other if s[i][j] > hardest_same]
        total += math.log(1 + sum(math.exp(beta * (x - base)) for x in taken)) / beta
    return total / len(labels)


def circle(
    s: Rows, labels: Labels, others: Labels, m: float = 0.25, gamma: float = 256.0, weighing: Rows | None = None
) -> float:
    """`weighing`: the cosines that the weights alpha are made of, where they are to be held constant."""
    w = s if weighing is None else weighing
    terms = []
    for i in range(len(labels)):
        same, other = positives(i, labels, others), negatives(i, labels, others)
        if not same or not other:
            continue
        p = sum(math.exp(-gamma * max(0.0, 1 + m - w[i][j]) * (s[i][j] - (1 - m))) for j in same)
        n = sum(math.exp(gamma * max(0.0, w[i][j] + m) * (s[i][j] - m)) for j in other)
        terms.append(math.log(1 + n * p))
    return mean([term for term in terms if term > 0])


def ranked_list(
    s: Rows,
    labels: Labels,
    others: Labels,
    alpha: float = 1.2,
    m: float = 0.4,
    temperature: float = 10.0,
    balance: float = 1.0,
    weighing: Rows | None = None,
) -> float:
    """`weighing`: the cosines that the weights are made of, where they are to be held constant."""
    w = s if weighing is None else weighing
    total = 0.0
    for i in range(len(labels)):
        far = [distance(s[i][j]) for j in positives(i, labels, others) if distance(s[i][j]) > alpha - m]
        near = [j for j in negatives(i, labels, others) if distance(s[i][j]) < alpha]
        weights = [math.exp(temperature * (alpha - distance(w[i][j]))) for j in near]
        total += mean([d - (alpha - m) for d in far])
        if near:
            weighted = sum(u * (alpha - distance(s[i][j])) for u, j in zip(weights, near, strict=True))
            total += balance * weighted / sum(weights)
    return total / len(labels)


def supcon(s: Rows, labels: Labels, others: Labels, temperature: float = 0.1) -> float:
    terms, non_mated = [], 0
    for i in range(len(labels)):
        same, other = positives(i, labels, others), negatives(i, labels, others)
        non_mated += len(other)
        if same:
            total = sum(math.exp(s[i][j] / temperature) for j in same + other)
            terms.append(-mean([math.log(math.exp(s[i][j] / temperature) / total) for j in same]))
    # A batch of one class has nothing to tell apart.
    return mean([term for term in terms if term > 0]) if non_mated else 0.0


FORMULAS: dict[str, Formula] = {
    "contrastive": contrastive,
    "triplet": triplet,
    "lifted_structure": lifted_structure,
    "n_pair": n_pair,
    "angular": angular,
    "binomial_deviance": binomial_deviance,
    "multi_similarity": multi_similarity,
    "circle": circle,
    "ranked_list": ranked_list,
    "supcon": supcon,
}
