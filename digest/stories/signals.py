"""What speaks for and against a sentence in a summary, read from the sentence alone."""

from __future__ import annotations

import re
from collections.abc import Collection


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The page speaking, not the reporter: never chosen.
_BOILERPLATE = re.compile(
    r"\bread (?:more|the full|also|next)\b|click (?:here|on|to)|\bclick\b.{0,30}\b(?:video|photos?|link)"
    r"|follow us|scroll down|see also|all rights reserved|share this|advertisement|\bcopyright\b|©"
    r"|\bcookies?\b|\bnewsletters?\b|\bpaywall\b"
    r"|\b(?:photo|image|picture|video|credit|source|caption|watch|related|read|listen)s?\s?:\s|\bgetty\b"
    r"|shutterstock|file photo"
    r"|\b(?:photo|photograph|image|picture|illustration)s? (?:by|courtesy|credit|via)\b|\bap photo\b"
    r"|contributed to this (?:report|story|article)|follow the latest|show transcript"
    r"|the transcript to help"
    r"|comment for a chance|this (?:article|post|piece) (?:was|is|has been|originally|first|appeared|contains)"
    r"|(?:enable|requires?) javascript|your browser|terms of (?:use|service)|privacy policy|skip to"
    r"|please (?:log|sign) in"
    r"|the opinions? expressed|views expressed|have your say|let us know|tell us|what do you think"
    r"|affiliate (?:link|commission)|we may earn|download (?:the|our) app|http|www\.|@\w+\.com"
    r"|(?:twitter|facebook)\.com",
    re.IGNORECASE,
)
# Each phrase above has one of these words: most sentences have none, and need no search.
_TRIGGERS = _words(
    "read click follow scroll see rights share advertisement copyright cookie cookies newsletter newsletters paywall "
    "photo photos image images picture pictures video videos credit credits source sources caption captions watch "
    "related listen getty shutterstock file photograph photographs illustration illustrations ap contributed "
    "transcript comment article post piece javascript browser terms privacy skip log sign opinion "
    "opinions views your let tell think affiliate earn download http https www com"
)
# Often the page speaking: chosen only for want of anything else.
_DOUBTFUL = _words(
    "subscribe subscribes subscribed subscriber subscribers subscription subscriptions photo photos photograph "
    "pictured watch transcript transcripts signup"
)
_SIGNING = _words("sign signs signed signing")
_SELF = _words("i we my our me myself ourselves")
_NUMBERS = _words(
    "two three four five six seven eight nine ten dozen dozens hundred hundreds thousand thousands million billion"
)
# What they stand for was left behind.
PRONOUN = re.compile(
    r"[\"'“‘(\[–—-]*\s*(?:he|she|it|they|we|i|this|that|these|those|his|her|hers|their|theirs|its|our|my|him|them|you"
    r"|your|such|but|and|or|nor|so|yet|because|however|meanwhile|also|then|therefore|moreover|furthermore|instead"
    r"|besides|still|thus|hence|nevertheless|nonetheless|similarly|likewise|afterwards?|additionally|another|both"
    r"|in addition|for example|for instance|as a result|on the other hand|at the same time|in contrast|by contrast"
    r"|in turn|in fact|indeed|since then|after that|asked (?:about|if|whether|why|how))(?:['’](?:s|re|d|ll|ve|m))?\b",
    re.IGNORECASE,
)
# They point back too, unless they open the article.
POINTING = re.compile(
    r"[\"'“‘(\[–—-]*\s*(?:there|neither|others|each|none|again"
    r"|the (?:couple|pair|duo|trio|two|three|four|former|latter|others?|same|star|actor|actress|singer|rapper|man|woman"
    r"|boy|girl|suspect|victims?|incident|statement|decision|move|news|report|video|footage|post|clip|case|latest"
    r"|group|team|\d{1,3}-year-old|announcement|comments?|remarks?|officials?|officers?|agency|company|family|ruling"
    r"|bill|vote|deal|attack|crash|fire|blast|study|book|film|show|trial))\b",
    re.IGNORECASE,
)
LOOSE_SPEAKER = re.compile(
    r"[,?!]['’]?[\"”’]+ (?:he|she|they|it) |(?:^|, )(?:he|she|they) (?:said|told|added|says)\b"
)
# "HARBOUR CITY (Corvane Wire) - ", "(CNN) ", "HARBOUR CITY, May 3 — "
DATELINE = re.compile(
    r"(?:[A-Z][^()\n.!?]{0,60}?\s?)?"
    r"\((?:CNN|AP|Reuters|REUTERS|AFP|UPI|BBC|Xinhua|PTI|ANI|dpa|CNN Business|CNN Student News)\)"
    r"\s*(?:[-–—]+\s*)?"
    r"|[A-Z][A-Z .,’'-]{2,40}(?:,[^()\n.!?—–]{0,30})?\s*(?:\([A-Z][\w .&]{0,30}\)\s*[-–—]+|\s[—–])\s+"
    r"|\([A-Z][\w ]{0,30}\)\s*[-–—]+\s+"
)


_NOBODY = re.compile(r"(?!)")


def naming(names: Collection[str]) -> re.Pattern[str]:
    """Finds any of these names as whole words, in any case; without names it finds nothing."""
    known = sorted({name.strip() for name in names} - {""}, key=lambda name: (-len(name), name))
    if not known:
        return _NOBODY
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)


def is_boilerplate(sentence: str, own_words: Collection[str]) -> bool:
    """Whether the page speaks here and not the reporter; `own_words` are the folded words of the sentence."""
    if _TRIGGERS.isdisjoint(own_words) and "©" not in sentence:
        return False
    return _BOILERPLATE.search(sentence) is not None


def is_doubtful(own_words: Collection[str]) -> bool:
    """Whether it may well be the page speaking."""
    return not _DOUBTFUL.isdisjoint(own_words) or ("up" in own_words and not _SIGNING.isdisjoint(own_words))


def is_personal(own_words: Collection[str]) -> bool:
    """Whether it is said in the first person ("us" may be a country)."""
    return not _SELF.isdisjoint(own_words)


def has_number(own_words: Collection[str]) -> bool:
    """Whether it counts something."""
    return not _NUMBERS.isdisjoint(own_words) or any(word[0].isdigit() for word in own_words)


def is_cut_off(sentence: str) -> bool:
    """Whether it breaks off, as the texts of some feeds do."""
    return sentence.rstrip(')]"”’ ').endswith(("…", "...", "[…", "[..."))


def is_whole(sentence: str) -> bool:
    """Whether it ends as a sentence does: headings, table rows and cut texts do not."""
    return sentence.rstrip("\"'”’»)]").endswith((".", "!", "?", "…", "。", "！", "？", "।", "۔", "؟"))


def is_balanced(sentence: str) -> bool:
    """Whether its quotation marks and brackets open and close inside it."""
    return (
        sentence.count("“") == sentence.count("”")
        and sentence.count('"') % 2 == 0
        and sentence.count("(") == sentence.count(")")
    )
