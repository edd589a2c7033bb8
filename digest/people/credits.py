# ruff: noqa: E501 -- patterns read best in one line each
"""Who wrote, edited or photographed an article: named in it, and not involved in it."""

from __future__ import annotations

import re

from digest.people.passages import Passage

Span = tuple[int, int]

_PART = r"(?:(?:[^\W\d_a-z]\.)+|(?:Jr|Sr|St)\.|[^\W\d_a-z][\w'’-]*)"
_JOINS = r"(?:(?:van|von|der|den|de|la|le|du|da|do|dos|di|del|della|al|el|bin|bint|ben|ibn|ter|ten|zu|af|av|ap)[ \t]+){0,2}"
_NAME = rf"{_PART}(?:[ \t]+{_JOINS}{_PART}){{0,3}}"
_TWO_PARTS = rf"{_PART}(?:[ \t]+{_JOINS}{_PART}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,[ \t]*|,?[ \t]+(?:and|und|et|y|e|og|och|en)[ \t]+|[ \t]*[&/+][ \t]*){_NAME}){{0,6}}"
_FROM = r"(?:^|(?<=[.;|/(•·!?”\"…])|(?<=[.;|(•·!?”\"…] )|(?<=[|•·/] ))[ \t]*"  # where a credit may begin
_TO = r"(?:,? (?:in|at|for|of|with|from) [^.;|\n()]{1,60}|[/|,][^.;\n()]{1,60})?(?=[ \t]*(?:[.;|)\n]|$))"
_BEHIND = r"(?:,? (?:in|at|for|of|with|from) [^.;|\n(),]{1,60})?(?=[ \t]*(?:[.;|)/\n]|$))"
_WORK = (
    r"(?:[Rr]eport(?:ing|ed|s)?|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Cc]ompiled|[Pp]roduc(?:ed|tion)|[Tt]ranslat(?:ed|ion)"
    r"|[Ff]ilmed|[Ii]llustrat(?:ed|ions?)|[Pp]hotograph(?:ed|y|s)?|[Pp]hotos?|[Pp]ictures?|[Ii]mages?|[Vv]isuals"
    r"|[Gg]raphics?|[Ii]nterview(?:ed)?|[Vv]ideo|[Ww]ords|[Tt]ext|[Ss]tory|[Rr]esearch(?:ed)?|[Dd]esign(?:ed)?|[Aa]rtwork|[Aa]nimation"
    r"|[Ff]act[- ]check(?:ed|ing)|[Cc]opy[- ]edit(?:ed|ing)|[Rr]eview(?:ed)?|[Cc]urated|[Pp]osted|[Aa]dapted|[Tt]ranscribed"
    r"|[Mm]oderated|[Hh]osted|[Nn]arrated|[Pp]resented|[Uu]pdated|[Pp]ublished|[Ll]ayout|[Ss]tyl(?:ed|ing)|[Oo]riginally published)"
)
_TASKS = (  # that stand before a colon, in several languages
    r"(?i:(?:additional |further |extra )?(?:report(?:ing|ers?)|writ(?:ing|ers?)|text|story|words|edit(?:ing|ors?)|sub-?edit(?:ing|or)"
    r"|copy[- ]edit(?:ing|or)|(?:main |lead |cover |inset )?(?:image|photo|picture)s?|photo(?:s|graph|graphs|graphy|grapher|graphers)?|pictures?|pics?|images?|visuals|credits?"
    r"|illustrations?|illustrators?|artwork|cartoon|graphics?|design(?:er)?|layout|styling|stylist|hair(?: (?:and|&) make-?up)?"
    r"|make-?up|grooming|set design|video|videography|camera|film(?:ed)?|sound|audio|research(?:er)?|fact[- ]check(?:ing|er)?|translat(?:ion|or)"
    r"|transcri(?:pt|ption)|production|producers?|interviewers?|byline|authors?|compiled|correspondent|narrator|presenter|sources?"
    r"|fotos?|fotograf(?:ie|[íi]a|o)?|texte?|texto|testo|tekst|bild(?:er)?|redaktion|mitarbeit|protokoll|übersetzung|photographies?"
    r"|crédits?|traduction|traducción|traduzione|imagen|imágenes|redacción|recueilli|edición|bilde|tekst))"
)
_PIECE = (
    r"(?:page|blog|story|article|report|newsletter|edition|column|piece|episode|post|series|feature|coverage)"
)
_MADE = r"(?:reported|written|compiled|edited|produced|published|updated|translated|curated)"
_PICTURE = r"(?:[Pp]hoto(?:graph)?s?|[Pp]ictures?|[Ii]mages?|[Cc]redit|[Ii]llustration|PHOTOS?|CREDIT|IMAGE)"
_AGENCY = r"(?:AP|AFP|EPA|UPI|PA Wire|Pool|Reuters|Getty|Shutterstock|Associated Press|Newswire)\b"
_DESK = (  # how the names of agencies and papers end
    r"(?:AP|AFP|EPA|UPI|PA|Wire|Pool|Reuters|Getty|Shutterstock|Press|Images?|Pictures|Photos?|News|Newswire|Agency|Service"
    r"|Media|Times|Post|Herald|Tribune|Gazette|Journal|Chronicle|Courier|Guardian|Ledger|Star|Sun|Mail|Archives?|Handout"
    r"|File|TV|[A-Z]{2,5})\b"
)
_TRADE = r"(?:reporter|correspondent|editor|columnist|contributor|critic|staff writer|journalist|photographer|producer|freelancer|writer)"
_COVERS = r"(?:covers|writes (?:about|on|for)|reports (?:on|from|for)|edits|blogs (?:about|for))"
_BY = r"(?:By|BY|Von|Par|Por|Di|Door|Av|Af|VON|PAR|POR|DI)"
_GENRE = r"(?i:opinion|comment|commentary|column|columnist|analysis|editorial|letters?|viewpoint|view|essay|guest essay|op-ed|perspective)"
_ABOUT = r"(?i:(?:(?:media|press|news) )?(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|queries)|pressekontakt|contact presse|for (?:more|further) information)"

