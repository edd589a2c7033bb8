"""More signs that a name is borne by a thing: shops and firms, songs and films, dishes, streets, animals, ships."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from digest.people.chunks import Chunk
from digest.people.lexicon import Lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIRMS = _words("firm company label practice band brand shop restaurant bakery brewery startup")
_OWNERS = _words("his her its their my our 's ’s ' ’")
_TRADES = _words(
    "accountants solicitors lawyers auctioneers architects brokers stockbrokers consultants bookmakers publishers "
    "brewers builders developers caterers jewellers jewelers grocers printers undertakers opticians bankers insurers "
    "tailors outfitters distillers bakers butchers florists makers shipbuilders engineers surveyors removers "
    "carmakers manufacturers retailers confectioners vintners chemists recruiters advertisers headhunters"
)
_HOUSES = _words("fashion auction publishing media couture trading design")
_NAMING = _words(
    "maison atelier chez cafe bistro trattoria ristorante osteria casa pasticceria boulangerie bodega"
)
_PLACE_HEADS = _words(
    "bayou arroyo wadi rue calle avenida jalan rua piazza plaza boulevard via praca viale corso"
)
_DISHES = _words(
    "eggs egg beef chicken peach peaches oysters oyster lobster veal sole pavlova crepes crepe cherries"
)
_KIN_OF_FIRMS = _words("fils cie freres filles soehne sohne hijos figli zonen sonner compagnie")
_WHAT_FIRMS_HAVE = _words(
    "founder founders cofounder co-founder shareholders headquarters subsidiaries ceo stockists"
)
_WHAT_HOUSES_DO = _words("said had have has will does did sells declined pulls recalls says")
_SET_UP = _words("runs founded co-founded cofounded established")
_SUNG = _words(
    "song songs hit smash single track tune anthem ballad hymn aria album film movie novel play titled entitled sang "
    "sing sings singing sung played playing hummed humming performed covers whistling verses chorus rendition version"
)
_TITLED_WORKS = _words(
    "song hit smash single track tune anthem ballad album film movie blockbuster musical sitcom"
)
_OF_WORKS = _words("verses chorus soundtrack remake premiere screening screenings episode finale set sets")
_PREFIXES = _words("km kmp kri mv mt ss uss hms rv fv rms rnlb sv hmas hmcs ins")
_ABBREVIATED = _words("jas wm thos chas geo jno edw robt saml benj danl")
_NUMBERS = _words("two three four five six seven eight nine ten eleven twelve both")
_SHOWN = _words("cinemas theatres theaters")
_IN_WEATHER = _words("thunderstorms showers storms clouds squalls rain thundershowers")
_MARKS = frozenset({",", ".", ";", "!", "?", ")", "”", "\n", "", ":"})
_TRAVELS = _words(
    "driven drove drives driving travelled traveled travelling traveling flew flown flying sailed sailing commutes "
    "commuted retire retired retires retiring emigrated migrated fled moved moving relocated cycled hitchhiked rode"
)
_FAR_TRAVELS = _words(
    "driven drove drives travelled traveled travels flew flown retire commutes emigrated migrated"
)
_ILLNESSES = _words("disease disorder syndrome palsy chorea dementia lymphoma sarcoma tremor")
_PAIRS = frozenset(
    {
        ("romeo", "juliet"),
        ("jekyll", "hyde"),
        ("tristan", "isolde"),
        ("hansel", "gretel"),
        ("antony", "cleopatra"),
        ("troilus", "cressida"),
        ("dido", "aeneas"),
        ("punch", "judy"),
        ("cain", "abel"),
        ("david", "goliath"),
        ("samson", "delilah"),
        ("orpheus", "eurydice"),
        ("thelma", "louise"),
        ("porgy", "bess"),
        ("hero", "leander"),
        ("castor", "pollux"),
        ("romulus", "remus"),
        ("wallace", "gromit"),
        ("asterix", "obelix"),
    }
)
_NOTHING_OWNED = _words("is was had has have will would said and or but which that who as on for of with by")
_PLURAL = _words("are have say lose take make go get keep seek were need want trail")
_NOUNS_TOO = _words("need want trail take make go get keep")
_OPENING = frozenset("“\"‘'«")
_CLOSING = frozenset("”\"’'»")
_SPONSORED = _words("sponsored manufactured installed supplied distributed bottled brewed catered stocked")

Sign = Callable[[Chunk, Lexicon], bool]


def is_borne(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the words around a chunk say that something bears the name."""
    if _is_work(chunk) or _is_animal(chunk, lexicon) or _of_many(chunk):
        return True
    if chunk.lead < chunk.first:
        return _titled_house(chunk, lexicon) or _titled_work(chunk, lexicon)
    return any(sign(chunk, lexicon) for sign in _SIGNS)


