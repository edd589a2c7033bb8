"""What each sign is worth in a summary: plain numbers, written by `training/summaries.py` from development data.

SUMMARIES.md beside that script tells how they were found and how much each of them brings.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points of a sentence. Only their proportions matter."""

    # fitted by training/summaries.py
    place: float = -0.5  # for each unit of log(1 + place)
    central: float = 3.0  # for the mean logarithm of how often its words stand in the article
    covered: float = 0.525  # of that, what a word counts that was told already
    number: float = 0.15  # it counts something
    long: float = -0.03  # for each word beyond 25
    short: float = -0.2667  # under eight words
    personal: float = -0.3  # "I", "we"
    # set by hand: too rare in the development data to be fitted, or a matter of reading
    question: float = -1.0
    doubtful: float = -0.8  # perhaps the page speaking
    cut: float = -1.5  # it breaks off
    quoting: float = -0.4  # it opens with somebody's words
    naming: float = 1.0  # it introduces somebody of the cast in full
    acting: float = 0.1  # somebody of the cast opens it


TUNED = Weights()
