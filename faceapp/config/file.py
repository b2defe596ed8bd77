"""The settings file: read, changed, and mended where it is asked for."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import platformdirs
import tomlkit
import tomlkit.exceptions

from faceapp.config.examination import Examination, Mistake, examine_file, examine_values
from faceapp.config.fields import Key, Value
from faceapp.config.settings import Settings
from faceapp.config.toml_lines import line_where
from faceapp.domain.errors import ConfigError, SettingsFileError
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why

CONFIG_FILE = "faceapp.toml"
DATA_DIR_VARIABLE = "FACEAPP_DATA_DIR"


def default_data_dir() -> Path:
    """The user's data directory, unless `FACEAPP_DATA_DIR` names another."""
    named = os.environ.get(DATA_DIR_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("faceapp", appauthor=False))


def read_settings(path: Path | None, data_dir: Path) -> Settings:
    """Read the settings.

    Args:
        path: The file named by the user, which must exist; None for `faceapp.toml` in the data
            directory, if there is one.
        data_dir: The data directory.

    Raises:
        SettingsFileError: It holds what is no TOML, or an unknown or impossible setting; the error
            names each.
        ConfigError: It cannot be read.
    """
    examined = _examined(path, data_dir)
    if examined.mistakes:
        raise _error_for(path or data_dir / CONFIG_FILE, examined.mistakes)
    return examined.settings


def salvage_settings(path: Path | None, data_dir: Path) -> Settings:
    """The settings as far as they can be used, and else their defaults: to tell of what is wrong with them.

    No door may be run by them: what was left out may be what makes it safe.
    """
    try:
        return _examined(path, data_dir).settings
    except ConfigError:
        return Settings()


def where_set(path: Path, key: Key) -> Message | None:
    """Where a settings file sets something, in a sentence; None where it does not, or cannot be read."""
    try:
        line = line_where(_examined(path, path.parent).lines, key)
    except ConfigError:
        return None
    if line is None:
        return None
    return Message("Line {line} of '{path}' asks for that: {name}.", line=line, path=path, name=".".join(key))


def leave_out_mistakes(path: Path, now: datetime, also: Sequence[Key] = ()) -> Path:
    """Take everything out of a settings file that cannot be used, and keep the file as it was beside it.

    Args:
        path: The file.
        now: Names the copy.
        also: What else to take out: possible as it stands, and of no use.

    Returns:
        Where the file as it was is.

    Raises:
        ConfigError: The file cannot be read, copied or written; it is untouched.
    """
    examined = _examined(path, path.parent)
    text = _without(examined, [key for key in also if line_where(examined.lines, key) is not None])
    kept = path.with_name(f"{path.name}.broken-{now:%Y%m%d-%H%M%S}")
    with _writing_errors(path):
        # An address in it may hold a password; and no copy of before is overwritten.
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            copy.write(path.read_bytes())
            copy.flush()
            os.fsync(copy.fileno())
        _replace(path, text)
    return kept


def write_setting(path: Path, section: str, name: str, value: Value) -> None:
    """Change one setting in a file; see `write_settings`."""
    write_settings(path, {(section, name): value})


def write_settings(
    path: Path,
    changes: Mapping[tuple[str, str], Value | None],
    *,
    check: Callable[[Settings], None] = lambda _: None,
) -> None:
    """Change settings in a file, all of them or none, and leave everything else in it, comments too, as it is.

    Args:
        path: The file; made when absent, for its owner alone: an address in it may hold a password.
        changes: New values by table and entry; None takes an entry out.
        check: Asked whether the result can be used; what it raises leaves the file untouched.

    Raises:
        ConfigError: The file is no valid settings file, before or after, or cannot be written; it is untouched then.
    """
    before = _examined(path if path.exists() else None, path.parent)
    if before.mistakes:
        raise _error_for(path, before.mistakes)
    try:
        document = tomlkit.parse("\n".join(before.lines))
    except tomlkit.exceptions.TOMLKitError as error:  # of another mind than Python's own parser
        raise ConfigError(
            Message("The settings file '{path}' cannot be changed: {why}.", path=path, why=str(error)),
            hint=Message("Change it by hand."),
        ) from error
    for (section, name), value in changes.items():
        if value is not None:
            document.setdefault(section, tomlkit.table())[name] = value
        elif section in document and name in document[section]:
            del document[section][name]
    after = examine_values(document.unwrap())
    if after.mistakes:
        raise ConfigError(
            Message("The settings file '{path}' cannot be changed like that.", path=path),
            hint=Message("Choose other values."),
            details=tuple(mistake.sentence for mistake in after.mistakes),
        )
    check(after.settings)
    with _writing_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, tomlkit.dumps(document))


def _examined(path: Path | None, data_dir: Path) -> Examination:
    file = path if path is not None else data_dir / CONFIG_FILE
    try:
        return examine_file(file.read_bytes())
    except OSError as error:
        if path is None and isinstance(error, FileNotFoundError | NotADirectoryError):
            return Examination(Settings(), ())
        raise ConfigError(
            Message("The settings file '{path}' cannot be read: {why}.", path=file, why=why(error)),
            hint=Message("Check its name and permissions."),
        ) from error


def _error_for(path: Path, mistakes: Sequence[Mistake]) -> SettingsFileError:
    if len(mistakes) == 1:
        sentence = Message("There is a mistake in the settings file '{path}'.", path=path)
    else:
        sentence = Message("There are {count} mistakes in the settings file '{path}'.", count=len(mistakes), path=path)
    return SettingsFileError(
        sentence,
        hint=Message("Mend what is named; nothing else in the file is wrong."),
        details=tuple(mistake.sentence for mistake in mistakes),
    )


def _without(examined: Examination, also: Sequence[Key]) -> str:
    """The file's text without what cannot be used; all else, comments too, as it was."""
    left = examined.settings.model_dump(exclude_defaults=True)
    for section, name in also:
        left.get(section, {}).pop(name, None)
    try:
        document = tomlkit.parse("\n".join(examined.lines))
        for path in (*examined.left_out, *also):
            table = document if len(path) == 1 else document[path[0]]
            del table[path[-1]]
        text = tomlkit.dumps(document)
        if examine_values(document.unwrap()).settings == Settings.model_validate(left):
            return text
    except (tomlkit.exceptions.TOMLKitError, KeyError):
        pass  # its parser and its tables are of another mind than Python's
    # Laid out in a way that cannot be kept: the settings alone.
    return tomlkit.dumps(left)


def _replace(path: Path, text: str) -> None:
    """Put a text in a file's place, whole or not at all, for those alone who might read it before."""
    partial = path.with_name(path.name + ".partial")
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o600
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(handle)
    partial.chmod(mode)
    partial.replace(path)


@contextmanager
def _writing_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigError(
            Message("The settings file '{path}' cannot be written: {why}.", path=path, why=why(error)),
            hint=Message("Allow writing there, and see that the disk is not full."),
        ) from error
