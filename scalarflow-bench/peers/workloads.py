"""The workloads as ``PeerData`` wrote them, and ScalarFlow's answers to hold a peer's against."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

# The greatest difference from ScalarFlow, relative to the largest number of the gradient. Sums of
# 10,000 terms in another order differ by some 1e-13, and a wrong rule by far more than this.
TOLERANCE = 1e-10

# The learning rate of W1. A wrong one fails the check of the parameters after the steps.
RATE = 1e-3

T = TypeVar("T")


class DisagreementError(Exception):
    """A peer computes something else than ScalarFlow."""


@dataclass(frozen=True)
class Expected:
    """A value and a gradient by ScalarFlow."""

    subject: str
    value: float
    gradient: np.ndarray

    def require(self, value: float, gradient: Sequence[float] | np.ndarray) -> None:
        """Compares; not-a-number on either side is a difference."""
        found = np.asarray(gradient, dtype=float)
        scale = float(np.max(np.abs(self.gradient)))
        if not abs(value - self.value) <= TOLERANCE * abs(self.value):
            raise DisagreementError(f"{self.subject}: value {value}, ScalarFlow's {self.value}")
        if found.shape != self.gradient.shape:
            raise DisagreementError(
                f"{self.subject}: shape {found.shape}, not {self.gradient.shape}"
            )
        if not np.max(np.abs(found - self.gradient)) <= TOLERANCE * scale:
            place = int(np.argmax(np.abs(found - self.gradient)))
            raise DisagreementError(
                f"{self.subject}: derivative {place} is {found[place]},"
                f" ScalarFlow's {self.gradient[place]}"
            )


@dataclass(frozen=True)
class Network:
    """Two inputs, ``depth`` hidden layers of ``width`` units, one logit."""

    width: int
    depth: int

    def layers(self, parameters: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """Biases and weights (units by inputs) of each layer."""
        layers = []
        at, inputs = 0, 2
        for units in [self.width] * self.depth + [1]:
            block = parameters[at : at + units * (inputs + 1)].reshape(units, inputs + 1)
            layers.append((block[:, 0].copy(), block[:, 1:].copy()))
            at += block.size
            inputs = units
        return layers

    @staticmethod
    def flat(layers: Any) -> np.ndarray:
        """Biases and weights in ScalarFlow's order: unit after unit, the bias first."""
        blocks = [np.column_stack((np.asarray(b), np.asarray(w))) for b, w in layers]
        return np.concatenate([block.ravel() for block in blocks])


class Workload:
    """A folder that ``PeerData`` wrote."""

    def __init__(self, folder: Path, variant: str, unit: str) -> None:
        self.folder = folder
        self.name = folder.name[:2]
        self.variant = variant
        self.unit = unit

    def numbers(self, file: str) -> np.ndarray:
        """The numbers of a file, line by line."""
        text = (self.folder / file).read_text()
        return np.array([[float(x) for x in line.split(",")] for line in text.split()], ndmin=2)

    def line(self, file: str) -> np.ndarray:
        """The numbers of a file of one line; none if it is empty."""
        found = self.numbers(file)
        return found[0] if found.size else np.empty(0)

    def leave_out(self, who: str, reason: str) -> None:
        """Says why something is not measured."""
        print(f"{self} {who}: left out, {reason}", file=sys.stderr)

    def __str__(self) -> str:
        return f"{self.name} {self.variant}"


class NetworkWorkload(Workload):
    """W1 or W2: a network, its parameters, and rows of two features and a label."""

    def __init__(self, folder: Path, unit: str, rows: str) -> None:
        width, depth = folder.name[3:].split("x")
        super().__init__(folder, f"[{width}]" + ("" if depth == "1" else f"x{depth}"), unit)
        self.network = Network(int(width), int(depth))
        self.parameters = self.line("parameters.csv")
        self.rows = self.numbers(rows)

    @property
    def layers(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """The parameters, layer by layer."""
        return self.network.layers(self.parameters)


class Steps(NetworkWorkload):
    """W1: steps of stochastic gradient descent with sigmoid units, one sample each."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "step", "samples.csv")
        self.gradients = [
            Expected(f"{self} sample {i}", line[0], line[1:])
            for i, line in enumerate(self.numbers("gradients.csv"))
        ]
        self._stepped = {int(line[0]): line[1:] for line in self.numbers("stepped.csv")}

    @property
    def few(self) -> int:
        """The smallest number of steps whose outcome is known."""
        return min(self._stepped)

    def require_stepped(self, count: int, parameters: np.ndarray) -> None:
        """Compares the parameters after so many steps."""
        Expected(f"{self} after {count} steps", 0.0, self._stepped[count]).require(0.0, parameters)


class Batch(NetworkWorkload):
    """W2: loss and gradient summed over rows, with relu units."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "row", "rows.csv")
        self.sums = sums(self)


class Formula(Workload):
    """W3: operations on scalars, one after another."""

    def __init__(self, folder: Path) -> None:
        _, self.shape, size = folder.name.split("-")
        super().__init__(folder, f"{self.shape} {size}", "node")
        self.size = int(size)

    def load(self) -> LoadedFormula:
        """Reads it, which takes seconds for the large ones."""
        line = self.line("gradients.csv")
        return LoadedFormula(
            inputs=[float(x) for x in self.line("inputs.csv")],
            constants=[float(x) for x in self.line("constants.csv")],
            operations=[line.split(",") for line in (self.folder / "operations.csv").open()],
            outputs=[int(x) for x in self.line("outputs.csv")],
            expected=Expected(str(self), line[0], line[1:]),
        )


@dataclass(frozen=True)
class LoadedFormula:
    """The operations, their operands, and the nodes that are added up."""

    inputs: list[float]
    constants: list[float]
    operations: list[list[str]]
    outputs: list[int]
    expected: Expected

    def evaluate(self, inputs: Sequence[T], sin: Callable[[T], T], tanh: Callable[[T], T]) -> T:
        """The sum of the outputs in whatever the inputs are made of."""
        binary = {"add": operator.add, "subtract": operator.sub, "multiply": operator.mul}
        unary = {"sin": sin, "tanh": tanh}
        nodes: list[Any] = [*inputs, *self.constants]
        for name, *operands in self.operations:
            if name in unary:
                nodes.append(unary[name](nodes[int(operands[0])]))
            else:
                nodes.append(binary[name](nodes[int(operands[0])], nodes[int(operands[1])]))
        total = nodes[self.outputs[0]]
        for output in self.outputs[1:]:
            total = total + nodes[output]
        return total


class Paths(Workload):
    """W4: an Asian call, payoff and gradient summed over paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.market = self.line("market.csv")
        self.normals = self.numbers("normals.csv")
        super().__init__(folder, f"{self.normals.shape[1]} steps", "path")
        self.sums = sums(self)


def sums(workload: Workload) -> dict[int, Expected]:
    """Value and gradient summed over the first rows, by their number."""
    return {
        int(line[0]): Expected(f"{workload}, {int(line[0])} rows", line[1], line[2:])
        for line in workload.numbers("gradients.csv")
    }


def workloads(data: Path, names: Sequence[str]) -> Iterator[Workload]:
    """The chosen workloads of a folder, small ones first."""
    kinds = {"W1": Steps, "W2": Batch, "W3": Formula, "W4": Paths}
    for folder in sorted(
        data.iterdir(), key=lambda folder: (folder.name[:2], len(folder.name), folder.name)
    ):
        if folder.name[:2] in names:
            yield kinds[folder.name[:2]](folder)
