"""A small trained tagger for the names of persons."""

from digest.people.tagger.model import Tagger, load_tagger
from digest.ports import Tagged

__all__ = ["Tagged", "Tagger", "load_tagger"]
