"""Background work of one screen: started, answered on the main thread, and waited for at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from faceapp.domain.errors import FaceappError
from faceapp.ui.background import BackgroundTask, Report


class TaskGroup(QObject):
    """Runs any number of pieces of work, each on a thread of its own.

    Args:
        on_error: Told of an error that nobody else wants, on the main thread.
        parent: Qt's parent.
    """

    def __init__(self, on_error: Callable[[FaceappError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._tasks: set[BackgroundTask] = set()
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether anything is still running or not answered yet."""
        return bool(self._tasks)

    def start(
        self,
        work: Callable[[Report], Any],
        then: Callable[[Any], None],
        *,
        on_progress: Callable[[float, str], None] | None = None,
        on_error: Callable[[FaceappError], None] | None = None,
    ) -> None:
        """Begin a piece of work.

        Args:
            work: What to do, on another thread.
            then: Given what it returned, on the main thread.
            on_progress: Given its progress, on the main thread.
            on_error: Given the error it ended with, in place of the group's.
        """
        task = BackgroundTask(work, self)
        self._tasks.add(task)
        # Bound to this object, so that Qt calls it on this object's thread.
        task.succeeded.connect(partial(self._on_success, task, then))
        task.failed.connect(partial(self._on_failure, task, on_error or self._on_error))
        if on_progress is not None:
            task.progressed.connect(on_progress)
        task.start()

    def wait(self) -> None:
        """Wait for all that runs, and answer nothing any more."""
        self._closed = True
        for task in list(self._tasks):
            task.wait()

    def _on_success(self, task: BackgroundTask, then: Callable[[Any], None], result: object) -> None:
        self._end(task)
        if not self._closed:
            then(result)

    def _on_failure(self, task: BackgroundTask, tell: Callable[[FaceappError], None], error: FaceappError) -> None:
        self._end(task)
        if not self._closed:
            tell(error)

    def _end(self, task: BackgroundTask) -> None:
        task.wait()
        self._tasks.discard(task)
        task.deleteLater()
