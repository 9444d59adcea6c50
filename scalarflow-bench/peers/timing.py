"""What a peer offers to be timed, how it is timed, and the lines of results."""

from __future__ import annotations

import argparse
import csv
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workloads import Batch, DisagreementError, Formula, Paths, Steps, Workload, workloads

COLUMNS = (
    "workload",
    "variant",
    "backend",
    "mode",
    "threads",
    "jdk",
    "unit",
    "ns_per_unit",
    "error",
    "ratio_to_plain",
    "ratio_to_vector",
)


@dataclass(frozen=True)
class Candidate:
    """Something to time: a way to write a workload, checked already.

    ``run`` computes ``units`` units of work and returns when they are done.
    """

    backend: str
    idiom: str
    units: int
    run: Callable[[], object]


class Peer(Protocol):
    """The workloads on a peer. Each yields its candidates one by one and checks them before."""

    def steps(self, workload: Steps) -> Iterator[Candidate]:
        """W1."""

    def batch(self, workload: Batch) -> Iterator[Candidate]:
        """W2."""

    def formula(self, workload: Formula) -> Iterator[Candidate]:
        """W3."""

    def paths(self, workload: Paths) -> Iterator[Candidate]:
        """W4."""


@dataclass(frozen=True)
class Timing:
    """Nanoseconds a unit: the median of batches, and half the distance of their quartiles.

    ``busy`` is the median by the clock of the process, of all its threads. It is less than the
    median by the clock on the wall where others had the processor, and more where threads ran.
    """

    median: float
    error: float
    busy: float


def measure(run: Callable[[], object], units: int, seconds: float) -> Timing:
    """Warms up for a third of the time, then times at least five batches of 2 ms or one run.

    Batches are that short so that on a busy machine most of them are not interrupted.
    """
    duration = warm_up(run, seconds / 3)
    repeats = max(1, math.ceil(0.002 / duration))
    nanos: list[float] = []
    busy: list[float] = []
    end = time.perf_counter() + seconds
    while len(nanos) < 5 or time.perf_counter() < end:
        start, start_busy = time.perf_counter_ns(), time.process_time_ns()
        for _ in range(repeats):
            run()
        nanos.append((time.perf_counter_ns() - start) / (repeats * units))
        busy.append((time.process_time_ns() - start_busy) / (repeats * units))
    low, median, high = statistics.quantiles(nanos, n=4)
    return Timing(median, (high - low) / 2, statistics.median(busy))


def warm_up(run: Callable[[], object], seconds: float) -> float:
    """Runs until the time is over; returns how long the last run took."""
    end = time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        run()
        now = time.perf_counter()
        if now >= end:
            return now - start


class Ratios:
    """What a time is divided by: the fastest baseline of ScalarFlow's own results."""

    def __init__(self, results: Path | None) -> None:
        self._fastest: dict[tuple[str, str, str], float] = {}
        if results is not None:
            with results.open(newline="") as lines:
                for row in csv.DictReader(lines):
                    key = (row["workload"], row["variant"], row["backend"])
                    nanos = float(row["ns_per_unit"])
                    self._fastest[key] = min(nanos, self._fastest.get(key, math.inf))

    def to(self, baseline: str, workload: Workload, nanos: float) -> str:
        """The ratio as text; empty if that baseline was not measured."""
        fastest = self._fastest.get((workload.name, workload.variant, baseline))
        return "" if fastest is None else f"{nanos / fastest:.3g}"


def candidates(peer: Peer, workload: Workload) -> Iterator[Candidate]:
    """What the peer has for a workload."""
    match workload:
        case Steps():
            return peer.steps(workload)
        case Batch():
            return peer.batch(workload)
        case Formula():
            return peer.formula(workload)
        case Paths():
            return peer.paths(workload)
        case _:
            raise TypeError(f"no such workload: {workload}")


def row(workload: Workload, candidate: Candidate, timing: Timing, ratios: Ratios) -> list[str]:
    """A line of results, in the order of the columns."""
    return [
        workload.name,
        f"{workload.variant} {candidate.idiom}",
        candidate.backend,
        "",
        "1",
        "",
        workload.unit,
        f"{timing.median:.6g}",
        f"{timing.error:.3g}",
        ratios.to("handwritten-plain", workload, timing.median),
        ratios.to("handwritten-vector", workload, timing.median),
    ]


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The options of every peer."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True, help="the folder that PeerData wrote")
    parser.add_argument("--workloads", default="W1,W2,W3,W4", help="which, with commas")
    parser.add_argument("--results", type=Path, help="ScalarFlow's results.csv, for the ratios")
    parser.add_argument("--seconds", type=float, default=1.5, help="time spent on each number")
    return parser


def main(peer: Peer, description: str | None) -> None:
    """Checks and times a peer, and prints a line for each number."""
    options = arguments(description).parse_args()
    try:
        time_all(peer, options)
    except DisagreementError as disagreement:
        sys.exit(f"not timed: {disagreement}")


def time_all(peer: Peer, options: argparse.Namespace) -> None:
    """What ``main`` does when all gradients agree."""
    ratios = Ratios(options.results)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for workload in workloads(options.data, options.workloads.split(",")):
        began = time.perf_counter()
        for candidate in candidates(peer, workload):
            prepared = time.perf_counter() - began
            timing = measure(candidate.run, candidate.units, options.seconds)
            writer.writerow(row(workload, candidate, timing, ratios))
            sys.stdout.flush()
            print(
                f"{workload} {candidate.backend} {candidate.idiom}: prepared in {prepared:.1f} s,"
                f" {timing.busy:.4g} ns of the processor",
                file=sys.stderr,
            )
            began = time.perf_counter()
