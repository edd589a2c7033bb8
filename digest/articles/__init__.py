"""Articles: the text of an entry or of the page behind it, one per canonical address."""

from digest.articles.boilerplate import repeated, stripped, without
from digest.articles.canonical import canonical_url, outlet_of
from digest.articles.clean import clean
from digest.articles.extract import Page, extract
from digest.articles.make import needs_page, to_article, why_not
from digest.articles.walls import wall

__all__ = [
    "Page",
    "canonical_url",
    "clean",
    "extract",
    "needs_page",
    "outlet_of",
    "repeated",
    "stripped",
    "to_article",
    "wall",
    "why_not",
    "without",
]
