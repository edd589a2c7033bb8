"""How often each term stands in news, for the grouping of stories: digest/stories/data/background.tsv.

python -m training.background GMB.jsonl

Counted in the texts of the Groningen Meaning Bank: news of the Voice of America, in the public domain. Of each text
its beginning, as long as a teaser; of the terms those met three times. The annotation is not used.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from digest.text.similarity import terms

OUT = Path(__file__).parents[1] / "digest" / "stories" / "data" / "background.tsv"
SHORTEST, BEGINNING, LEAST = 20, 60, 3


def main(file: str) -> None:
    """Count the terms of the texts in `file`, and write what the grouping reads."""
    seen: Counter[str] = Counter()
    documents = 0
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        found = terms(json.loads(line)["text"])
        if len(found) >= SHORTEST:
            documents += 1
            seen.update(set(found[:BEGINNING]))
    kept = [f"{term}\t{count}\n" for term, count in sorted(seen.items()) if count >= LEAST]
    OUT.write_text(f"\t{documents}\n" + "".join(kept), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
