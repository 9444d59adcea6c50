"""The workloads on micrograd: graphs of Python objects, built anew for every value.

It has no exp, sin, tanh, sigmoid or log; they are added here as its own relu is written.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from micrograd.engine import Value
from micrograd.nn import MLP, Neuron

from timing import Candidate, main
from workloads import RATE, Batch, Formula, NetworkWorkload, Paths, Steps

BACKEND = "micrograd"

# A node is some microseconds.
LARGEST_FORMULA = 10_000

# Its sort of the graph is recursive.
DEPTH = 1_000_000


def unary(x: Value, value: float, slope: float, name: str) -> Value:
    """A function of one node, by its value and its slope."""
    out = Value(value, (x,), name)

    def backward() -> None:
        x.grad += slope * out.grad

    out._backward = backward
    return out


def exp(x: Value) -> Value:
    """The exponential."""
    value = math.exp(x.data)
    return unary(x, value, value, "exp")


def sin(x: Value) -> Value:
    """The sine."""
    return unary(x, math.sin(x.data), math.cos(x.data), "sin")


def tanh(x: Value) -> Value:
    """The hyperbolic tangent."""
    value = math.tanh(x.data)
    return unary(x, value, 1 - value * value, "tanh")


def logistic(x: float) -> float:
    """``1/(1 + exp(-x))`` without overflow."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def sigmoid(x: Value) -> Value:
    """The logistic function."""
    value = logistic(x.data)
    return unary(x, value, value * (1 - value), "sigmoid")


def cross_entropy(logit: Value, label: float) -> Value:
    """The binary cross-entropy from the logit."""
    z = logit.data
    value = max(z, 0) - z * label + math.log1p(math.exp(-abs(z)))
    return unary(logit, value, logistic(z) - label, "cross-entropy")


def neurons(network: MLP) -> Iterator[Neuron]:
    """All neurons in ScalarFlow's order."""
    for layer in network.layers:
        yield from layer.neurons


def make_network(workload: NetworkWorkload) -> MLP:
    """micrograd's own network with the workload's parameters."""
    network = MLP(2, [workload.network.width] * workload.network.depth + [1])
    numbers = iter(workload.parameters.tolist())
    for neuron in neurons(network):
        for parameter in [neuron.b, *neuron.w]:
            parameter.data = next(numbers)
    return network


def flat(network: MLP, read: Callable[[Value], float]) -> np.ndarray:
    """A number of each parameter in ScalarFlow's order."""
    return np.array([read(p) for neuron in neurons(network) for p in [neuron.b, *neuron.w]])


def with_sigmoid(network: MLP, features: Sequence[float]) -> Value:
    """The logit of a network whose hidden units are sigmoid instead of relu."""
    signals: list[Value] | Sequence[float] = features
    for layer in network.layers:
        sums = [sum((w * x for w, x in zip(n.w, signals)), n.b) for n in layer.neurons]
        signals = sums if layer is network.layers[-1] else [sigmoid(x) for x in sums]
    return signals[0]


class Micrograd:
    """See ``timing.Peer``."""

    def steps(self, workload: Steps) -> Iterator[Candidate]:
        samples = [(row[:2], row[2]) for row in workload.rows.tolist()]
        network = make_network(workload)
        for expected, (features, label) in zip(workload.gradients, samples):
            network.zero_grad()
            loss = cross_entropy(with_sigmoid(network, features), label)
            loss.backward()
            expected.require(loss.data, flat(network, lambda p: p.grad))

        def run() -> MLP:
            network = make_network(workload)
            for features, label in samples[: workload.few]:
                network.zero_grad()
                cross_entropy(with_sigmoid(network, features), label).backward()
                for parameter in network.parameters():
                    parameter.data -= RATE * parameter.grad
            return network

        workload.require_stepped(workload.few, flat(run(), lambda p: p.data))
        yield Candidate(BACKEND, f"objects {workload.few} steps", workload.few, run)

    def batch(self, workload: Batch) -> Iterator[Candidate]:
        few = min(workload.sums)
        samples = [(row[:2], row[2]) for row in workload.rows[:few].tolist()]
        network = make_network(workload)

        def run() -> Value:
            network.zero_grad()
            loss = sum((cross_entropy(network(x), y) for x, y in samples), Value(0.0))
            loss.backward()
            return loss

        workload.sums[few].require(run().data, flat(network, lambda p: p.grad))
        yield Candidate(BACKEND, f"objects {few} rows", few, run)

    def formula(self, workload: Formula) -> Iterator[Candidate]:
        if workload.size > LARGEST_FORMULA:
            workload.leave_out(BACKEND, f"more than {LARGEST_FORMULA} operations")
            return
        formula = workload.load()

        def run() -> tuple[Value, list[Value]]:
            inputs = [Value(x) for x in formula.inputs]
            value = formula.evaluate(inputs, sin, tanh)
            value.backward()
            return value, inputs

        value, inputs = run()
        formula.expected.require(value.data, [x.grad for x in inputs])
        yield Candidate(BACKEND, "objects", workload.size, run)

    def paths(self, workload: Paths) -> Iterator[Candidate]:
        few = min(workload.sums)
        normals = workload.normals[:few].tolist()

        def run() -> tuple[Value, list[Value]]:
            market = [Value(x) for x in workload.market.tolist()]
            value = sum((payoff(market, path) for path in normals), Value(0.0))
            value.backward()
            return value, market

        value, market = run()
        workload.sums[few].require(value.data, [x.grad for x in market])
        yield Candidate(BACKEND, f"objects {few} paths", few, run)


def payoff(market: list[Value], normals: list[float]) -> Value:
    """The Asian call, step by step."""
    spot, v, r, strike = market
    steps = len(normals)
    drift = (r - v * v * 0.5) * (1 / steps)
    vol = v * (1 / steps) ** 0.5
    total = Value(0.0)
    for z in normals:
        spot = spot * exp(drift + vol * z)
        total = total + spot
    return exp(-r) * (total * (1 / steps) - strike).relu()


if __name__ == "__main__":
    sys.setrecursionlimit(DEPTH)
    main(Micrograd(), __doc__)
