"""Runs the peers whose packages are there, each in a process of its own, and prints one table.

A peer that is missing is named with the command that installs it, and is no failure. A gradient
that differs from ScalarFlow's is: the exit code is 1 then.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PACKAGES = {"jax": "jax", "pytorch": "torch", "casadi": "casadi", "micrograd": "micrograd"}

# Read when the packages are loaded. peer_pytorch.py also asks PyTorch itself.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NPROC": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
    "TORCHINDUCTOR_COMPILE_THREADS": "1",
}

HERE = Path(__file__).parent


def tell(text: str) -> None:
    """Says something beside the table."""
    print(text, file=sys.stderr, flush=True)


def is_there(package: str) -> bool:
    """Whether a package is there; if not, tells how to get it."""
    if find_spec(package) is not None:
        tell(f"{package} {importlib.metadata.version(package)}")
        return True
    pins = (HERE / "requirements.txt").read_text().split()
    pin = next(pin for pin in pins if pin.startswith(f"{package}=="))
    tell(f"{package} is not installed: {sys.executable} -m pip install {pin}")
    return False


def tell_machine() -> None:
    """Tells what the times depend on."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    tell(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} processors, load {load}"
    )


def succeeds(peer: str, options: list[str]) -> bool:
    """Runs a peer on one thread."""
    command = [sys.executable, str(HERE / f"peer_{peer}.py"), *options]
    return subprocess.run(command, env={**os.environ, **ONE_THREAD}).returncode == 0


def run(peers: list[str], options: list[str]) -> int:
    """Runs peers with the options of each; returns the exit code."""
    tell_machine()
    if not is_there("numpy"):
        return 0
    # It needs NumPy.
    from timing import COLUMNS

    print(",".join(COLUMNS), flush=True)
    there = [peer for peer in peers if is_there(PACKAGES[peer])]
    failed = [peer for peer in there if not succeeds(peer, options)]
    if failed:
        tell(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def main() -> int:
    """Takes the options."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="All other options go to the peers: see peer_jax.py --help."
    )
    parser.add_argument(
        "--peers", nargs="+", choices=PACKAGES, default=list(PACKAGES), help="which; all"
    )
    options, others = parser.parse_known_args()
    return run(options.peers, others)


if __name__ == "__main__":
    sys.exit(main())
