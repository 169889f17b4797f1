"""Where the models of this machine are that no other program manages."""

from __future__ import annotations

import os
from pathlib import Path


def models_folder(kind: str, variable: str) -> Path:
    """Give the folder of one kind of models: what a variable of the environment says, else one for the user's data.

    Args:
        kind: name of the engine.
        variable: name of the variable.
    """
    if chosen := os.environ.get(variable):
        return Path(chosen)
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "l10n" / kind
