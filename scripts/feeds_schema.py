"""Write docs/feeds.schema.json anew from the models of feeds.yaml."""

from __future__ import annotations

import json
from pathlib import Path

from digest.config import schema

if __name__ == "__main__":
    path = Path(__file__).parent.parent / "docs" / "feeds.schema.json"
    path.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(path)
