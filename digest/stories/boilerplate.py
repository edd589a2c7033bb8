"""Lines in which the page speaks and not the reporter: pleas, credits, related headlines, notes of the desk."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

# By a word of the phrase: most sentences have none of these words, and need no search.
_PHRASES: Mapping[str, str] = {
    "read reads": r"\bread (?:more|the full|our full|also|next)\b",
    "click": r"\bclick (?:here|on|to)\b|\bclick\b.{0,30}\b(?:video|photos?|link)",
    "follow": r"\bfollow (?:us|the latest)\b",
    "scroll": r"\bscroll down\b",
    "see": r"\bsee also\b",
    "rights": r"\ball rights reserved\b",
    "share": r"\bshare this\b",
    "advertisement newsletter newsletters paywall copyright shutterstock getty http https www newsdesk": "",
    "com org net example": r"@\w+\.(?:com|org|net|example)\b|\b(?:twitter|facebook)\.com\b",
    "cookie cookies": r"\b(?:use[sd]?|accept|our|these|allow) cookies\b|\bcookies? (?:policy|settings|notice|help us)",
    "photo photos photograph photographs image images picture pictures illustration illustrations": (
        r"\b(?:photo|photograph|image|picture|illustration)s? (?:by|courtesy|credit|via)\b|\b(?:file|ap) photo\b"
        r"|(?<!big )(?<!bigger )\b(?:photo|photograph|image|picture)s?\s?:\s"
    ),
    "video videos credit credits source sources caption captions watch related listen": (
        r"\b(?:video|credit|source|caption|watch|related|listen)s?\s?:\s"
    ),
    "reporting contributed": (
        r"\b(?:additional|contributed) reporting\b|\bcontributed to this (?:report|story|article)\b"
    ),
    "transcript": r"\bshow transcript\b|\bthe transcript to help\b",
    "interview": r"\binterview has been (?:shortened|edited|condensed)\b",
    "comment": r"\bcomment for a chance\b",
    "updated": r"\bno longer being updated\b",
    "article post piece": (
        r"\bthis (?:article|post|piece) (?:was|is|has been|originally|first|appeared|contains)\b"
    ),
    "javascript": r"\b(?:enable|requires?) javascript\b",
    "your": r"\byour browser\b|\b(?:in|to) your inbox\b|\bhave your say\b",
    "terms": r"\bterms of (?:use|service)\b",
    "privacy": r"\bprivacy policy\b",
    "skip": r"\bskip to\b",
    "please": r"\bplease (?:log|sign) in\b",
    "opinion opinions views": r"\b(?:opinions?|views) expressed\b",
    "let": r"\blet us know\b",
    "think": r"\bwhat do you think\b",
    "affiliate": r"\baffiliate (?:link|commission)",
    "earn": r"\bwe may earn\b",
    "download": r"\bdownload (?:the|our) app\b",
}
_BY_WORD = {
    word: re.compile(phrase, re.IGNORECASE) for words, phrase in _PHRASES.items() for word in words.split()
}
_TRIGGERS = frozenset(_BY_WORD)
# So does a page that asks its reader for something, or tells who worked on it.
_PLEA = re.compile(
    r"\W*(?:more on this|most read|editor['’]s note|corrections?:|clarification:"
    r"|tell us\b|sign up (?:to|for|here|now|today)\b|subscribe\b"
    r"|do you know more|(?:ring|call|email|write to) (?:our|us|the newsdesk)\b"
    r"|become a (?:member|subscriber|supporter)"
    r"|(?:additional |further )?(?:reporting|editing|edited|written|compiled) (?:and \w+ )?by\b|written by\b"
    r"|(?:with )?(?:additional )?reporting from\b|(?:first |last )?(?:published|updated)(?: on| at)?\s?:"
    r"|join the (?:conversation|debate)"
    r"|(?:don['’]t|do not) miss\b|got a (?:story|tip)|do you have (?:a|any) (?:story|tip|information)"
    r"|were you (?:there|affected)"
    r"|if you have been affected|(?:get|keep) in touch with (?:us|our)"
    r"|(?:contact|join|visit|try) our\b|send us\b|share your\b"
    r"|(?:already|not) a (?:subscriber|member)|get (?:unlimited|full) access"
    r"|get (?:our|the (?:best|latest|day['’]s))\b"
    r"|listen to (?:this|our)|watch our|(?:for more (?:on|about|information|news|stories)|more stories|more news)\b"
    r"|that['’]s all from us|thank(?:s| you) for (?:reading|following|joining)"
    r"|we(?:['’]re| are) (?:closing|ending|pausing) (?:this|our)"
    r"|this live (?:page|blog)|play our\b|follow \w+(?: \w+)? on (?:twitter|x|instagram|facebook)\b"
    r"|support (?:our|independent) (?:work|journalism)|read\s?:\s"
    r"|this (?:story|page|report) (?:was|is|has been|appeared|contains)\b)",
    re.IGNORECASE,
)


def is_boilerplate(sentence: str, own_words: Collection[str]) -> bool:
    """Whether the page speaks here and not the reporter; `own_words` are the folded words of the sentence."""
    if "©" in sentence or _PLEA.match(sentence):
        return True
    found = _TRIGGERS.intersection(own_words)
    return any(_BY_WORD[word].search(sentence) for word in found)
