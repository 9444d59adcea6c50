"""The workloads on PyTorch: tensors and its tape, eager and compiled, in double precision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from timing import Candidate, main
from workloads import RATE, Batch, Formula, Network, NetworkWorkload, Paths, Steps

torch.set_num_threads(1)
torch.set_num_interop_threads(1)
torch.set_default_dtype(torch.float64)

BACKEND = "pytorch"

# A scalar is a tensor here: some microseconds and a kilobyte for each operation.
LARGEST_FORMULA = 100_000

Parameters = dict[str, Tensor]


def make_module(workload: NetworkWorkload, activation: Callable[[], nn.Module]) -> nn.Sequential:
    """The network with the workload's parameters."""
    parts: list[nn.Module] = []
    for biases, weights in workload.layers:
        linear = nn.Linear(weights.shape[1], weights.shape[0])
        with torch.no_grad():
            linear.bias.copy_(torch.from_numpy(biases))
            linear.weight.copy_(torch.from_numpy(weights))
        parts += [linear, activation()]
    return nn.Sequential(*parts[:-1])


def flat(parameters: Parameters) -> np.ndarray:
    """Parameters or derivatives in ScalarFlow's order."""
    names = [name.removesuffix(".bias") for name in parameters if name.endswith(".bias")]
    return Network.flat(
        [
            (
                parameters[f"{name}.bias"].detach().numpy(),
                parameters[f"{name}.weight"].detach().numpy(),
            )
            for name in names
        ]
    )


def slopes(module: nn.Module) -> Parameters:
    """The derivatives that the last backward sweep left."""
    return {name: p.grad for name, p in module.named_parameters() if p.grad is not None}


def functional_loss(module: nn.Module) -> Callable[[Parameters, Tensor, Tensor], Tensor]:
    """The loss as a function of the parameters."""

    def loss(parameters: Parameters, features: Tensor, labels: Tensor) -> Tensor:
        logits = torch.func.functional_call(module, parameters, (features,))
        return binary_cross_entropy_with_logits(logits, labels, reduction="sum")

    return loss


def payoff(market: Tensor, mean: Tensor) -> Tensor:
    """The discounted payoff of all paths, added up."""
    return torch.exp(-market[2]) * torch.relu(mean - market[3]).sum()


def rates(market: Tensor, steps: int) -> tuple[Tensor, Tensor]:
    """Drift and volatility of a step."""
    _, v, r, _ = market
    return (r - 0.5 * v * v) / steps, v * (1.0 / steps) ** 0.5


def call_by_steps(market: Tensor, normals: Tensor) -> Tensor:
    """The Asian call step by step, all paths at once; ``normals`` has a row for each step."""
    drift, vol = rates(market, len(normals))
    spot = market[0]
    total = torch.zeros(normals.shape[1])
    for z in normals:
        spot = spot * torch.exp(drift + vol * z)
        total = total + spot
    return payoff(market, total / len(normals))


def call_by_cumsum(market: Tensor, normals: Tensor) -> Tensor:
    """The Asian call by cumulated exponents; ``normals`` has a row for each path."""
    drift, vol = rates(market, normals.shape[1])
    spots = market[0] * torch.exp(torch.cumsum(drift + vol * normals, dim=1))
    return payoff(market, spots.mean(dim=1))


def value_and_gradient(
    function: Callable[[Tensor, Tensor], Tensor], market: Tensor, normals: Tensor
) -> tuple[Tensor, Tensor]:
    """A forward and a backward sweep."""
    value = function(market, normals)
    (gradient,) = torch.autograd.grad(value, market)
    return value, gradient


