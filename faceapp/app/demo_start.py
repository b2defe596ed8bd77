"""Beginning a demonstration: everybody in it is synthetic, and nothing of it stays."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from faceapp.app.application import Application
from faceapp.config import Settings
from faceapp.services.demonstration import enrol_demo_people


@dataclass(frozen=True, slots=True)
class DemoStart:
    """The start of a demonstration; may be tried again and again, as `Start`.

    Attributes:
        directory: For its data; whoever made it takes it away.
        on_enrolled: Told of each demo person's name.
    """

    directory: Path
    on_enrolled: Callable[[str], None] = lambda _name: None

    def open(self) -> Application:
        """Open an application and enrol the demo people; takes some seconds.

        Raises:
            FaceappError: Something is in the way.
        """
        # A directory of its own each time: what a failed try left behind cannot be in the next one's way.
        application = Application.open(Path(tempfile.mkdtemp(dir=self.directory)), Settings(), demo=True)
        try:
            for name in enrol_demo_people(application.enrol):
                self.on_enrolled(name)
        except BaseException:
            application.close()
            raise
        return application

    def salvaged_settings(self) -> Settings:
        """The defaults: a demonstration reads no file."""
        return Settings()

    def leave_out_mistakes(self, now: datetime) -> Path:
        """Never called for: where no settings file is read, none is wrong."""
        raise NotImplementedError

    def administration(self) -> None:
        """None: nobody guards a demonstration."""
