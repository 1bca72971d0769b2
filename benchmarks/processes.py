"""What running processes use, read from /proc by somebody who is none of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


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
    alone: float  # as if no other Python ran: files that only Pythons use are counted in full


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
    elsewhere = _files_of_others()
    for each in family(pid):
        path = ""
        for line in Path(f"/proc/{each}/smaps").read_text(errors="replace").splitlines():
            name, *rest = line.split()
            if not name.endswith(":"):
                path = rest[4] if len(rest) > 4 else ""
            elif name == "Pss:":
                pss += int(rest[0])
                alone += int(rest[0]) if path in elsewhere else 0
            elif name == "Rss:":
                alone += 0 if path in elsewhere else int(rest[0])
    return Memory(pss / 1024, alone / 1024)


def _files_of_others() -> set[str]:
    """Return the files that programs other than Python have mapped: their pages are shared."""
    found = set()
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit() and "python" not in (process / "exe").readlink().name:
                lines = (process / "maps").read_text(errors="replace").splitlines()
                found |= {line.split(maxsplit=5)[5] for line in lines if "/" in line}
    return found


def _voluntary(thread: Path) -> int:
    for line in (thread / "status").read_text().splitlines():
        if line.startswith("voluntary_ctxt_switches"):
            return int(line.split()[1])
    raise ValueError(f"{thread} tells no context switches")


def _reaped_faults(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[8])
