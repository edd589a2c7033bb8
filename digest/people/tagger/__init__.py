"""A small trained tagger for the names of persons."""

from digest.people.tagger.model import Tagged, Tagger, load_tagger

__all__ = ["Tagged", "Tagger", "load_tagger"]
