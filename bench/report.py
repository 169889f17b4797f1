"""What the benchmarks share: the figures of a run, printed and kept."""

from __future__ import annotations

import json
from pathlib import Path


def publish(found: object, file: Path | None) -> None:
    """Print figures as JSON, and write them to a file if one is named."""
    text = json.dumps(found, indent=2, ensure_ascii=False)
    print(text)
    if file:
        file.write_text(text + "\n", encoding="utf-8")
