"""What speaks for and against a sentence in a summary, read from the sentence alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

PROSE = 12  # words
# Chinese and Japanese, Thai, Lao and Khmer: a clause of theirs looks like one word.
_UNBROKEN = re.compile(r"(?:[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff][^\S\n]?){8}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


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
_THIRD = _words("he she they it")
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
    r"[\"'“‘(\[–—-]*\s*(?:there|neither|others|each|none|again|as for the"
    r"|the (?:next|following|previous) (?:day|morning|evening|night|week|month|year)"
    r"|the (?:first|second|third|last) (?:two|of)"
    r"|the (?:[a-z]+-[a-z-]+ )?"
    r"(?:couple|pair|duo|trio|two|three|four|former|latter|others?|same|star|actor|actress|singer|rapper|man|woman"
    r"|boy|girl|suspect|victims?|incident|statement|decision|move|news|report|video|footage|post|clip|case|latest"
    r"|group|team|\d{1,3}-year-old|announcement|comments?|remarks?|officials?|officers?|agency|company|family|ruling"
    r"|bill|vote|deal|attack|crash|fire|blast|study|book|film|show|trial|driver|teenagers?|pensioner|mother|father"
    r"|defendant|accused|inquiry|plan|plans|scheme|project|proposal|measure|change|changes|results?|accident"
    r"|collision|rescue|operation|researchers|authors|firm|charity|album|song|award|judge|jury|dead|injured))\b",
    re.IGNORECASE,
)
LOOSE_SPEAKER = re.compile(
    r"[,?!]['’]?[\"”’]+ (?:he|she|they|it) |(?:^|, )(?:he|she|they) (?:said|told|added|says)\b"
)
_NAME = re.compile(
    r"(?<=[\w,;] )[A-Z]\w|^[A-Z]\w+ [A-Z]\w|^(?!The|An?|In|On|At|But|And|It)[A-Z]\w+ (?:has|had|is|was|will)\b"
)
_SPEECHES = re.compile(r"[“„][^“”]*[“”]|\"[^\"]*\"|«[^»]*»|»[^«]*«|‘.*[^\s\w]’|'.*[^\s\w]'(?!\w)")
_OWN_WORD = re.compile(r"[^\W\d_]{2}")
_SPEECH = re.compile(r"[\"“].*?(?:[\"”]|$)")
# "In the evening, she ...", "When the verdict came, he ...": nobody was named before the pronoun.
INTRODUCED_PRONOUN = re.compile(
    r"(?:(?:In|On|At|Last|For|By|Since|Until|During|From|Speaking|Asked|Despite|Under|Over|After|Before|With)\b[^,.]{1,60}"
    r"|(?:When|While|As|If|Although|Though|Because|Where|Once)\b[^,.A-Z]{1,60}), (?:he|she|they)\b"
    r"|(?:On|In|At|By|Last|Next) \w+ (?:he|she|they|it)\b"
    r"|(?:When|While|As|If|Although|Though|Because|Where|Once|Before|After|Until|By the time) (?:he|she|they|it)\b"
)
# An article may open with these: they point forward, or at the day.
_EXPLETIVE = re.compile(
    r"another (?:\d|one|two|three|dozen|hundred|thousand)"
    r"|this (?:week|month|year|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter|season)\b"
    r"|both \w+ and\b",
    re.IGNORECASE,
)
LIST_MARK = re.compile(r"\s*(?:[•‣▪●*·–—-]|\(?\d{1,2}[.)]|#)\s")
# "HARBOUR CITY (Corvane Wire) - ", "(CNN) ", "HARBOUR CITY, May 3 — "
DATELINE = re.compile(
    r"(?:[A-Z][^()\n.!?]{0,60}?\s?)?"
    r"\((?:CNN|AP|Reuters|REUTERS|AFP|UPI|BBC|Xinhua|PTI|ANI|dpa|CNN Business|CNN Student News)\)"
    r"\s*(?:[-–—]+\s*)?"
    r"|[A-Z][A-Z .,’'-]{2,40}(?:,[^()\n.!?—–]{0,30})?\s*(?:\([A-Z][\w .&]{0,30}\)\s*[-–—]+|\s[—–])\s+"
    r"|[A-Z][A-Z]+(?:[ .,’'-]{1,2}[A-Z]{2,}){0,4}(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\s--?\s+"
    r"|\([A-Z][\w ]{0,30}\)\s*[-–—]+\s+"
)

# The end of somebody's words, left at the begin of the next sentence.
CRUMB = re.compile(r"[”»]\s+|«\s+(?![^«»]*»)")
_TURN = re.compile(r"(?:[A-Z]{1,3}|[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){0,2})\s?:\s")

_NOBODY = re.compile(r"(?!)")


def naming(names: Collection[str]) -> re.Pattern[str]:
    """Finds any of these names as whole words, in any case; without names it finds nothing."""
    known = sorted({name.strip() for name in names} - {""}, key=lambda name: (-len(name), name))
    if not known:
        return _NOBODY
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)


def points_back(sentence: str, own_words: Collection[str], *, first: bool) -> bool:
    """Whether it cannot be understood without the sentence before it; `first`: it opens its article."""
    if PRONOUN.match(sentence):
        return not (first and _EXPLETIVE.match(sentence))
    if not _THIRD.isdisjoint(own_words) and (_is_loose(sentence) or INTRODUCED_PRONOUN.match(sentence)):
        return True
    return not first and (POINTING.match(sentence) is not None or _inside_quote(sentence))


def _is_loose(sentence: str) -> bool:
    """Whether words are said by "he" or "she", and nobody was named outside of them."""
    speaker = LOOSE_SPEAKER.search(sentence)
    return speaker is not None and not _NAME.search(_SPEECH.sub("", sentence[: speaker.start() + 1]))


def _inside_quote(sentence: str) -> bool:
    """Whether somebody was speaking before it began."""
    close = sentence.find("”")
    return close >= 0 and not 0 <= sentence.find("“") < close


def opens_with_speech(sentence: str) -> bool:
    """Whether its first words are somebody's."""
    return sentence.startswith(("“", '"', "‘", "«", "„", "'"))


def is_turn(sentence: str) -> bool:
    """Whether it is a turn of an interview: "PS: You spent six weeks there."."""
    return _TURN.match(sentence) is not None


def is_only_speech(sentence: str) -> bool:
    """Whether somebody's words are all there is, and nobody says whose."""
    return opens_with_speech(sentence) and not _OWN_WORD.search(_SPEECHES.sub(" ", sentence))


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
        and sentence.count("«") == sentence.count("»")
        and sentence.count("(") == sentence.count(")")
    )


def is_prose(sentence: str, own_words: Sequence[str]) -> bool:
    """Whether it runs as a sentence does, though it may lack its end: captions and headings are shorter."""
    plain = sum(word[:1].islower() for word in sentence.split())
    return len(own_words) >= PROSE and plain > len(own_words) / 2


def runs_without_blanks(sentence: str) -> bool:
    """Whether it is written in a script that puts no blanks between words, and is longer than a name."""
    return _UNBROKEN.search(sentence) is not None
