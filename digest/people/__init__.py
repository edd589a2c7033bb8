"""Who is in the news: names recognised, mentions resolved, people identified across articles."""

from digest.people.analyse import analyse
from digest.people.corrections import Verdicts, names_person, read_corrections, verdicts, write_correction
from digest.people.identify import identify, wanted_keys
from digest.people.knowledge import Knowledge, load_knowledge
from digest.people.lexicon import Lexicon, load_lexicon
from digest.people.names import name_keys
from digest.people.parting import PARTED, part_by_article, parted_from, parted_id
from digest.people.taught import BY_PEOPLE_YAML, answered, merges, with_taught_names, without_taught_names

__all__ = [
    "BY_PEOPLE_YAML",
    "PARTED",
    "Knowledge",
    "Lexicon",
    "Verdicts",
    "analyse",
    "answered",
    "identify",
    "load_knowledge",
    "load_lexicon",
    "merges",
    "name_keys",
    "names_person",
    "part_by_article",
    "parted_from",
    "parted_id",
    "read_corrections",
    "verdicts",
    "wanted_keys",
    "with_taught_names",
    "without_taught_names",
    "write_correction",
]