_ASKING = (
    "ontact",
    "ontakt",
    "nquir",
    "queries",
    "nformation",
    "ONTACT",
    "ONTAKT",
    "NQUIR",
    "QUERIES",
    "NFORMATION",
)
_PICTURED = ("hoto", "icture", "mage", "redit", "llustration", "PHOTO", "CREDIT", "IMAGE")
_AGENCIES = (
    "AP",
    "EPA",
    "UPI",
    "PA Wire",
    "Pool",
    "Reuters",
    "Getty",
    "Shutterstock",
    "AFP",
    "Associated",
    "Newswire",
)

# Each with a string, or some, without which it cannot match: looking for that first is what keeps this fast.
_CREDITS = tuple(
    ((triggers,) if isinstance(triggers, str) else triggers, re.compile(pattern, re.MULTILINE))
    for triggers, pattern in (
        ("(", rf"\((?:[Aa]dditional |[Ff]urther )?{_WORK} (?:by|for|and|in|from)\b[^()\n]{{0,300}}\)"),
        ("(", rf"\((?:{_TASKS}|{_WORK}):[^()\n]{{0,300}}\)"),
        ("puts from", rf"[Ww]ith (?:agency )?inputs from {_NAMES}(?: in {_NAMES})?"),
        ("", rf"^[ \t]*{_TWO_PARTS}(?: \(now\)|, (?:[\w-]+ ){{0,3}}{_TRADE})(?: and {_TWO_PARTS} \(earlier\))?[ \t]*$"),
        ("is the author of", rf"^[ \t]*{_TWO_PARTS} is the author of [^\n]{{0,200}}$"),
        ("eporting", rf"(?:[Ww]ith )?\b(?:[Aa]dditional |[Ff]urther )?[Rr]eporting (?:and (?:writing|editing) )?(?:for \S+ )?by:? {_NAMES}"),
        ("eporting", rf"{_FROM}(?:[Ww]ith )?(?:[Aa]dditional |[Ff]urther )?[Rr]eporting (?:and (?:writing|editing) )?(?:for \S+ )?by:? {_NAMES} in [^.\n]{{0,200}}"),
        ("", rf"^[ \t]*(?:(?:[Tt]ext|[Ss]tory|[Ww]ords|STORY|WORDS) )?{_BY}[ \t:]+{_NAMES}(?:(?=[ \t]*$)|[ \t]*[,|(/–—•·-][^\n]{{0,80}}$)"),
        ("y ", rf"^[ \t]*(?:[Tt]ext |[Ss]tory |[Ww]ords )?(?:By|BY)[ \t:]+{_NAMES}[^\n]{{0,80}}$"),
        ("By ", rf"(?<=[.!?”\"] )By {_TWO_PARTS}(?=[ \t]*$)"),
        (" by", rf"{_FROM}(?:Additional |Further )?{_WORK}(?:(?: and|,| &) {_WORK}){{0,2}} by:?[ \t]+{_NAMES}{_BEHIND}"),
        (":", rf"{_FROM}{_TASKS}(?:(?: and |, | & |/){_TASKS})?(?: by)?[ \t]*[:©][ \t]*{_NAMES}{_TO}"),
        ("old to", rf"{_FROM}[Aa]s told to {_NAMES}"),
        ("", rf"^[ \t]*(?:Propos recueillis par|Recueillis? par|A cura di|Aufgezeichnet von|Mit Material von|Con información de|Avec) {_NAMES}"),
        (_ASKING, rf"^[ \t]*{_ABOUT}:?[ \t]+{_NAMES}[^\n]{{0,120}}$"),
        (_ASKING, rf"{_FROM}{_ABOUT}:[ \t]*{_NAMES}[^.\n]{{0,120}}"),
        (" by ", rf"\b{_PIECE} (?:was|is|were) (?:originally |first )?{_MADE}(?: and {_MADE})? by {_NAMES}(?:[^.\n]{{0,40}}? by {_NAMES})?"),
        (_PICTURED, rf"(?:^|(?<=[.(|\n!?”\"])|(?<=[.(|!?”\"] ))[ \t]*\b{_PICTURE}(?: [Cc]redits?)?(?:[ \t]*[:©]|[ \t]+(?:courtesy of|by|via|credit))[ \t]*[^\n()]{{1,120}}?(?=[.)\n]|$)"),
        ("/", rf"\({_TWO_PARTS}[ \t]*[/|][ \t]*[^()\n]{{1,40}}\)[ \t]*$"),
        ("/", rf"{_TWO_PARTS}[ \t]*[/|][ \t]*(?:{_PART} ){{0,3}}{_DESK}"),
        (_AGENCIES, rf"{_TWO_PARTS} (?:for|via) (?:[Tt]he )?{_AGENCY}"),
        ("©", rf"©[ \t]*(?:\d{{4}}[ \t]+)?{_NAMES}"),
        ("contributed", rf"{_NAMES}[^.\n]{{0,160}}? (?:also )?contributed (?:to this|to the (?:story|report|article)|reporting|additional|research)[^\n]{{0,60}}"),
        ("", rf"^[ \t]*[*_—–-]*[ \t]*{_TWO_PARTS} (?:is|was) (?:a|an|the|our) (?:[\w'’-]+ ){{0,5}}{_TRADE}(?: (?:at|for|with|on|of|in|based|covering|who)\b[^\n]{{0,200}}|[.,][^\n]{{0,160}})$"),
        ("", rf"^[ \t]*{_TWO_PARTS} {_COVERS} [^\n]{{0,200}}$"),
        ("", rf"(?<=[.] ){_TWO_PARTS} {_COVERS} [^.\n]{{0,120}}[.;](?= (?:Follow|follow|Email|You can|Reach|Contact|\w+ can be))"),
        ("", rf"(?:Follow|Email|E-mail|Contact|Reach|Write to|Tweet|Message) (?:{_NAME}|@\w+)(?: (?:on|at|via)|: ?\S+@)[^\n]{{0,100}}"),
        ("can be", rf"{_NAME} can be (?:reached|contacted|emailed|followed) (?:at|on|via|by)[^\n]{{0,100}}"),
    )
)  # fmt: skip
_OPINION = re.compile(rf"^\s*{_GENRE}(?: by |[ \t]*[|:•·/–—-]+[ \t]*)({_TWO_PARTS})(?=[ \t]*(?:[:|–—]|$))")
_BY_IN_TITLE = re.compile(rf"(?:[|–—-]|,)[ \t]*(?:by|By|BY) ({_TWO_PARTS})[ \t]*$")
_SIGNED = re.compile(rf"(?<![”\"’'])\s*\n[ \t]*[—–-][ \t]*({_TWO_PARTS})[ \t]*\s*\Z")
_BYLINE_NAME = re.compile(rf"{_PART}(?: {_PART})+")
_SIGNS_OFF = re.compile(rf"\n[ \t]*({_TWO_PARTS}) is (?:a|an|the) [a-z][^\n]{{2,80}}\s*\Z")
_LAST_LINE = 200  # code points at the end in which an author is told about
_EDGE = 40  # code points at the beginning and the end where a byline's name stands alone


