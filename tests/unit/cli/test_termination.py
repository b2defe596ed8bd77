"""A command that is ended from outside: in good order, with the exit code that shells expect."""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable

import pytest
import typer

from faceapp.cli import run_command_line
from faceapp.cli.termination import ended_like_interrupted

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a POSIX system's signals")


def send(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)
    signal.sigtimedwait([], 0)  # Python runs its handlers between bytecodes


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_command_ends_in_order(
    number: signal.Signals, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = []

    def work(context: typer.Context) -> None:
        try:
            send(number)
            done.append("all of it")
        finally:
            done.append("put in order")

    replace_doctor(monkeypatch, work)
    before = signal.getsignal(signal.SIGTERM)
    assert run_command_line(["doctor"]) == code
    assert done == ["put in order"]
    assert "Traceback" not in capsys.readouterr().err
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_a_command_tells_of_an_interruption_it_tells_of_this_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(context: typer.Context) -> None:
        try:
            send(signal.SIGTERM)
        except KeyboardInterrupt:
            raise typer.Exit(130) from None

    replace_doctor(monkeypatch, work)
    assert run_command_line(["doctor"]) == 143


def test_another_end_keeps_its_code() -> None:
    with ended_like_interrupted() as ending:
        with pytest.raises(KeyboardInterrupt):
            send(signal.SIGTERM)
        assert [ending.exit_code(code) for code in (0, 2, 130)] == [0, 2, 143]
    with ended_like_interrupted() as ending:
        assert ending.exit_code(130) == 130


def test_a_forked_process_just_ends() -> None:
    with ended_like_interrupted(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of threads: the child uses none
        child = os.fork()
        if child == 0:
            try:
                send(signal.SIGTERM)
            finally:
                os._exit(0)
        assert os.waitpid(child, 0)[1] == signal.SIGTERM


def test_other_threads_leave_signals_alone() -> None:
    before = signal.getsignal(signal.SIGTERM)
    seen = []

    def run() -> None:
        with ended_like_interrupted():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [before]


def replace_doctor(monkeypatch: pytest.MonkeyPatch, work: Callable[[typer.Context], None]) -> None:
    """Let `faceapp doctor` do something else."""
    app = sys.modules["faceapp.cli"].app
    command = next(entry for entry in app.registered_commands if entry.name == "doctor")
    monkeypatch.setattr(command, "callback", work)
