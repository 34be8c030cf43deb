"""Write the three locks: what builds the package, what it runs on, what tests it."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent / "pyproject.toml"
UV = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
COMMON = ["--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "make lock"]


def compile_lock(name: str, *sources: str) -> None:
    """Resolve `sources` for every platform into `requirements/NAME.txt`, with hashes."""
    subprocess.run([*UV, *COMMON, *sources, "-o", str(HERE / f"{name}.txt")], check=True)  # noqa: S603 - our own words


if __name__ == "__main__":
    compile_lock("build", str(HERE / "build.in"))
    compile_lock("run", str(PROJECT))
    compile_lock("dev", str(PROJECT), "--group", "dev", "-c", str(HERE / "run.txt"))
