"""Settings: described in `settings.py`, read off one by one by `fields.py`, kept in a file by `file.py`.

What is wrong with a file is found, every mistake of it and in plain words, by `examination.py`.
"""

from faceapp.config.file import (
    CONFIG_FILE,
    DATA_DIR_VARIABLE,
    default_data_dir,
    leave_out_mistakes,
    read_settings,
    salvage_settings,
    where_set,
    write_setting,
    write_settings,
)
from faceapp.config.settings import (
    CameraSettings,
    DecisionSettings,
    DetectionSettings,
    DoorSettings,
    EncoderSettings,
    EnrolmentSettings,
    EventsSettings,
    QualitySettings,
    Settings,
    TakesEffect,
    UiSettings,
)

__all__ = [
    "CONFIG_FILE",
    "DATA_DIR_VARIABLE",
    "CameraSettings",
    "DecisionSettings",
    "DetectionSettings",
    "DoorSettings",
    "EncoderSettings",
    "EnrolmentSettings",
    "EventsSettings",
    "QualitySettings",
    "Settings",
    "TakesEffect",
    "UiSettings",
    "default_data_dir",
    "leave_out_mistakes",
    "read_settings",
    "salvage_settings",
    "where_set",
    "write_setting",
    "write_settings",
]
