"""What running processes use, read from /proc by somebody who is none of them."""

from __future__ import annotations

import sysconfig
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PYTHONS = tuple(
    {str(Path(sysconfig.get_path(name)).resolve()) for name in ("stdlib", "platstdlib", "purelib")}
)


@dataclass(frozen=True, slots=True)
class Use:
    """What a set of processes has used up to a moment; two of them make a rate."""

    voluntary: int  # context switches over all threads: each is a wake-up
    cpu_ns: int
    reaped_faults: int  # page faults of children that ended: it grows with every one
    processes: int

    def __sub__(self, before: Use) -> Use:
        return Use(
            self.voluntary - before.voluntary,
            self.cpu_ns - before.cpu_ns,
            self.reaped_faults - before.reaped_faults,
            self.processes - before.processes,
        )


@dataclass(frozen=True, slots=True)
class Memory:
    """Proportional memory in megabytes (of 1024 squared bytes)."""

    pss: float
    alone: float  # with all pages of Python's files counted here, as if no other Python ran


def family(pid: int) -> list[int]:
    """Return a process and everything below it."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            with suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def use(pid: int) -> Use:
    """Return what a process and its children have used so far."""
    pids = family(pid)
    threads = [thread for each in pids for thread in Path(f"/proc/{each}/task").iterdir()]
    return Use(
        voluntary=sum(_voluntary(thread) for thread in threads),
        cpu_ns=sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads),
        reaped_faults=sum(_reaped_faults(each) for each in pids),
        processes=len(pids),
    )


def memory(pid: int) -> Memory:
    """Return the memory of a process and its children."""
    pss = alone = 0
    for each in family(pid):
        path = ""
        for line in Path(f"/proc/{each}/smaps").read_text(errors="replace").splitlines():
            name, _colon, rest = line.partition(":")
            words = line.split()
            if "-" in words[0] and not name.isalpha():
                path = words[5] if len(words) > 5 else ""
            elif name == "Pss":
                pss += int(words[1])
                alone += 0 if _is_python(path) else int(words[1])
            elif name == "Rss" and _is_python(path):
                alone += int(rest.split()[0])
    return Memory(pss / 1024, alone / 1024)


def _is_python(path: str) -> bool:
    return path.startswith(_PYTHONS) or Path(path).name.startswith(("python3", "libpython"))


def _voluntary(thread: Path) -> int:
    for line in (thread / "status").read_text().splitlines():
        if line.startswith("voluntary_ctxt_switches"):
            return int(line.split()[1])
    raise ValueError(f"{thread} tells no context switches")


def _reaped_faults(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[8])