class PyTorch:
    """See ``timing.Peer``."""

    def steps(self, workload: Steps) -> Iterator[Candidate]:
        features = torch.from_numpy(workload.rows[:, :2].copy())
        labels = torch.from_numpy(workload.rows[:, 2:].copy())
        samples = list(zip(features, labels))
        self._require_gradients(workload, samples)

        def eager() -> Parameters:
            module = make_module(workload, nn.Sigmoid)
            optimizer = torch.optim.SGD(module.parameters(), lr=RATE)
            for x, y in samples:
                optimizer.zero_grad()
                binary_cross_entropy_with_logits(module(x), y).backward()
                optimizer.step()
            return dict(module.named_parameters())

        module = make_module(workload, nn.Sigmoid)
        start = {name: p.detach() for name, p in module.named_parameters()}
        differentiate = torch.func.grad_and_value(functional_loss(module))

        @torch.compile
        def step(parameters: Parameters, x: Tensor, y: Tensor) -> tuple[Parameters, Tensor]:
            gradient, loss = differentiate(parameters, x, y)
            return {name: p - RATE * gradient[name] for name, p in parameters.items()}, loss

        def compiled() -> Parameters:
            parameters = start
            for x, y in samples:
                parameters, _ = step(parameters, x, y)
            return parameters

        for idiom, run in (("eager", eager), ("torch.compile", compiled)):
            workload.require_stepped(len(samples), flat(run()))
            yield Candidate(BACKEND, idiom, len(samples), run)

    def batch(self, workload: Batch) -> Iterator[Candidate]:
        features = torch.from_numpy(workload.rows[:, :2].copy())
        labels = torch.from_numpy(workload.rows[:, 2:].copy())
        module = make_module(workload, nn.ReLU)

        def eager() -> tuple[Tensor, Parameters]:
            module.zero_grad()
            loss = binary_cross_entropy_with_logits(module(features), labels, reduction="sum")
            loss.backward()
            return loss, slopes(module)

        start = {name: p.detach() for name, p in module.named_parameters()}
        differentiate = torch.compile(torch.func.grad_and_value(functional_loss(module)))

        def compiled() -> tuple[Tensor, Parameters]:
            gradient, loss = differentiate(start, features, labels)
            return loss, gradient

        for idiom, run in (("dense layers eager", eager), ("dense layers torch.compile", compiled)):
            loss, gradient = run()
            workload.sums[len(features)].require(loss.item(), flat(gradient))
            yield Candidate(BACKEND, idiom, len(features), run)

    def formula(self, workload: Formula) -> Iterator[Candidate]:
        if workload.size > LARGEST_FORMULA:
            workload.leave_out(BACKEND, f"more than {LARGEST_FORMULA} operations")
            return
        formula = workload.load()

        def run() -> tuple[Tensor, tuple[Tensor, ...]]:
            inputs = [torch.tensor(x, requires_grad=True) for x in formula.inputs]
            value = formula.evaluate(inputs, torch.sin, torch.tanh)
            return value, torch.autograd.grad(value, inputs)

        value, gradient = run()
        formula.expected.require(value.item(), [slope.item() for slope in gradient])
        yield Candidate(BACKEND, "scalar tensors", workload.size, run)

    def paths(self, workload: Paths) -> Iterator[Candidate]:
        market = torch.tensor(workload.market, requires_grad=True)
        by_path = torch.from_numpy(workload.normals)
        by_step = by_path.T.contiguous()
        for idiom, function, normals in (
            ("loop over paths together", call_by_steps, by_step),
            ("cumsum eager", call_by_cumsum, by_path),
            ("cumsum torch.compile", torch.compile(call_by_cumsum), by_path),
        ):
            run = partial(value_and_gradient, function, market, normals)
            value, gradient = run()
            workload.sums[len(by_path)].require(value.item(), gradient.numpy())
            yield Candidate(BACKEND, idiom, len(by_path), run)

    @staticmethod
    def _require_gradients(workload: Steps, samples: list[tuple[Tensor, Tensor]]) -> None:
        module = make_module(workload, nn.Sigmoid)
        for expected, (x, y) in zip(workload.gradients, samples):
            module.zero_grad()
            loss = binary_cross_entropy_with_logits(module(x), y)
            loss.backward()
            expected.require(loss.item(), flat(slopes(module)))


if __name__ == "__main__":
    main(PyTorch(), __doc__)
