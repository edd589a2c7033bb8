"""Direct speech with its speaker; what nobody is said to have said is left out."""

# ruff: noqa: SIM905, E501 -- word lists read best as words
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Quote, Resolution
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage

_QUOTED = re.compile(r"“([^“”]{2,2000})”|\"([^\"\n]{2,2000})\"|(?<!\w)‘([^‘]{12,1200}?)’(?![\w])")
_PRONOUN = re.compile(r"\b(she|he|She|He)\b")
_SUBJECT = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) ((?:[\w’'-]+ ){0,2}?[\w’'-]+) ?(,|\w+)")
_APPOSITION = re.compile(r"^, (?:the|an?|his|her|their) [^,.\n]*,")
_UNQUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_ABBREVIATED = (
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bLt)(?<!\bCol)(?<!\bSgt)"
    r"(?<!\bCapt)(?<!\bProf)(?<!\bRev)(?<!\bSt)(?<!\bDet)(?<!\bSupt)(?<!\bCllr)(?<!\bHon)(?<!\bMaj)(?<!\bAdm)(?<!\bInsp)"
    r"(?<!\bJr)(?<!\b[A-Z])"
)
_SENTENCE_END = re.compile(rf"{_ABBREVIATED}[.](?:\s|$)|[!?](?:\s|$)|[“\"]")
_SENTENCE_START = re.compile(rf"{_ABBREVIATED}[.]\s+(?=[A-Z])|[!?]\s+(?=[A-Z])|[”\"]")
_WORD = re.compile(r"[^\W\d_]+")
_ASKED = re.compile(r"\s*(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Tt]old|[Cc]ross-examined|[Rr]eminded)\b[^,]*,")
_BESIDE = re.compile(
    r"\b(?:for|of|to|by|with|from|about|at|against|in|on)\s+(?:\w{2,4}\.?\s+|(?:[A-Z][\w.-]*\s+){1,3})?$"
)
_REACH = 40  # code points in front of a name in which it is seen to stand beside: "to Prime Minister"
_ALSO_SAYS = frozenset(  # verbs of saying that are as often something else
    "submitted submits reckons reckoned opined averred ventured offered countered retorted sighed"
    " joked chuckled grinned recalls remembers remembered reflected ruled wrote writes tweeted posted texted screamed yelled barked snapped"
    " confessed confesses confided confides explains volunteers stressed stresses cried cries sniffed hissed growled"
    " interjected chimed boasted bragged protested objected insisted maintains maintained contends figured figures"
    " puts put goes went begins began starts started jokes allows allowed volunteers volunteered observes notes".split()
)
_RELATIVE = frozenset({"who", "whose", "whom"})
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """Words between quotation marks: their span, and the legible text before and behind in the same paragraph."""

    start: int
    end: int
    before: str
    behind: str


def find_quotes(
    passage: Passage, resolutions: Sequence[Resolution], genders: dict[str, str], lexicon: Lexicon
) -> tuple[Quote, ...]:
    """The quotes of a text whose speaker is told, in order. `genders`: of the appearances, by key."""
    text = passage.legible.text
    speeches = _speeches(text)
    if not speeches:
        return ()
    scene = _Scene(text, _outside(_placed(passage, resolutions), speeches), genders, lexicon)
    quotes: list[Quote] = []
    speaker: str | None = None
    ended = -1
    for speech in speeches:
        told = _speaker(speech, scene)
        continued = speaker if ended >= 0 and _continues(ended, speech.start, speaker, scene) else None
        speaker, ended = told or continued, speech.end
        if speaker:
            words = text[speech.start : speech.end].rstrip(", ")  # the comma is the sentence's
            start, end = passage.legible.place(speech.start, speech.start + len(words))
            quotes.append(Quote(speaker=speaker, text=words, start=start, end=end))
    return tuple(quotes)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int  # in the legible text
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """What tells whom a pronoun means: the text, who is named where outside speech, and their genders."""

    text: str
    placed: Sequence[_Place]
    genders: dict[str, str]
    lexicon: Lexicon


def _placed(passage: Passage, resolutions: Sequence[Resolution]) -> list[_Place]:
    """Where the resolved mentions stand in the legible text."""
    told = [r for r in resolutions if r.appearance and r.mention.field == passage.field]
    starts = {r.mention.start for r in told}
    placed = ((passage.legible.place(t.start, t.end)[0], t.start) for t in passage.tokens)
    spots = {start: seen for start, seen in placed if start in starts}
    found = [r for r in told if r.mention.start in spots]
    places = [
        _Place(spots[r.mention.start], spots[r.mention.start] + len(r.mention.surface), r.appearance or "")
        for r in found
    ]
    return sorted(places, key=lambda p: p.start)


def _speeches(text: str) -> list[Speech]:
    found: list[Speech] = []
    for match in _QUOTED.finditer(text):
        group = next(i for i in (1, 2, 3) if match.group(i) is not None)
        start, end = match.span(group)
        if group == 3 and _inside_speech(text, match.start()):
            continue
        if len(match.group(group).split()) >= _MIN_WORDS:
            before = text[max(0, match.start() - 160) : match.start()].rpartition("\n")[2]
            behind = text[match.end() : match.end() + 160].partition("\n")[0]
            found.append(Speech(start, end, before, behind))
    return found


