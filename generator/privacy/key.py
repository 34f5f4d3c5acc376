"""The publication's secret, from which every pseudonym is made."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from generator.errors import PublicationError

LENGTH = 32


def new_secret() -> bytes:
    """A key that is nowhere yet."""
    return secrets.token_bytes(LENGTH)


def read_secret(folder: Path) -> bytes | None:
    """The key in data/private/, or None where there is none yet."""
    file = folder / "key"
    if not file.exists():
        return None
    key = file.read_bytes()
    if len(key) != LENGTH:
        raise PublicationError(
            f"{file}: holds {len(key)} bytes, expected {LENGTH}; put the right key back, "
            "or delete the file and import every thread again."
        )
    return key


def keep_secret(folder: Path, key: bytes) -> bytes:
    """Write the key where there is none yet, and give the one that holds: another import may have been first."""
    file = folder / "key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f".key.{os.getpid()}"
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(key)
            out.flush()
            os.fsync(out.fileno())
        try:
            # A link fails where another import was first; a rename would throw its key away.
            os.link(new, file)
        except FileExistsError:
            pass
        except OSError:
            new.rename(file)
        finally:
            new.unlink(missing_ok=True)
    return read_secret(folder) or key