def credit_spans(passage: Passage, byline: str) -> list[Span]:
    """The spans of the legible text that credit who wrote, edited, or photographed it, sorted."""
    text = passage.legible.text
    if passage.field == "title":
        return sorted(m.span(1) for p in (_OPINION, _BY_IN_TITLE) for m in p.finditer(text))
    spans = [
        match.span()
        for triggers, pattern in _CREDITS
        if any(trigger in text for trigger in triggers)
        for match in pattern.finditer(text)
    ]
    spans += [match.span(1) for match in _SIGNED.finditer(text)]
    spans += _signed_off(text)
    for name in _BYLINE_NAME.findall(byline.removeprefix("By "))[:10]:
        spans.extend(_at_the_edges(text, name))
    return sorted(spans)


def _signed_off(text: str) -> list[Span]:
    """Whoever is told about in one last line and nowhere else: "Ida Lake is a broadcaster"."""
    match = _SIGNS_OFF.search(text, max(0, len(text) - _LAST_LINE))
    if not match or text.count(match[1].split()[-1]) > 1:
        return []
    return [match.span(1)]


def _at_the_edges(text: str, name: str) -> list[Span]:
    """Where the byline's name stands alone on a line, or in the first or last words."""
    found = (match.span() for match in re.finditer(re.escape(name), text))
    return [
        (start, end)
        for start, end in found
        if start < _EDGE or end > len(text) - _EDGE or text[start - 1 : start] + text[end : end + 1] == "\n\n"
    ]