def _inside_speech(text: str, at: int) -> bool:
    """Whether a quotation mark is still open in the paragraph: what is quoted inside speech is the speaker's."""
    paragraph = text[max(text.rfind("\n", 0, at) + 1, at - 2000) : at]
    return paragraph.count("“") > paragraph.count("”")


def _outside(placed: Sequence[_Place], speeches: Sequence[Speech]) -> list[_Place]:
    """The places that stand in nobody's speech: whom a speaker names is not thereby the speaker."""
    kept: list[_Place] = []
    at = 0
    for place in placed:
        while at < len(speeches) and speeches[at].end <= place.start:
            at += 1
        if at == len(speeches) or place.start < speeches[at].start:
            kept.append(place)
    return kept


def _speaker(speech: Speech, scene: _Scene) -> str | None:
    """Who is said to speak: behind the words, else before them."""
    finished = scene.text[speech.start : speech.end].rstrip().endswith((".", "…"))
    clause = "" if finished else _SENTENCE_END.split(speech.behind, maxsplit=1)[0]
    behind = _told(clause, speech.end + 1, scene)
    if behind:
        return behind
    sentence = _SENTENCE_START.split(speech.before)[-1]
    if not re.search(r"[:,]\s*$|\b(?:as|that|was|were|called|it|to|had|the|a|is)\s*$", sentence):
        return None
    return _told(sentence, speech.start - 1 - len(sentence), scene, labelled=":" in sentence)


def _told(clause: str, offset: int, scene: _Scene, *, labelled: bool = False) -> str | None:
    """The subject of a verb of saying in a clause that begins at `offset` of the text."""
    verbs = [m for m in _WORD.finditer(clause) if m.group().lower() in scene.lexicon.speech | _ALSO_SAYS]
    if not labelled and not verbs:
        return None
    asked = _ASKED.match(clause)
    start, end = offset + (asked.end() if asked else 0) - 1, offset + len(clause)
    here = [p for p in scene.placed if start <= p.start < end and not _is_beside(p, scene)]
    verbs = [m for m in verbs if not asked or m.start() >= asked.end()]
    if (
        verbs
        and here
        and here[0].start - offset > verbs[0].start()
        and not _inverted(clause, verbs[0], here[0], offset)
    ):
        here = []  # "the trust said that Ms Rudge had ..."
    pronoun = _PRONOUN.search(clause, asked.end() if asked else 0)
    if here and not (pronoun and pronoun.start() + offset < here[0].start):
        return here[0].key
    if pronoun and verbs and pronoun.start() > verbs[-1].end() + 1:
        return None
    return _meant(pronoun.group().lower(), pronoun.start() + offset, scene) if pronoun else None


def _is_beside(place: _Place, scene: _Scene) -> bool:
    """Whether a preposition stands in front of a name, so that it is no subject."""
    return _BESIDE.search(scene.text[max(0, place.start - _REACH) : place.start]) is not None


def _inverted(clause: str, verb: re.Match[str], place: _Place, offset: int) -> bool:
    """Whether the verb stands in front of its subject: "said Carrow", "said the chair of the jury, Greta Holm"."""
    return (
        not clause[: verb.start()].strip(' ,”"’')
        and " that " not in clause[verb.end() : place.start - offset]
    )


def _meant(pronoun: str, at: int, scene: _Scene) -> str | None:
    """Whom "he" or "she" means: the last who fits in the paragraph, else before it; nobody where a noun comes between.

    "The bandmaster said ... he added" is the bandmaster, not whoever was named last.
    """
    wanted = "f" if pronoun == "she" else "m"
    earlier = [p for p in scene.placed if at - 900 < p.start < at]
    fitting = [p for p in earlier if scene.genders.get(p.key, "") in (wanted, "")]
    opened = scene.text.rfind("\n", 0, at) + 1
    close = [p for p in fitting if p.start >= opened]
    near = close or _leading(fitting)
    certain = [p for p in near if scene.genders.get(p.key) == wanted]
    if not near:
        return None
    chosen = (certain or near)[-1]
    between = _APPOSITION.sub("", scene.text[max(chosen.end, opened) : at])
    return None if _another_subject(between, scene.lexicon) else chosen.key


def _leading(fitting: Sequence[_Place]) -> list[_Place]:
    """Of those named in the paragraphs before: the only one, or who is named twice as often as anybody else."""
    counts = Counter(place.key for place in fitting).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return []
    return [place for place in fitting if place.key == counts[0][0]]


def _another_subject(between: str, lexicon: Lexicon) -> bool:
    """Whether a noun without a name does something in between: "His daughter put it", "the bandmaster said"."""
    for match in _SUBJECT.finditer(_UNQUOTED.sub(" ", between)):
        noun, verb = match.group(1).split()[-1].lower(), match.group(2).lower()
        person = noun in lexicon.roles or noun in lexicon.titles or noun in lexicon.kin
        if person and (
            verb in lexicon.speech
            or (verb == "," and match.group()[0].isupper())
            or verb in lexicon.human - _RELATIVE
        ):
            return True
        if verb in lexicon.speech:
            return True
    return False


def _continues(ended: int, start: int, speaker: str | None, scene: _Scene) -> bool:
    """Whether two quotes belong to one speech: little stands between them in one paragraph, and nobody else."""
    between = scene.text[ended:start]
    if "\n" in between or ":" in between or len(between) >= 90:
        return False
    others = (p for p in scene.placed if ended <= p.start < start and p.key != speaker)
    return all(_is_beside(place, scene) for place in others)
