"""Finding copies: items a second beside datasketch, cost by number of items, memory, and what is found.

python benchmarks/duplicates.py [ITEMS]      (datasketch is not needed by the project: pip install datasketch)
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from digest.articles.duplicates import with_copies
from digest.model import Article, article_id, revision_id
from digest.text.similarity import words

DAY = datetime(2026, 5, 12, tzinfo=UTC)
PEERS_ITEMS = 2000
PAIRS = 200


# fmt: off
def listed(text: str) -> list[str]:
    return text.split()


COMMON = listed(
    "the of to and in a that it was for on with he as at by this had not are but from or have an they which one were "
    "their there been has when who will more if out so what up said about than into them can only other time new some"
)
OFTEN = [1 / (rank + 2) for rank in range(len(COMMON))]
SYLLABLES = listed("ba cor den el fa gri hol in jor ka lem mar nor os pel qui ras sta tor ul ver wen yst zan bri dou")
BRITISH = {
    "color": "colour", "labor": "labour", "center": "centre", "organized": "organised", "defense": "defence",
    "traveled": "travelled", "program": "programme", "said": "stated", "about": "around", "new": "fresh",
}
# fmt: on


def main(items: int) -> None:
    tell_quality()
    few, many = in_a_process(max(1000, items // 10)), in_a_process(items)
    print(f"cost of an item among {items} beside one among {items // 10}: {many / few:.2f}")
    tell_peer(list(Maker(1).corpus(PEERS_ITEMS)))


def in_a_process(items: int) -> float:
    """Seconds an item, in a process of its own, so that its peak memory is that of these items alone."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(tell_all, (items,))