def beside_firms(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Full names listed beside a firm's: "Marks & Spencer and Ida Lake", which is told of no person."""
    return [c for c in chunks if len(c.parts) > 1 and c.lead == c.first and not c.firm and _beside_firm(c)]


def _beside_firm(chunk: Chunk) -> bool:
    passage, before, at = chunk.passage, chunk.first - 1, chunk.last + 1
    word = passage.word
    front = word(before) == "and" and word(before - 2) == "&" and passage.tokens[before - 1].capital
    behind = word(at) == "and" and word(at + 2) == "&" and passage.tokens[at + 1].capital
    front = (
        front and word(chunk.last + 1) in ("said", "say") and word(chunk.last + 2) in ("that", "their", "its")
    )
    those = word(before) == "of" and word(before - 1) in ("those", "shares", "that")
    return front or (behind and those)


def houses_again(certain: Sequence[Chunk], chunks: Sequence[Chunk], lexicon: Lexicon) -> list[Chunk]:
    """Where a shop called by a possessive is named again so, with nothing behind that it may own: "Lake's in Bath"."""
    shops = {c.parts for c in certain if _owner_at(c) >= 0 and len(c.parts) == 1}
    return [c for c in chunks if c.parts in shops and _owns_nothing(c, lexicon)] if shops else []


def _owns_nothing(chunk: Chunk, lexicon: Lexicon) -> bool:
    at = _owner_at(chunk)
    after = chunk.passage.word(at)
    if at < 0 or chunk.lead < chunk.first:
        return False
    return (
        after in _MARKS or after in lexicon.place_before or after in _NOTHING_OWNED or after in lexicon.speech
    )


def _owner_at(chunk: Chunk) -> int:
    """The token behind the possessive of a name, or -1."""
    return chunk.last + 2 if chunk.passage.word(chunk.last + 1) in ("'s", "’s") else -1


def _is_work(chunk: Chunk) -> bool:
    """Whether it fills quotation marks behind what is sung or shown: "all the verses of “Ida.”"."""
    word, before = chunk.passage.word, chunk.lead - 1
    if word(before) in _OPENING and (
        word(chunk.last + 1) in _CLOSING
        or (word(chunk.last + 1) in (",", ".") and word(chunk.last + 2) in _CLOSING)
    ):
        return word(before - 1) in _SUNG or (
            word(before - 1) == "of" and word(before - 2) in _OF_WORKS | _SUNG
        )
    if word(before) == "of" and word(before - 1) in _OF_WORKS and chunk.lead == chunk.first:
        return word(before - 1) not in ("set", "sets") or word(before - 2) == "the"
    return False


def is_shown(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is a film or a beast in so many words: "Ida Lake, in which he plays a cook", "Ida is a goat"."""
    word, at = chunk.passage.word, chunk.last + 1
    if chunk.lead < chunk.first:
        return False
    if word(at) == "," and word(at + 1) == "in" and word(at + 2) == "which":
        return word(at + 4) in ("plays", "played", "stars", "starred", "appears", "appeared")
    if word(at) not in ("is", "was"):
        return False
    if word(at + 1) == "in" and word(at + 2) in _SHOWN:
        return True
    return word(at + 1) in ("a", "an") and any(
        word(at + ahead) in lexicon.animals and word(at + ahead + 1) in _MARKS for ahead in (2, 3, 4)
    )


def _is_animal(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether an animal is called so: "the pup, nicknamed Winston", "a mare called Queen Maud", "the dogs, A and B"."""
    word, before = chunk.passage.word, chunk.lead - 1
    if word(before) in ("named", "called", "nicknamed", "dubbed", "christened"):
        return any(word(before - back) in lexicon.animals for back in (1, 2, 3, 4))
    at = before
    if word(at) == "and":
        at -= 2
    return (
        word(at) == ","
        and word(at - 1) in lexicon.animals
        and word(at - 1).endswith("s")
        and (word(chunk.last + 1) in (",", "and"))
    )


def _of_many(chunk: Chunk) -> bool:
    """Whether several of one name are counted: "two Ida Lakes"."""
    counted = chunk.passage.word(chunk.lead - 1) in _NUMBERS
    return counted and len(chunk.parts) > 1 and chunk.parts[-1].endswith("s")


def _titled_house(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether what has a title is a brand: "Aunt Ida's Foods", "Madam Lake", which somebody runs."""
    passage, at = chunk.passage, _owner_at(chunk)
    if passage.word(chunk.lead - 1) == "runs":
        return True
    if not 0 <= at < len(passage.tokens) or passage.shouts(at):
        return False
    named = passage.word(at) in lexicon.organisations or passage.word(at) in (
        "foods",
        "kitchen",
        "bakery",
        "bread",
    )
    return named and passage.tokens[at].capital


def _titled_work(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a work or a vessel has a title in its name: "her smash Mother Ida", "the tug Miss Ida"."""
    before = chunk.passage.word(chunk.lead - 1)
    after = chunk.passage.word(chunk.last + 1)
    return before in _TITLED_WORKS or (before in lexicon.vessels and after not in lexicon.speech)


def _in_business(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is a firm: "his firm, Lake Dole,", "Lake Dole, the accountants", "the fashion house Ida Lake"."""
    del lexicon
    word, before, at = chunk.passage.word, chunk.first - 1, chunk.last + 1
    if word(before) == "," and word(before - 1) in _FIRMS and word(before - 2) in _OWNERS:
        return (
            word(at) in (",", ".", ";")
            and not word(at + 1).isdigit()
            and word(at + 1) not in ("who", "whose")
        )
    if word(at) == "," and word(at + 1) == "the" and word(at + 2) in _TRADES:
        return word(before) != "and" and word(at + 3) in _MARKS
    if word(before) == "house" and word(before - 1) in _HOUSES:
        return True
    if word(before) == "from" and word(before - 1) in ("joined", "poached", "headhunted"):
        return len(chunk.parts) > 1 and at > 0 and _owner_at(chunk) < 0
    return (
        word(before) == "by"
        and word(before - 1) in _SPONSORED
        and len(chunk.parts) > 1
        and not chunk.likely > 0.9
    )


def _in_a_firms_name(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the rest of a firm's or street's name stands beside: "Lake et Fils", "Maison Lake", "Jas. Lake"."""
    passage, before, at = chunk.passage, chunk.first - 1, chunk.last + 1
    word = passage.word
    if word(at) in ("et", "und", "e", "y", "en", "&") and word(at + 1) in _KIN_OF_FIRMS:
        return True
    if (
        before >= 0
        and (word(before) in _NAMING or word(before) in _PLACE_HEADS)
        and passage.tokens[before].capital
    ):
        return not passage.shouts(before)
    if word(before) in _PREFIXES and passage.tokens[before].text.isupper():
        return not passage.shouts(before)
    if word(before) == "&" and len(chunk.parts) == 1 and passage.tokens[before - 1].capital:
        return chunk.parts[0] not in lexicon.given and word(before - 1) not in lexicon.given
    if word(before) == "." and word(before - 1) in _ABBREVIATED:
        return not passage.tokens[max(before - 2, 0)].capital
    return chunk.parts[0] in _ABBREVIATED and len(chunk.parts) == 1 and word(at) == "."


def _house_speaks(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a possessive has no noun, or what firms have: "Lake's said", "Lake's founder"."""
    del lexicon
    at = _owner_at(chunk)
    if not 0 <= at < len(chunk.passage.tokens) or chunk.passage.tokens[at].capital:
        return False
    after = chunk.passage.word(at)
    return after in _WHAT_FIRMS_HAVE or (after in _WHAT_HOUSES_DO and len(chunk.parts) == 1)


def _is_set_up(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether somebody founds or runs it: "she founded Lake in 1999"."""
    del lexicon
    if chunk.passage.word(chunk.first - 1) not in _SET_UP or chunk.passage.begins(chunk.first - 1):
        return False
    return _owner_at(chunk) < 0


def _is_dish(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is eaten: "Eggs Benedict", "Beef Wellington"."""
    del lexicon
    before = chunk.first - 1
    if chunk.parts[0] in _DISHES and len(chunk.parts) == 2:
        return not chunk.shouted
    return (
        len(chunk.parts) == 1
        and chunk.passage.word(before) in _DISHES
        and chunk.passage.tokens[before].capital
        and not chunk.passage.shouts(before)
    )


def _is_side(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a plural verb follows at the beginning of a sentence: "Kent have won", "Gates open at six"."""
    word, after = chunk.passage.word, chunk.passage.word(chunk.last + 1)
    if len(chunk.parts) > 1 or not chunk.passage.begins(chunk.first):
        return False
    if (
        chunk.parts[0].endswith("s")
        and chunk.parts[0] in lexicon.words
        and after in ("open", "close", "are", "have")
    ):
        return word(chunk.last + 2) in ("at", "on", "from", "in", "until", "for")
    if chunk.passage.shouts(chunk.first) and after in _NOUNS_TOO:
        return False
    return after in _PLURAL and chunk.parts[0] not in lexicon.given


def _is_weather(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is made of weather: "Ida, a cluster of thunderstorms"."""
    del lexicon
    word, at = chunk.passage.word, chunk.last + 1
    if word(at) != "," or word(at + 1) not in ("a", "an", "the"):
        return False
    return any(word(at + ahead) == "of" and word(at + ahead + 1) in _IN_WEATHER for ahead in (3, 4, 5))


def _is_amount(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is glued to a number: "£4M RICHER"."""
    del lexicon
    passage, before = chunk.passage, chunk.first - 1
    if before < 0 or passage.tokens[before].end != passage.tokens[chunk.first].start:
        return False
    return passage.tokens[before].text[-1:].isdigit()


def _is_article_named(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a model or dish is named after somebody: "called the Curie 2", "has named the sub the Ida"."""
    word, before = chunk.passage.word, chunk.first - 1
    if word(before) != "the" or len(chunk.parts) > 1 or chunk.passage.shouts(chunk.first):
        return False
    if word(chunk.last + 1).isdigit() or word(before - 1) in ("called", "named", "christened", "dubbed"):
        return True
    return (
        chunk.parts[0] in lexicon.given and word(chunk.last + 1) in (".", ",") and word(before - 1) != "and"
    )


def _is_on_the_way(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether somebody travels there: "had driven through the night from Carlisle", "is to retire to Brittany"."""
    word, before = chunk.passage.word, chunk.first - 1
    if word(before) not in ("from", "to") or len(chunk.parts) > 1 or _owner_at(chunk) >= 0:
        return False
    known = chunk.parts[0] in lexicon.places
    if not known and chunk.parts[0] in lexicon.given:
        return False
    return any(word(before - back) in (_TRAVELS if known else _FAR_TRAVELS) for back in range(1, 5))


def _between_places(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is one end of a way: "64 stores between Carlisle and Crewe"."""
    word, before, at = chunk.passage.word, chunk.first - 1, chunk.last + 1
    if chunk.parts[0] not in lexicon.places or len(chunk.parts) > 1:
        return False
    if word(before) == "between" and word(at) == "and":
        return word(at + 1) not in lexicon.given and word(at + 2) in _MARKS | {"and"}
    return word(before) == "and" and word(before - 2) == "between" and word(before - 1) not in lexicon.given


def _is_illness(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether somebody has or dies of it: "Parkinson's disease"."""
    del lexicon
    return _owner_at(chunk) >= 0 and chunk.passage.word(chunk.last + 2) in _ILLNESSES


def _is_pair(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is one of two who are known together from stories and plays only: "Romeo and Juliet"."""
    del lexicon
    word = chunk.passage.word
    if len(chunk.parts) > 1:
        return False
    behind = word(chunk.last + 1) in ("and", "&") and (chunk.parts[0], word(chunk.last + 2)) in _PAIRS
    front = word(chunk.first - 1) in ("and", "&") and (word(chunk.first - 2), chunk.parts[0]) in _PAIRS
    return behind or front


_SIGNS: tuple[Sign, ...] = (
    _in_business,
    _in_a_firms_name,
    _house_speaks,
    _is_set_up,
    _is_dish,
    _is_side,
    _is_weather,
    _is_amount,
    _is_article_named,
    _is_on_the_way,
    _between_places,
    _is_illness,
    _is_pair,
)
