"""The administrator's PIN: whether there is one, setting it, and trying it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from sqlite_utils import Database

from faceapp.domain.pins import Attempts, PinChange, PinChangeKind, PinTrial, hash_pin, try_pin
from faceapp.services.author import author as present_user
from faceapp.storage.admin_pin_changes import AdminPinChangesRepository
from faceapp.storage.settings import JsonValue, SettingsRepository

# What is kept in the database. The tries are kept, too: otherwise a new start would bring free ones.
_PIN = "admin.pin"
_FAILURES = "admin.failures"
_FAILED_AT_S = "admin.failed_at_s"


class Administration:
    """Guards everything but the door's screen, once a PIN is set; methods may be called from any thread.

    Args:
        database: Opens a connection for the calling thread.
        now_s: Seconds since the epoch.
        author: Who is at this machine; every change is put on record with it.
    """

    def __init__(
        self,
        database: Callable[[], Database],
        now_s: Callable[[], float] = time.time,
        author: Callable[[], str] = present_user,
    ) -> None:
        self._database = database
        self._now_s = now_s
        self._author = author

    def is_protected(self) -> bool:
        """Whether a PIN is set.

        Raises:
            StorageError: The database cannot be read.
        """
        with closing(self._database()) as database:
            return SettingsRepository(database).get(_PIN) is not None

    def set_pin(self, pin: str) -> None:
        """Set the PIN, in place of one before; slow, so never on the main thread.

        Raises:
            PinError: The digits cannot be a PIN.
            StorageError: It cannot be stored.
        """
        kept = hash_pin(pin)
        with closing(self._database()) as database:
            settings = SettingsRepository(database)
            kind = PinChangeKind.SET if settings.get(_PIN) is None else PinChangeKind.CHANGED
            settings.change({_PIN: kept, **_kept(Attempts())}, note=lambda: self._record(database, kind))

    def set_first_pin(self, pin: str) -> bool:
        """Set the PIN where there is none; slow, so never on the main thread.

        Returns:
            Whether it was set: one that was there before, or came meanwhile, stays as it is.

        Raises:
            PinError: The digits cannot be a PIN.
            StorageError: It cannot be read or stored.
        """
        kept = hash_pin(pin)
        with closing(self._database()) as database:
            return SettingsRepository(database).change(
                {_PIN: kept, **_kept(Attempts())},
                note=lambda: self._record(database, PinChangeKind.SET),
                unless=_PIN,
            )

    def remove_pin(self) -> None:
        """Ask for none any more; where there is none, nothing happens.

        Raises:
            StorageError: It cannot be removed.
        """
        with closing(self._database()) as database:
            settings = SettingsRepository(database)
            if settings.get(_PIN) is not None:
                settings.change(
                    {},
                    forget=(_PIN, _FAILURES, _FAILED_AT_S),
                    note=lambda: self._record(database, PinChangeKind.REMOVED),
                )

    def pin_changes(self, limit: int = 100) -> list[PinChange]:
        """What was done to the PIN, and by whom; the newest first.

        Args:
            limit: So many at most.

        Raises:
            StorageError: The database cannot be read, or the record in it is damaged.
        """
        with closing(self._database()) as database:
            return AdminPinChangesRepository(database).newest(limit)

    def try_pin(self, pin: str) -> PinTrial:
        """Try a PIN; slow, so never on the main thread. Without a PIN to guard it every one is right.

        Raises:
            PinError: What is kept is damaged.
            StorageError: The database cannot be read or written: nobody is let in.
        """
        with closing(self._database()) as database:
            settings = SettingsRepository(database)
            kept = settings.get(_PIN)
            if kept is None:
                return PinTrial(True, Attempts())
            trial = try_pin(pin, str(kept), _attempts(settings), self._now_s())
            settings.change(_kept(trial.attempts))
            return trial

    def _record(self, database: Database, kind: PinChangeKind) -> None:
        now = datetime.fromtimestamp(self._now_s(), UTC)
        AdminPinChangesRepository(database).add(kind, author=self._author(), now=now)


def _attempts(settings: SettingsRepository) -> Attempts:
    failures, failed_at_s = settings.get(_FAILURES, 0), settings.get(_FAILED_AT_S, 0.0)
    sound = isinstance(failures, int) and isinstance(failed_at_s, (int, float)) and math.isfinite(failed_at_s)
    if not sound:
        # Whoever changed the record of the tries gets none of them back.
        return Attempts(failures=2**10, failed_at_s=0.0)
    assert isinstance(failures, int) and isinstance(failed_at_s, (int, float))
    return Attempts(failures, float(failed_at_s))


def _kept(attempts: Attempts) -> dict[str, JsonValue]:
    return {_FAILURES: attempts.failures, _FAILED_AT_S: attempts.failed_at_s}