def tell_all(items: int) -> float:
    """Seconds an item, and the process's peak memory."""
    took = tell_speed(list(Maker(1).corpus(items)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"           peak memory {peak:.0f} MB, the articles among it")
    return took


def tell_speed(articles: list[Article]) -> float:
    """Seconds an item."""
    took = spent(lambda: with_copies(articles)) / len(articles)
    print(f"ours       {1 / took:9.0f} items/s among {len(articles)} items   {took * 1e6:6.1f} us an item")
    return took


def tell_peer(articles: list[Article]) -> None:
    """The peer beside ours on the same articles, both from the texts."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        print("datasketch is not installed: pip install datasketch")
        return

    def look_up(update: Callable[[MinHash, list[bytes]], None]) -> None:
        index = MinHashLSH(threshold=0.5, num_perm=128)
        for at, each in enumerate(articles):
            sketch = MinHash(num_perm=128)
            update(sketch, shingled(each.text))
            index.query(sketch)
            index.insert(at, sketch)

    def one_by_one(sketch: MinHash, shingles: list[bytes]) -> None:
        for each in shingles:
            sketch.update(each)

    ours = tell_speed(articles)
    for name, update in (("one by one", one_by_one), ("in batches", MinHash.update_batch)):
        peer = spent(lambda update=update: look_up(update), times=1) / len(articles)
        print(f"datasketch {1 / peer:9.0f} items/s, shingles {name}: ours is {peer / ours:.1f} times as fast")


def tell_quality() -> None:
    maker = Maker(2)
    edited = [
        (one, maker.edited(one, strength)) for strength in (0, 1, 2, 3) for one in maker.originals(PAIRS)
    ]
    found = sum(are_joined(one, other) for one, other in edited)
    print(f"edited copies: {found} of {len(edited)} pairs found, recall {found / len(edited):.3f}")
    for strength in range(4):
        part = edited[strength * PAIRS : (strength + 1) * PAIRS]
        print(f"  strength {strength}: {sum(are_joined(*pair) for pair in part) / PAIRS:.3f}")
    for name, pairs in maker.strangers():
        joined = sum(are_joined(one, other) for one, other in pairs)
        print(f"no copies, {name}: {joined} of {len(pairs)} joined")


def are_joined(one: Article, other: Article) -> bool:
    return len(with_copies([one, other])) == 1


def spent(work: Callable[[], object], *, times: int = 3) -> float:
    """Seconds of processor time, the best of some runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def shingled(text: str) -> list[bytes]:
    told = words(text)
    return [" ".join(run).encode() for run in zip(told, told[1:], told[2:], strict=False)]


class Maker:
    """Invented news, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [self.word() for _ in range(6000)]
        self.names = [self.word().title() for _ in range(2000)]
        self.count = 0

    def word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.choice((1, 2, 2, 3))))

    def article(self, title: str, text: str) -> Article:
        self.count += 1
        url = f"https://outlet{self.count}.example/{self.count}"
        key = article_id(url)
        seen = DAY + timedelta(seconds=self.count % 80000)
        return Article(
            id=key, revision=revision_id(key, title, text), feed_url=f"https://outlet{self.count % 50}.example/feed",
            url=url, title=title, text=text, published=seen, first_seen=seen, language="en",
        )  # fmt: skip

    def corpus(self, count: int) -> Iterator[Article]:
        """Different texts, with one in twenty a copy to the letter and one in twenty an edited one."""
        told: list[Article] = []
        for _ in range(count):
            kind = self.random.random()
            if kind > 0.1 or not told:
                made = self.article(self.title(), self.text())
                told = [*told[-200:], made] if self.random.random() < 0.1 else told
            else:
                earlier = self.random.choice(told)
                made = self.edited(earlier, 1) if kind < 0.05 else self.article(earlier.title, earlier.text)
            yield made

    def originals(self, count: int) -> list[Article]:
        return [self.article(self.title(), self.text(self.random.randint(4, 12))) for _ in range(count)]

    def title(self) -> str:
        return " ".join([self.random.choice(self.names), *self.random.choices(self.words, k=6)])

    def text(self, paragraphs: int = 7) -> str:
        return "\n\n".join(self.paragraph() for _ in range(paragraphs))

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(2))

    def sentence(self) -> str:
        made = []
        for _ in range(self.random.randint(12, 24)):
            chance = self.random.random()
            made.append(
                self.random.choices(COMMON, OFTEN)[0] if chance < 0.5
                else self.random.choice(self.names) if chance < 0.58
                else str(self.random.randint(2, 900)) if chance < 0.61
                else self.random.choice(list(BRITISH)) if chance < 0.63
                else self.random.choice(self.words)
            )  # fmt: skip
        told = " ".join(made)
        if self.random.random() < 0.3:
            told = f'"{told}," {self.random.choice(self.names)} said'
        return told[:1].upper() + told[1:] + "."

    def edited(self, article: Article, strength: int) -> Article:
        """The text as another outlet prints it: slug, credits, marks, spelling, words, a paragraph less or more."""
        paragraphs = article.text.split("\n\n")
        if strength >= 2:
            paragraphs.pop()
        if strength >= 3:
            paragraphs.insert(self.random.randint(1, len(paragraphs)), self.paragraph())
        text = "\n\n".join(self.reworded(each, 0.015 * strength) for each in paragraphs)
        if strength:
            text = text.replace('"', "”")
            text = (
                f"{self.random.choice(self.names).upper()}, May {self.random.randint(1, 28)} (NNA) — {text}"
            )
            credit = " ".join(self.random.choices(self.names, k=2))
            text += f"\n\nReporting by {credit}; editing by {self.random.choice(self.names)}"
        if strength >= 2:
            text = (
                f"By {credit}, Staff Writer\n\n{text}\n\n© 2026 Outlet Media. All rights reserved. Follow us."
            )
        return self.article(self.title(), text)

    def reworded(self, paragraph: str, share: float) -> str:
        told = []
        for word in paragraph.split(" "):
            word = BRITISH.get(word, word) if share else word
            plain = word.isalpha() and word.islower()
            if plain and self.random.random() < share:
                chance = self.random.random()
                word = (
                    "" if chance < 0.3 else self.random.choice(self.words) if chance < 0.8 else f"{word} also"
                )
            told.append(word)
        return " ".join(each for each in told if each)

    def strangers(self) -> list[tuple[str, list[tuple[Article, Article]]]]:
        """Pairs that are no copies, by what they are."""
        return [
            ("unlike texts", [(one, self.originals(1)[0]) for one in self.originals(PAIRS)]),
            ("forms filled in anew", [self.form() for _ in range(PAIRS)]),
            ("long forms with eight names and figures", [self.long_form() for _ in range(PAIRS)]),
            ("follow-ups that quote half", [self.follow_up() for _ in range(PAIRS)]),
            ("a live blog's next day", [self.live_blog() for _ in range(PAIRS)]),
            ("own words, same quotes", [self.same_quotes() for _ in range(PAIRS)]),
        ]

    def form(self) -> tuple[Article, Article]:
        """A form with a gap for a name or figure in every eighth word, filled in twice."""
        shape = self.text(self.random.randint(2, 5)).split(" ")
        gaps = self.random.sample(range(len(shape)), len(shape) // 8)
        return self.filled(shape, gaps), self.filled(shape, gaps)

    def long_form(self) -> tuple[Article, Article]:
        shape = self.text(7).split(" ")
        gaps = self.random.sample(range(len(shape)), 8)
        return self.filled(shape, gaps), self.filled(shape, gaps)

    def filled(self, shape: list[str], gaps: list[int]) -> Article:
        told = list(shape)
        for at in gaps:
            told[at] = self.random.choice(self.names) if at % 2 else str(self.random.randint(2, 900))
        return self.article(self.title(), " ".join(told))

    def follow_up(self) -> tuple[Article, Article]:
        one = self.originals(1)[0]
        paragraphs = one.text.split("\n\n")
        half = paragraphs[: (len(paragraphs) + 1) // 2]
        fresh = [self.paragraph() for _ in half]
        return one, self.article(self.title(), "\n\n".join([*fresh, *half]))

    def live_blog(self) -> tuple[Article, Article]:
        one = self.article(self.title(), self.text(12))
        fresh = [self.paragraph() for _ in range(self.random.randint(4, 12))]
        return one, self.article(one.title, "\n\n".join([*fresh, one.text]))

    def same_quotes(self) -> tuple[Article, Article]:
        quotes = [self.paragraph() for _ in range(2)]

        def report() -> Article:
            own = [self.paragraph() for _ in range(5)]
            return self.article(self.title(), "\n\n".join([*own[:3], quotes[0], own[3], quotes[1], own[4]]))

        return report(), report()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
