"""Runs a command and says how long it took and how much memory it had at most.

The peak that the kernel reports for a child is never below the size of its parent at the time of the start. So the
command is started by a small process of its own, this file as a program, and not by whoever holds the truth of all sets.
"""

import dataclasses
import json
import os
import subprocess
import sys
import time


@dataclasses.dataclass(frozen=True)
class Measured:
    """What a command did: exit code (negative: the signal), wall-clock seconds, largest resident size in MB, stderr."""

    code: int
    seconds: float
    peak_mb: float
    stderr: str


def run_measured(command: list[str]) -> Measured:
    """Runs `command` to its end; its stdout goes where its stderr goes."""
    done = subprocess.run([sys.executable, "-I", "-S", __file__, *command], capture_output=True, text=True, check=False)
    if done.returncode:
        return Measured(done.returncode, 0.0, 0.0, done.stderr)
    return Measured(**json.loads(done.stdout), stderr=done.stderr)


def launch(command: list[str]) -> dict:
    """Runs `command` from this process; returns the figures of Measured."""
    begin = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
    _, status, usage = os.wait4(child, 0)
    seconds = time.monotonic() - begin
    return {"code": os.waitstatus_to_exitcode(status), "seconds": round(seconds, 3),
            "peak_mb": round(usage.ru_maxrss / 1024, 1)}  # Linux counts KiB


if __name__ == "__main__":
    print(json.dumps(launch(sys.argv[1:])))
