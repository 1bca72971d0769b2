"""The reactor: one thread, nothing lost, nothing served that was called off."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from posture_break.reactor import Reactor
from tests.rounds import turn_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from posture_break.ports import Cancel


@pytest.fixture
def reactor() -> Iterator[Reactor]:
    """Give an open reactor."""
    with Reactor() as opened:
        yield opened


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Give two connected sockets."""
    left, right = socket.socketpair()
    with left, right:
        yield left, right


def test_a_readable_descriptor_is_served(
    reactor: Reactor, pair: tuple[socket.socket, socket.socket]
) -> None:
    """What arrives on a watched descriptor reaches its callback."""
    got: list[bytes] = []
    reactor.watch(pair[0].fileno(), lambda: got.append(pair[0].recv(10)))
    pair[1].send(b"hello")
    assert turn_until(reactor, lambda: got == [b"hello"])


def test_a_hung_up_descriptor_is_served(
    reactor: Reactor, pair: tuple[socket.socket, socket.socket]
) -> None:
    """The other end going away counts as something to read."""
    got: list[bytes] = []
    reactor.watch(pair[0].fileno(), lambda: got.append(pair[0].recv(10)))
    pair[1].close()
    assert turn_until(reactor, lambda: got[:1] == [b""])


def test_reading_and_writing_are_watched_apart(
    reactor: Reactor, pair: tuple[socket.socket, socket.socket]
) -> None:
    """One descriptor may be watched both ways, and each way is called off alone."""
    seen: list[str] = []
    stop_reading = reactor.watch(pair[0].fileno(), lambda: seen.append("read"))
    stop_writing = reactor.watch_write(pair[0].fileno(), lambda: seen.append("write"))
    pair[1].send(b"x")
    reactor.turn(1)
    assert seen == ["read", "write"]
    stop_writing()
    reactor.turn(1)
    assert seen == ["read", "write", "read"]
    stop_reading()
    reactor.turn(0)
    assert seen == ["read", "write", "read"]


def test_watching_twice_is_refused(
    reactor: Reactor, pair: tuple[socket.socket, socket.socket]
) -> None:
    """Two owners of one descriptor would steal each other's bytes."""
    reactor.watch(pair[0].fileno(), lambda: None)
    with pytest.raises(ValueError, match="watched already"):
        reactor.watch(pair[0].fileno(), lambda: None)


def test_cancelling_twice_is_harmless(
    reactor: Reactor, pair: tuple[socket.socket, socket.socket]
) -> None:
    """The second call does nothing, not even to a later watch of the same number."""
    cancel = reactor.watch(pair[0].fileno(), lambda: None)
    cancel()
    got: list[bytes] = []
    reactor.watch(pair[0].fileno(), lambda: got.append(pair[0].recv(10)))
    cancel()
    pair[1].send(b"x")
    assert turn_until(reactor, lambda: got == [b"x"])


def test_cancelling_after_the_close_is_harmless(
    reactor: Reactor, pair: tuple[socket.socket, socket.socket]
) -> None:
    """A descriptor that was closed first, watched both ways, can still be called off."""
    read = reactor.watch(pair[0].fileno(), lambda: None)
    write = reactor.watch_write(pair[0].fileno(), lambda: None)
    pair[0].close()
    read()
    write()
    reactor.turn(0)


def test_a_callback_may_cancel_another_that_is_ready(reactor: Reactor) -> None:
    """Of two ready descriptors whose callbacks cancel each other, just one is served."""
    one, two = socket.socketpair(), socket.socketpair()
    served: list[int] = []
    cancels: list[Cancel] = []
    for number, (end, other) in enumerate((one, two)):

        def serve(number: int = number) -> None:
            served.append(number)
            cancels[1 - number]()

        cancels.append(reactor.watch(end.fileno(), serve))
        other.send(b"x")
    reactor.turn(1)
    assert len(served) == 1
    for each in (*one, *two):
        each.close()


