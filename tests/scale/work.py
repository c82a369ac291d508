"""A task that leaves a trace of each time it is begun and ended."""

import time
from pathlib import Path

from django_tasks import task


@task()
def trace(file: str, name: str, seconds: float) -> None:
    """Write that it began, take so long, write that it ended."""
    with Path(file).open("a") as lines:
        lines.write(f"begun {name}\n")
    time.sleep(seconds)
    with Path(file).open("a") as lines:
        lines.write(f"ended {name}\n")
