"""The workloads on JAX: compiled functions of arrays, in double precision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from timing import Candidate, main
from workloads import RATE, Batch, Formula, LoadedFormula, Paths, Steps

jax.config.update("jax_enable_x64", True)

BACKEND = "jax"

# An unrolled graph of so many operations takes some 20 s to compile, and one of more far more.
LARGEST_UNROLLED = 1_000

Layers = list[tuple[jax.Array, jax.Array]]


def cross_entropy(logit: jax.Array, label: jax.Array) -> jax.Array:
    """The binary cross-entropy from the logit."""
    return jax.nn.softplus(logit) - label * logit


def sample_loss(layers: Layers, sample: jax.Array) -> jax.Array:
    """The loss of one sample, with sigmoid units."""
    signals = sample[:2]
    for biases, weights in layers[:-1]:
        signals = jax.nn.sigmoid(weights @ signals + biases)
    biases, weights = layers[-1]
    return cross_entropy((weights @ signals + biases)[0], sample[2])


def batch_loss(layers: Layers, rows: jax.Array) -> jax.Array:
    """The loss summed over rows, with relu units."""
    signals = rows[:, :2]
    for biases, weights in layers[:-1]:
        signals = jax.nn.relu(signals @ weights.T + biases)
    biases, weights = layers[-1]
    return jnp.sum(cross_entropy((signals @ weights.T + biases)[:, 0], rows[:, 2]))


def step(layers: Layers, sample: jax.Array) -> tuple[Layers, jax.Array]:
    """A step of gradient descent."""
    loss, gradient = jax.value_and_grad(sample_loss)(layers, sample)
    return jax.tree.map(lambda p, g: p - RATE * g, layers, gradient), loss


def chain(x: jax.Array, steps: int) -> jax.Array:
    """The chain of W3 as a loop."""
    return lax.scan(lambda x, _: (jnp.sin(x) * 1e-6 + 0.999999999 * x, None), x, length=steps)[0]


def payoff(market: jax.Array, mean: jax.Array) -> jax.Array:
    """The discounted payoff of all paths, added up."""
    return jnp.exp(-market[2]) * jnp.sum(jax.nn.relu(mean - market[3]))


def rates(market: jax.Array, steps: int) -> tuple[jax.Array, jax.Array]:
    """Drift and volatility of a step."""
    _, v, r, _ = market
    return (r - 0.5 * v * v) / steps, v * np.sqrt(1.0 / steps)


def call_by_scan(market: jax.Array, normals: jax.Array) -> jax.Array:
    """The Asian call step by step, all paths at once; ``normals`` has a row for each step."""
    drift, vol = rates(market, len(normals))

    def advance(carry: tuple[jax.Array, jax.Array], z: jax.Array) -> tuple[Any, None]:
        spot = carry[0] * jnp.exp(drift + vol * z)
        return (spot, carry[1] + spot), None

    start = jnp.full(normals.shape[1], market[0])
    (_, total), _ = lax.scan(advance, (start, jnp.zeros_like(start)), normals)
    return payoff(market, total / len(normals))


def call_by_cumsum(market: jax.Array, normals: jax.Array) -> jax.Array:
    """The Asian call by cumulated exponents; ``normals`` has a row for each path."""
    drift, vol = rates(market, normals.shape[1])
    spots = market[0] * jnp.exp(jnp.cumsum(drift + vol * normals, axis=1))
    return payoff(market, jnp.mean(spots, axis=1))


def blocking(function: Callable[..., object], *arguments: object) -> Callable[[], object]:
    """A call that returns when the result is there."""
    return lambda: jax.block_until_ready(function(*arguments))


class Jax:
    """See ``timing.Peer``."""

    def steps(self, workload: Steps) -> Iterator[Candidate]:
        start = jax.tree.map(jnp.asarray, workload.layers)
        samples = jnp.asarray(workload.rows)
        one = jax.jit(step)
        gradient = jax.jit(jax.value_and_grad(sample_loss))
        for expected, sample in zip(workload.gradients, samples):
            loss, layers = gradient(start, sample)
            expected.require(loss, workload.network.flat(layers))
        single = list(samples)

        def by_calls() -> Layers:
            layers = start
            for sample in single:
                layers, _ = one(layers, sample)
            return jax.block_until_ready(layers)

        @jax.jit
        def scan(layers: Layers, samples: jax.Array) -> Layers:
            return lax.scan(step, layers, samples)[0]

        for idiom, run in (("jit per step", by_calls), ("scan", blocking(scan, start, samples))):
            workload.require_stepped(len(samples), workload.network.flat(run()))
            yield Candidate(BACKEND, idiom, len(samples), run)

    def batch(self, workload: Batch) -> Iterator[Candidate]:
        layers = jax.tree.map(jnp.asarray, workload.layers)
        rows = jnp.asarray(workload.rows)
        gradient = jax.jit(jax.value_and_grad(batch_loss))
        loss, found = gradient(layers, rows)
        workload.sums[len(rows)].require(loss, workload.network.flat(found))
        yield Candidate(
            BACKEND,
            "dense layers",
            len(rows),
            blocking(gradient, layers, rows),
        )

    def formula(self, workload: Formula) -> Iterator[Candidate]:
        if workload.shape == "chain":
            steps = workload.size // 4
            loop = jax.jit(jax.value_and_grad(lambda x: chain(x[0], steps)))
            yield self._formula("scan", workload, workload.load(), loop)
        if workload.size > LARGEST_UNROLLED:
            workload.leave_out(f"{BACKEND} unrolled", f"more than {LARGEST_UNROLLED} operations")
            return
        formula = workload.load()

        @jax.jit
        def unrolled(inputs: jax.Array) -> tuple[jax.Array, jax.Array]:
            # By a list of scalars: by an array, every input would add an array of zeros but one.
            value, slopes = jax.value_and_grad(formula.evaluate)(list(inputs), jnp.sin, jnp.tanh)
            return value, jnp.stack(slopes)

        yield self._formula("unrolled", workload, formula, unrolled)

    def paths(self, workload: Paths) -> Iterator[Candidate]:
        market = jnp.asarray(workload.market)
        paths = len(workload.normals)
        by_path = jnp.asarray(workload.normals)
        by_step = jnp.asarray(np.ascontiguousarray(workload.normals.T))
        for idiom, function, normals in (
            ("scan over paths together", call_by_scan, by_step),
            ("cumsum", call_by_cumsum, by_path),
        ):
            gradient = jax.jit(jax.value_and_grad(function))
            value, slopes = gradient(market, normals)
            workload.sums[paths].require(float(value), np.asarray(slopes))
            yield Candidate(
                BACKEND,
                idiom,
                paths,
                blocking(gradient, market, normals),
            )

    @staticmethod
    def _formula(
        idiom: str,
        workload: Formula,
        formula: LoadedFormula,
        gradient: Callable[[jax.Array], tuple[jax.Array, jax.Array]],
    ) -> Candidate:
        inputs = jnp.asarray(formula.inputs)
        value, slopes = gradient(inputs)
        formula.expected.require(float(value), np.asarray(slopes))
        return Candidate(BACKEND, idiom, workload.size, blocking(gradient, inputs))


if __name__ == "__main__":
    main(Jax(), __doc__)