def test_a_reused_number_is_not_served_for_the_old_one(reactor: Reactor) -> None:
    """A descriptor closed and opened anew within a round does not inherit its readiness."""
    pipes = [os.pipe(), os.pipe()]
    served: list[str] = []
    cancels: dict[int, Cancel] = {}

    def first(mine: int, other: int) -> None:
        served.append("first")
        cancels[mine]()
        cancels[other]()
        os.close(other)
        fresh = os.open("/dev/null", os.O_RDONLY)
        os.close(fresh)
        read, write = os.pipe()
        assert other in {read, write}, "the kernel gives the lowest free number"
        os.set_blocking(read, False)
        reactor.watch(read, lambda: served.append("fresh"))
        pipes.append((read, write))

    a, b = pipes[0][0], pipes[1][0]
    cancels[a] = reactor.watch(a, lambda: first(a, b))
    cancels[b] = reactor.watch(b, lambda: first(b, a))
    for _, write in pipes[:2]:
        os.write(write, b"x")
    reactor.turn(1)
    assert served == ["first"]
    for each in {fd for pipe in pipes for fd in pipe}:
        try:
            os.close(each)
        except OSError:
            continue


def test_timers_ring_in_the_order_of_their_moments(reactor: Reactor) -> None:
    """The nearer moment rings first; equal moments in the order of asking."""
    rung: list[str] = []
    reactor.later(0.03, lambda: rung.append("third"))
    reactor.later(-5, lambda: rung.append("first"))
    reactor.later(0.01, lambda: rung.append("second"))
    assert turn_until(reactor, lambda: len(rung) == 3)
    assert rung == ["first", "second", "third"]


def test_a_timer_is_never_early(reactor: Reactor) -> None:
    """It rings at its moment or later."""
    start = time.monotonic()
    rung: list[float] = []
    reactor.later(0.025, lambda: rung.append(time.monotonic() - start))
    assert turn_until(reactor, lambda: bool(rung))
    assert rung[0] >= 0.025


def test_a_cancelled_timer_neither_rings_nor_wakes(reactor: Reactor) -> None:
    """Called off, even twice, it leaves the reactor sleeping to the next real moment."""
    rung: list[str] = []
    cancel = reactor.later(0.0, lambda: rung.append("cancelled"))
    cancel()
    cancel()
    start = time.monotonic()
    reactor.turn(0.05)
    assert rung == []
    assert time.monotonic() - start >= 0.045


def test_a_due_timer_may_cancel_another_due_one(reactor: Reactor) -> None:
    """The second of two due timers does not ring when the first calls it off."""
    rung: list[str] = []
    cancels: list[Cancel] = []

    def first() -> None:
        rung.append("first")
        cancels[0]()

    reactor.later(0, first)
    cancels.append(reactor.later(0, lambda: rung.append("second")))
    reactor.turn(1)
    reactor.turn(0)
    assert rung == ["first"]


def test_a_timer_asked_for_by_a_timer_waits_a_round(reactor: Reactor) -> None:
    """A timer that asks again for at once does not starve the descriptors."""
    rounds: list[int] = []

    def again() -> None:
        rounds.append(1)
        reactor.later(0, again)

    reactor.later(0, again)
    reactor.turn(0)
    assert len(rounds) == 1
    reactor.turn(0)
    assert len(rounds) == 2


def test_cancelled_timers_do_not_pile_up(reactor: Reactor) -> None:
    """A caller that re-arms far moments for ever does not grow the heap."""
    for _ in range(10_000):
        reactor.later(3600, lambda: None)()
    assert len(reactor._timers) <= 64


def test_posts_from_many_threads_all_arrive_on_the_loop(reactor: Reactor) -> None:
    """Four threads post at once: nothing is lost, each keeps its order, all run on one thread."""
    got: list[tuple[int, int]] = []
    threads_seen = set()

    def poster(name: int) -> None:
        for number in range(500):

            def call(number: int = number) -> None:
                got.append((name, number))
                threads_seen.add(threading.get_ident())

            reactor.post(call)

    threads = [threading.Thread(target=poster, args=(name,)) for name in range(4)]
    for each in threads:
        each.start()
    assert turn_until(reactor, lambda: len(got) == 2000)
    for each in threads:
        each.join()
    for name in range(4):
        assert [number for who, number in got if who == name] == list(range(500))
    assert threads_seen == {threading.get_ident()}


