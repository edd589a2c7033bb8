"""`python -m tests.quality` prints how well people are recognised, category by category.

`--kept` measures on the articles that are kept apart; `-v` tells every fault as well, which is for the others;
`--recogniser NAME` lets another one find the names.
"""

from __future__ import annotations

import sys
from functools import partial

from tests.quality.labelled import HERE, KEPT, sets, texts
from tests.quality.scoring import analysed, b_cubed, score, total


def main() -> None:
    folder = KEPT if "--kept" in sys.argv else HERE
    name = sys.argv[sys.argv.index("--recogniser") + 1] if "--recogniser" in sys.argv else ""
    read = partial(analysed, recogniser=name)
    tallies = score(texts(folder), read)
    rows = [*sorted(tallies.items()), ("all", total(tallies.values()))]
    print(
        f"{'category':<26}{'articles':>9}{'people F1':>11}{'attribution':>13}{'all right':>11}{'involvement':>13}"
    )
    for category, tally in rows:
        figures = tally.figures()
        print(
            f"{category:<26}{tally.articles:>9}{figures['people']:>11.3f}{figures['attribution']:>13.3f}"
            f"{figures['all right']:>11.0%}{figures['involvement']:>13.3f}"
        )
        if "-v" in sys.argv and category != "all":
            print(*(f"    {fault}" for fault in tally.faults), sep="\n")
    given = sets(folder)
    f1, merges = b_cubed(given, read)
    print(f"\nacross articles, {len(given)} sets: B-cubed F1 {f1:.3f}, wrong merges {len(merges)}")
    print(*(f"    {merge}" for merge in merges), sep="\n")


if __name__ == "__main__":
    main()
