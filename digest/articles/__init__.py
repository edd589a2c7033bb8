"""Articles: the text of an entry or of the page behind it, one per canonical address."""

from digest.articles.canonical import canonical_url
from digest.articles.clean import clean
from digest.articles.extract import Page, extract
from digest.articles.make import needs_page, to_article

__all__ = ["Page", "canonical_url", "clean", "extract", "needs_page", "to_article"]
