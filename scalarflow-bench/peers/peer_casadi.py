"""The workloads on CasADi: graphs of scalars (SX), on its virtual machine and as C."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import casadi as ca

from timing import Candidate, main
from workloads import RATE, Batch, Formula, LoadedFormula, Network, Paths, Steps, Workload

MACHINE = "casadi-vm"
COMPILED = "casadi-c"

COMPILER = shutil.which("cc")
FLAGS = ("-O3", "-march=native", "-fPIC", "-shared")

# The C compiler takes minutes for a straight line of more.
LARGEST_COMPILED = 10_000


def compile_c(compiler: str, function: ca.Function, folder: Path) -> ca.Function:
    """The function as C, compiled and loaded, in a folder of its own."""
    own = Path(tempfile.mkdtemp(dir=folder))
    generator = ca.CodeGenerator(f"{function.name()}.c")
    generator.add(function)
    generator.generate(f"{own}/")
    library = own / f"{function.name()}.so"
    source = own / f"{function.name()}.c"
    subprocess.run([compiler, *FLAGS, "-o", library, source, "-lm"], check=True)
    return ca.external(function.name(), str(library))


def machines(
    function: ca.Function, folder: Path, workload: Workload
) -> Iterator[tuple[str, ca.Function]]:
    """The function on the virtual machine, and in C if there is a compiler."""
    yield MACHINE, function
    if COMPILER is None:
        workload.leave_out(COMPILED, "there is no cc")
    else:
        yield COMPILED, compile_c(COMPILER, function, folder)


def cross_entropy(logit: ca.SX, label: ca.SX) -> ca.SX:
    """The binary cross-entropy from the logit."""
    return ca.fmax(logit, 0) - label * logit + ca.log1p(ca.exp(-ca.fabs(logit)))


def sigmoid(x: ca.SX) -> ca.SX:
    """``1/(1 + exp(-x))``."""
    return 1 / (1 + ca.exp(-x))


def relu(x: ca.SX) -> ca.SX:
    """``max(x, 0)``."""
    return ca.fmax(x, 0)


class NetworkGraph:
    """A network's loss of one sample and its gradient as scalars."""

    def __init__(self, network: Network, count: int, activation: Callable[[ca.SX], ca.SX]) -> None:
        self.parameters = ca.SX.sym("p", count)
        self.sample = ca.SX.sym("sample", 3)
        signals, at = self.sample[:2], 0
        for layer in range(network.depth + 1):
            units = 1 if layer == network.depth else network.width
            size = units * (signals.numel() + 1)
            block = ca.reshape(self.parameters[at : at + size], signals.numel() + 1, units).T
            signals = block[:, 0] + block[:, 1:] @ signals
            if layer < network.depth:
                signals = activation(signals)
            at += size
        self.loss = cross_entropy(signals, self.sample[2])
        self.gradient = ca.gradient(self.loss, self.parameters)


class CasADi:
    """See ``timing.Peer``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def steps(self, workload: Steps) -> Iterator[Candidate]:
        graph = NetworkGraph(workload.network, workload.parameters.size, sigmoid)
        inputs = [graph.parameters, graph.sample]
        gradient = ca.Function("gradient", inputs, [graph.loss, graph.gradient])
        for expected, sample in zip(workload.gradients, workload.rows):
            loss, slopes = gradient(workload.parameters, sample)
            expected.require(float(loss), slopes.full().ravel())
        stepped = graph.parameters - RATE * graph.gradient
        samples = len(workload.rows)
        steps = ca.Function("step", inputs, [stepped]).mapaccum("steps", samples)
        start, rows = ca.DM(workload.parameters), ca.DM(workload.rows.T)
        for backend, function in machines(steps, self._folder, workload):
            after = function(start, rows)[:, -1].full().ravel()
            workload.require_stepped(samples, after)
            yield Candidate(backend, "scalars mapaccum", samples, partial(function, start, rows))

    def batch(self, workload: Batch) -> Iterator[Candidate]:
        graph = NetworkGraph(workload.network, workload.parameters.size, relu)
        row = ca.Function("row", [graph.parameters, graph.sample], [graph.loss, graph.gradient])
        parameters, rows = ca.DM(workload.parameters), ca.DM(workload.rows.T)
        yield from self._summed(workload, row, parameters, rows)

    def paths(self, workload: Paths) -> Iterator[Candidate]:
        market, normals = ca.SX.sym("market", 4), ca.SX.sym("z", workload.normals.shape[1])
        value = payoff(market, normals)
        path = ca.Function("path", [market, normals], [value, ca.gradient(value, market)])
        rows = ca.DM(workload.normals.T)
        yield from self._summed(workload, path, ca.DM(workload.market), rows)

    def _summed(
        self,
        workload: Batch | Paths,
        function: ca.Function,
        parameters: ca.DM,
        rows: ca.DM,
    ) -> Iterator[Candidate]:
        """A function of one row for all rows: one set of parameters, the results added."""
        count = rows.shape[1]
        mapped = function.map("rows", "serial", count, [0], [0, 1])
        for backend, candidate in machines(mapped, self._folder, workload):
            value, gradient = candidate(parameters, rows)
            workload.sums[count].require(float(value), gradient.full().ravel())
            yield Candidate(backend, "scalars map", count, partial(candidate, parameters, rows))

    def formula(self, workload: Formula) -> Iterator[Candidate]:
        formula = workload.load()
        if workload.shape == "chain":
            loop = machines(chain(workload.size // 4), self._folder, workload)
            yield from self._formula("fold", workload, formula, loop)
        inputs = ca.SX.sym("x", len(formula.inputs))
        value = formula.evaluate(ca.vertsplit(inputs), ca.sin, ca.tanh)
        unrolled = ca.Function("formula", [inputs], [value, ca.gradient(value, inputs)])
        line = self._machines_for(workload, unrolled)
        yield from self._formula("scalars", workload, formula, line)

    @staticmethod
    def _formula(
        idiom: str,
        workload: Formula,
        formula: LoadedFormula,
        functions: Iterator[tuple[str, ca.Function]],
    ) -> Iterator[Candidate]:
        at = ca.DM(formula.inputs)
        for backend, function in functions:
            value, gradient = function(at)
            formula.expected.require(float(value), gradient.full().ravel())
            yield Candidate(backend, idiom, workload.size, partial(function, at))

    def _machines_for(
        self, workload: Formula, function: ca.Function
    ) -> Iterator[tuple[str, ca.Function]]:
        if workload.size <= LARGEST_COMPILED:
            yield from machines(function, self._folder, workload)
        else:
            yield MACHINE, function
            workload.leave_out(COMPILED, f"more than {LARGEST_COMPILED} operations")


def chain(steps: int) -> ca.Function:
    """Value and gradient of the chain of W3 as a loop."""
    x = ca.SX.sym("x")
    step = ca.Function("link", [x], [ca.sin(x) * 1e-6 + 0.999999999 * x])
    start = ca.MX.sym("start")
    end = step.fold(steps)(start)
    return ca.Function("chain", [start], [end, ca.gradient(end, start)])


def payoff(market: ca.SX, normals: ca.SX) -> ca.SX:
    """The Asian call, step by step."""
    steps = normals.numel()
    spot, v, r, strike = ca.vertsplit(market)
    drift = (r - 0.5 * v * v) / steps
    vol = v * (1.0 / steps) ** 0.5
    total = 0
    for z in ca.vertsplit(normals):
        spot = spot * ca.exp(drift + vol * z)
        total = total + spot
    return ca.exp(-r) * ca.fmax(total / steps - strike, 0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(CasADi(Path(folder)), __doc__)
