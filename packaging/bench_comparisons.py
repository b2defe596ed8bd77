"""How long every comparison of many embeddings takes, and how much memory.

Usage: python packaging/bench_comparisons.py [SAMPLES] [PEOPLE], by default 10000 samples of 1000 people.
OMP_NUM_THREADS limits the cores.
"""

from __future__ import annotations

import os
import resource
import sys
import time

import numpy as np

from faceapp.domain.comparison_estimates import estimate
from faceapp.domain.comparison_summary import summarise

SIZE = 256
SPREAD = 2.6  # of a person's samples about their centre; gives an equal error rate of a few percent


def main() -> None:
    samples, people = (int(value) for value in (sys.argv[1:3] + ["10000", "1000"][len(sys.argv) - 1 :]))
    random = np.random.default_rng(0)
    labels = np.arange(samples) % people
    rows = random.normal(size=(people, SIZE))[labels] + SPREAD * random.normal(size=(samples, SIZE))
    embeddings = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    del rows
    before = _peak_mib()
    began, began_cpu = time.perf_counter(), time.process_time()
    summary = summarise(embeddings, labels)
    compared = time.perf_counter()
    found = estimate(summary)
    ended, ended_cpu = time.perf_counter(), time.process_time()
    print(f"{samples:,} embeddings of {people:,} people, {os.cpu_count()} cores, threads {_threads()}")
    print(f"{found.mated:,} mated and {found.non_mated:,} non-mated comparisons")
    print(f"EER {found.eer.value:.4f}, AUC {found.auc.value:.4f}")
    print(
        f"comparing {compared - began:.1f} s, figures with intervals {ended - compared:.1f} s; "
        f"processor time of both {ended_cpu - began_cpu:.1f} s"
    )
    print(f"peak memory {_peak_mib():.0f} MiB, of which {before:.0f} MiB before")


def _threads() -> str:
    return os.environ.get("OMP_NUM_THREADS", "as many as cores")


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
