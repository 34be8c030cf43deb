"""Speed and quality, measured: `python -m benchmarks` runs all, each module alone its own."""
