"""`python -m tests.quality` prints how well people are recognised, category by category; `-v` every fault as well."""

from __future__ import annotations

import sys

from tests.quality.labelled import sets, texts
from tests.quality.scoring import b_cubed, score, total


def main() -> None:
    tallies = score(texts())
    rows = [*sorted(tallies.items()), ("all", total(tallies.values()))]
    print(f"{'category':<26}{'people F1':>10}{'attribution':>13}{'all right':>11}")
    for category, tally in rows:
        figures = tally.figures()
        print(
            f"{category:<26}{figures['people']:>10.3f}{figures['attribution']:>13.3f}{figures['all right']:>11.0%}"
        )
        if "-v" in sys.argv and category != "all":
            print(*(f"    {fault}" for fault in tally.faults), sep="\n")
    f1, merges = b_cubed(sets())
    print(f"\nacross articles, {len(sets())} sets: B-cubed F1 {f1:.3f}, wrong merges {len(merges)}")
    print(*(f"    {merge}" for merge in merges), sep="\n")


if __name__ == "__main__":
    main()
