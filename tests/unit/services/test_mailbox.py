"""The one-slot mailbox: newest wins, drops are counted, nothing grows."""

from __future__ import annotations

import threading

import numpy as np

from faceapp.domain.records import Frame
from faceapp.services.mailbox import Mailbox


def frame(index: int) -> Frame:
    return Frame(np.zeros((2, 2, 3), dtype=np.uint8), index / 30, "test", index)


def test_the_newest_frame_wins_and_drops_are_counted() -> None:
    mailbox = Mailbox()
    for index in range(5):
        mailbox.put(frame(index))
    taken = mailbox.take(1.0)
    assert taken is not None and taken.index == 4
    assert mailbox.dropped == 4
    assert mailbox.take(0.0) is None


def test_a_patient_sender_loses_no_frame() -> None:
    mailbox = Mailbox()
    seen: list[int] = []

    def receive() -> None:
        while not mailbox.exhausted:
            taken = mailbox.take(0.05)
            if taken is not None:
                seen.append(taken.index)

    receiver = threading.Thread(target=receive)
    receiver.start()
    for index in range(50):
        while not mailbox.put_when_empty(frame(index), 0.05):
            pass
    mailbox.close()
    receiver.join(5.0)
    assert seen == list(range(50))
    assert mailbox.dropped == 0


def test_a_full_slot_refuses_a_patient_sender_in_time() -> None:
    mailbox = Mailbox()
    mailbox.put(frame(0))
    assert not mailbox.put_when_empty(frame(1), 0.0)
    taken = mailbox.take(0.0)
    assert taken is not None and taken.index == 0


def test_closing_wakes_a_receiver_and_leaves_the_last_frame() -> None:
    mailbox = Mailbox()
    mailbox.put(frame(7))
    mailbox.close()
    assert not mailbox.exhausted
    taken = mailbox.take(60.0)
    assert taken is not None and taken.index == 7
    assert mailbox.exhausted
    assert mailbox.take(60.0) is None


def test_clearing_forgets_a_frame() -> None:
    mailbox = Mailbox()
    mailbox.put(frame(0))
    mailbox.clear()
    assert mailbox.take(0.0) is None
