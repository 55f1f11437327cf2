"""The demonstration's texts, as files that people can read."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> Any:
    """Return the content of one file of this folder, `.yaml` or `.json`."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else yaml.safe_load(text)