def test_a_post_wakes_a_sleeping_reactor(reactor: Reactor) -> None:
    """A thread's post ends a sleep that had no end of its own."""
    thread = threading.Timer(0.02, reactor.post, [reactor.stop])
    thread.start()
    reactor.run()
    thread.join()


def test_every_post_wakes_not_only_the_first(reactor: Reactor) -> None:
    """A reactor that was woken and went to sleep again is woken by the next post."""
    for _ in range(3):
        thread = threading.Timer(0.01, reactor.post, [lambda: None])
        thread.start()
        start = time.monotonic()
        reactor.turn(5)
        assert time.monotonic() - start < 4
        thread.join()


def test_a_post_from_a_callback_waits_a_round(reactor: Reactor) -> None:
    """A call that posts itself for ever leaves room for everything else."""
    count: list[int] = []

    def again() -> None:
        count.append(1)
        reactor.post(again)

    reactor.post(again)
    reactor.turn(1)
    assert len(count) == 1


def test_a_post_before_opening_is_kept() -> None:
    """Posting needs no open reactor; the call runs in its first round."""
    reactor, got = Reactor(), []
    reactor.post(lambda: got.append("kept"))
    with reactor:
        reactor.turn(1)
    assert got == ["kept"]


def test_an_error_is_reported_and_the_loop_goes_on() -> None:
    """A raising callback of any kind reaches the boundary, the next one is served."""
    errors: list[Exception] = []
    went_on: list[bool] = []

    def fail() -> None:
        raise LookupError

    with Reactor(errors.append) as reactor:
        reactor.post(fail)
        reactor.later(0, fail)
        reactor.post(lambda: went_on.append(True))
        assert turn_until(reactor, lambda: len(errors) == 2 and bool(went_on))
    assert [type(each) for each in errors] == [LookupError, LookupError]


def test_an_error_without_a_boundary_ends_the_loop(reactor: Reactor) -> None:
    """Tests that name no boundary see the exception."""

    def fail() -> None:
        raise LookupError

    reactor.post(fail)
    with pytest.raises(LookupError):
        reactor.run()


def test_run_inside_run_is_refused(reactor: Reactor) -> None:
    """A callback cannot start a second loop inside the first."""
    reactor.post(reactor.run)
    with pytest.raises(RuntimeError, match="running already"):
        reactor.run()


def test_stop_before_run_ends_it_at_once(reactor: Reactor) -> None:
    """A stop that comes first is not lost, and does not outlast that run."""
    reactor.stop()
    reactor.run()
    reactor.later(0.01, reactor.stop)
    reactor.run()


def test_the_wait_of_another_time_source_bounds_the_sleep(reactor: Reactor) -> None:
    """`run` asks before every sleep how long it may last."""
    answers = iter([0.01, 0.01])

    def wait() -> float | None:
        rest = next(answers, None)
        if rest is None:
            reactor.stop()
        return rest

    reactor.run(wait)
    assert next(answers, "used up") == "used up"


def test_a_signal_runs_on_the_loop_and_goes_back_when_cancelled(reactor: Reactor) -> None:
    """A signal ends the sleep, its callback runs as any other, and the old handler returns."""
    before = signal.getsignal(signal.SIGUSR1)
    cancel = reactor.signal(signal.SIGUSR1, reactor.stop)
    thread = threading.Timer(0.02, os.kill, [os.getpid(), signal.SIGUSR1])
    thread.start()
    reactor.run()
    thread.join()
    cancel()
    cancel()
    assert signal.getsignal(signal.SIGUSR1) == before


def test_a_reactor_that_is_not_open_says_so() -> None:
    """Running before opening is a mistake with a name."""
    with pytest.raises(RuntimeError, match="not open"):
        Reactor().turn()


def test_closing_twice_and_opening_again_works() -> None:
    """A closed reactor can be opened anew; late posts from threads do no harm."""
    reactor = Reactor()
    reactor.open()
    reactor.close()
    reactor.close()
    reactor.post(lambda: None)
    with reactor:
        reactor.turn(1)
