"""Which recogniser of names an installation reads with."""

from __future__ import annotations

from digest.errors import UsageError
from digest.people.accurate import load_accurate
from digest.people.spacy_pipeline import load_spacy
from digest.people.tagger import load_tagger
from digest.ports import Recogniser

SPACY = "spacy:"


def load_recogniser(name: str = "") -> Recogniser:
    """Load a recogniser.

    "tagger" is what the package brings; "accurate" reads again, with a small transformer, the sentences of which the
    tagger is unsure; "spacy:NAME" is a pipeline that is installed; "" is the default, the tagger.
    Raises UsageError for another name, and where what it needs is not installed.
    """
    if name.startswith(SPACY):
        return load_spacy(name.removeprefix(SPACY))
    if name in ("", "tagger"):
        return load_tagger()
    if name == "accurate":
        return load_accurate(load_tagger())
    raise UsageError(f"there is no recogniser {name!r}; there are: tagger, accurate, spacy:NAME")
