"""What is said around a name that is not said of people: signs that it means a thing where it stands."""

from __future__ import annotations

from collections.abc import Callable

from digest.people.chunks import Chunk
from digest.people.cutting import LIKELY
from digest.people.lexicon import Lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARTICLES = _words("a an the its another")
_CONNECTED = _words(
    "of in by for with from at on to into near before after since until as than under over named called "
    "known that which who whose where when based founded run owned"
)
_KINDS = _words(
    "firm company group corporation retailer chain insurer airline carrier brewer brewery distiller "
    "distillery lender bank carmaker automaker drugmaker chipmaker shipbuilder startup start-up "
    "conglomerate supermarket multinational subsidiary label brand fintech consultancy utility "
    "agency charity foundation nonprofit think-tank union party newspaper tabloid magazine broadsheet "
    "website app platform software chatbot robot algorithm film movie sequel novel book "
    "memoir song album ballad musical opera ballet play drama sitcom series show podcast comic "
    "cartoon game videogame painting sculpture statue poem village town city suburb hamlet township "
    "parish county district province region neighborhood neighbourhood settlement street road river lake "
    "creek island mountain peak volcano crater asteroid comet planet moon galaxy pub bar restaurant "
    "cafe diner hotel inn nightclub school college university hospital clinic church cathedral theatre "
    "theater museum gallery stadium arena ground bridge tunnel station airport port harbour harbor mine "
    "quarry farm ranch estate telescope spacecraft probe rover satellite rocket capsule lander drone "
    "aircraft jet plane locomotive train tram storm system hurricane cyclone typhoon depression blizzard "
    "heatwave wildfire earthquake law bill act disease syndrome virus strain disorder theorem beer "
    "ale stout whisky whiskey wine cheese dish cake sauce cocktail tea perfume fragrance lipstick shoe "
    "handbag band orchestra choir club team side squad regiment racehorse gelding filly mare colt "
    "stallion trophy cup prize medal award championship tournament race stakes festival carnival parade "
    "apple rose tulip orchid potato tomato variety species fossil dinosaur"
)
_NEVER_IN_FRONT = _words(
    "play star model side team single act rule party race prize rose apple plane train tea dish jet "
    "ground label cup game series song book drama squad medal award platform assistant system museum "
    "gallery class estate moon"
)
_TRADED = _words(
    "stock stocks shareholders investors stores store outlets branches dealership "
    "dealerships dealers factory factories plant products product employees staff workers "
    "customers subsidiary headquarters brand showroom warehouse earnings revenue "
    "sales cars tractors devices appliances handbags coats shoes supermarkets "
    "restaurants hotels franchise franchises executives directors "
)
_STORIES = _words(
    "mysteries mystery novels books films movies franchise saga trilogy adventures stories comics "
    "thrillers series"
)
_OWNED = _words(
    "law laws act rule disease syndrome palsy day point bay creek island head hill hole corner cross gate "
    "arms bar pub inn restaurant kitchen deli diner hospital school cathedral church theorem paradox "
    "constant comet sign test bridge cup shield plate trophy stakes mill lane street road wharf quay "
    "landing ferry ford leap rock rest wood field farm falls pass gap ridge park square market stores "
    "chapel well cave column cottage cat dog ghost star green cove lighthouse amendment razor principle "
    "lemma number triangle fever chorea tale song reel jig lament waltz"
)
_HEADED = _words(
    "founder mayor founders cofounder co-founder chairman chairwoman chairperson chair executive ceo "
    "owner owners president director governor bishop archbishop duke duchess earl count countess marquess "
    "prince princess king queen emperor sultan emir premier principal headmaster headmistress headteacher "
    "dean rector chancellor provost vicar editor publisher author head mp captain member members landlord "
    "landlady landlords skipper coxswain"
)
_OF_PLACES = _words(
    "sides outskirts north south east west northeast northwest southeast southwest miles kilometres "
    "kilometers km streets hamlet township parish settlement region island lake residents inhabitants "
    "citizens university college battle siege port bay gulf district county province republic kingdom "
    "town city village suburb shares acquisition takeover headquarters employees customers shareholders "
    "subsidiary"
)
_HELD = _words(
    "stake shares stock stakes holding holdings invest invested investing investors investment share bonds"
)
_TRUSTED = _words(
    "believe believes believed faith confidence trust trusted interest interested disappointed invest "
    "confided confides"
)
_AIMED = tuple(  # how words begin behind which "at" stands before people
    "look shout laugh smil point aim swip dig ang thr fire direct yell scream star swing jab wav grin glanc gaz wink "  # noqa: SIM905
    "nod snap lash roll jeer hiss boo marvel furious mad bark hurl lunge mock peer sneer shot barb take took cry cried "
    "back better wonder pok glar swor swear rag whistl charg ran run came com upset outrag annoy surpris disgust "
    "frustrat shock amaz protest irritat livid curs chuckl teas horrif alarm growl gap frown".split()
)
_FICTION = (
    *(
        "role of",
        "part of",
        "character of",
        "starred as",
        "stars as",
        "starring as",
        "cast as",
        "miscast as",
        "shines as",
        "find as",
        "superb as",
        "brilliant as",
        "wonderful as",
        "for playing",
    ),
    *(
        "reprises",
        "reprised",
        "reprising",
        "outing for",
        "the fictional",
        "character",
        "characters",
    ),
)
_ROYAL = _words("king queen prince princess lord lady sir dame duke earl admiral captain saint st")
_BORNE_BY_SHIPS = _words("king queen prince princess lord lady sir dame saint st duke duchess countess")
_BUILT = _words(
    "launched founded established headquartered listed built opened incorporated commissioned published "
    "released"
)
_STATES = _words("states state people crown commonwealth government r us")
_RODE = _words("rode riding ridden rides saddled aboard")
_MARKS = frozenset(", . ; : ! ? ) ” ’".split()) | {"\n", ""}  # noqa: SIM905
_ENDS = _MARKS | _words(
    "and or but in on off at for since when where while with was is had has will would all every last after before"
)
_PRICED = _words(
    "rose fell gained added lost slipped climbed jumped dropped slid tumbled shed surged advanced soared plunged"
)
_KINDS_IN_FRONT = _KINDS - _NEVER_IN_FRONT
_BEFORE_OF = _HEADED | _OF_PLACES
_OWNING = _words("her his their my our a an no")
_TALKS = _words("trading talks profit loss administration merger takeover")
_LAWS = _words("law disease syndrome act")
_INSIDE = _words("in at outside into inside")
_HOUSE_ENDS = _MARKS | _words("all and or but on since when where while with was is had for")
_PLAYS = _words("in plays played play playing reprise reprises reprised take takes took landed won for")
_WENT = _PRICED | _words(
    "rise fall gain add lose slip climb jump drop slide tumble surge advance soar plunge in were are have"
)
_RELATIVE_VERBS = _words("had set made did would once later first now also ran runs helped himself herself")
_PLANS = _words("close cut shut recall axe shed buy acquire merge launch open build lay relocate list float")


Sign = Callable[[Chunk, Lexicon], bool]


def is_called_a_thing(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the article says outright what it is: "the film Ida", "Ida, a black Labrador", "She rode Ida Boy"."""
    if chunk.lead < chunk.first:
        return False
    return _behind_its_kind(chunk, lexicon) or _in_apposition(chunk, lexicon)


def is_said_of_things(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the words around a chunk say that it means a thing here, whoever else bears the name."""
    if chunk.lead < chunk.first:
        return _titled_thing(chunk, lexicon)
    return any(sign(chunk, lexicon) for sign in _SIGNS)


def _titled_thing(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether what has a title is an inn, a ship, a character: "the Prince Rupert", "the lifeboat Sir Ivo Lake"."""
    word = chunk.passage.word
    before, title = word(chunk.lead - 1), word(chunk.lead)
    if before == "the" and (_is_story(chunk) or title in _ROYAL):
        return not chunk.passage.shouts(chunk.lead) and word(chunk.last + 1) not in ("'s", "’s", "of")
    return (before in lexicon.vessels and title in _BORNE_BY_SHIPS) or _is_character(chunk, lexicon)


def _is_story(chunk: Chunk) -> bool:
    return chunk.passage.word(chunk.last + 1) in _STORIES


def _is_character(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a part in a story is played or told: "the role of Ivo Lake", "the Ivo Lake mysteries"."""
    del lexicon
    word = chunk.passage.word
    front = f"{word(chunk.lead - 2)} {word(chunk.lead - 1)}"
    if any(front.endswith(told) for told in _FICTION):
        return True
    if front in ("role of", "part of") and word(chunk.lead - 3) == "the" and word(chunk.lead - 4) in _PLAYS:
        return not _is_owner(chunk)
    titled = chunk.lead < chunk.first and front == "known as" and word(chunk.last + 1) in ("in", "on", "from")
    return titled or (word(chunk.lead - 1) == "the" and _is_story(chunk))


def _owns_a_thing(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the name is the first part of a thing's, or a house: "Lorna's Law", "in Lannigan's"."""
    passage, at = chunk.passage, chunk.last + 1
    if not _is_owner(chunk):
        return False
    after = passage.word(at + 1)
    if after in _OWNED and passage.tokens[at + 1].capital:
        return not passage.shouts(at + 1) or after in _LAWS
    housed = passage.word(chunk.first - 1) in _INSIDE and len(chunk.parts) == 1
    return housed and after in _HOUSE_ENDS and chunk.parts[0] not in lexicon.kin


def _behind_its_kind(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the kind of thing stands in front: "the insurer Lake", "the village of Katherine"."""
    passage, at = chunk.passage, chunk.first - 1
    before = passage.word(at)
    if before in _KINDS_IN_FRONT and before not in lexicon.roles and not passage.tokens[at].capital:
        return not _has_verb(chunk, lexicon)
    if (
        before == ","
        and passage.word(at - 1) in lexicon.animals
        and passage.word(chunk.last + 1) in (",", ".")
    ):
        return True
    if before in _RODE:
        return len(chunk.parts) > 1 or chunk.likely < LIKELY
    return _is_headed(chunk) and not _is_owner(chunk)


def _has_verb(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a verb of people follows, as in a clause without "that": "the firm Carrow founded"."""
    after = chunk.passage.word(chunk.last + 1)
    weak = after in ("is", "was", "has", "will")
    return after in _RELATIVE_VERBS or after.endswith("ed") or (after in lexicon.human and not weak)


def _is_headed(chunk: Chunk) -> bool:
    """Whether somebody heads it, or a part of it is told: "founder of Lake", "a member of the radical Lake"."""
    passage, at = chunk.passage, chunk.first - 1
    between = [passage.word(i) for i in range(at, max(at - 3, -1), -1)]
    if "of" not in between:
        return False
    of = at - between.index("of")
    apart = of == at or (
        passage.word(of + 1) == "the" and between[0].isalpha() and not passage.tokens[at].capital
    )
    return apart and passage.word(of - 1) in _BEFORE_OF


def _is_owner(chunk: Chunk) -> bool:
    after = chunk.passage.word(chunk.last + 1).lower()
    return after in ("'s", "’s") or (after in ("'", "’") and chunk.parts[-1].endswith("s"))


def _in_apposition(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether the kind of thing stands behind: "Wanda, a category four system,", "Waldo the tortoise"."""
    word, at = chunk.passage.word, chunk.last + 1
    if word(at) == "the" and len(chunk.parts) == 1 and word(at + 1) not in lexicon.roles:
        return word(at + 1) in lexicon.animals or word(at + 1) in _KINDS
    at += word(at) in ("'s", "’s")
    if word(at) != ",":
        return False
    if word(at + 1) in _BUILT and word(at + 2) in ("in", "by", "on", "at"):
        return True
    if word(at + 1) == "which" and chunk.passage.begins(chunk.lead):
        return True
    if word(at + 1) not in _ARTICLES:
        return False
    head = ""
    for index in range(at + 2, at + 9):
        if word(index) in ("'s", "’s"):
            return False
        if not word(index)[:1].isalnum() or word(index) in _CONNECTED:
            break
        head = word(index)
    if head == "assistant":
        return any(
            word(index) in ("voice", "virtual", "digital", "ai", "a i") for index in range(at + 2, at + 5)
        )
    return (head in _KINDS or head in lexicon.animals) and head not in lexicon.roles


def _in_trade(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it is held, traded or worked at: "Lake shares", "a stake in Lake", "an analyst at Lake"."""
    del lexicon
    word, after = chunk.passage.word, chunk.passage.word(chunk.last + 1)
    before, further = word(chunk.first - 1), word(chunk.first - 2)
    if after in ("share", "shares"):
        return word(chunk.last + 2) in _WENT or word(chunk.last + 2) in ("price", "prices", "sale", "offer")
    if after in _TRADED or (after == "last" and word(chunk.last + 2) == "traded"):
        return before != "and"
    if before == "in":
        return further in _HELD and not _is_owner(chunk)
    return before == "at" and not further.startswith(_AIMED) and not _is_owner(chunk) and after != "("


def _moved(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether its price moves: "Lake rose 3 percent", "Lake fell 2.3%"."""
    del lexicon
    word, at = chunk.passage.word, chunk.last + 1
    if word(at) not in _PRICED:
        return False
    at += 1 + (word(at + 1) in ("by", "as", "nearly", "about", "more", "almost"))
    return word(at)[:1].isdigit() and word(at + 1) in ("%", "percent", "cents") and word(at + 2) != "of"


def _at_home(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether somebody lives there or goes there: "Moor, 68, of Thompson", "in Halifax, Nova Scotia,"."""
    passage = chunk.passage
    word = passage.word
    before, further = word(chunk.first - 1), word(chunk.first - 2)
    if before == "of" and further == "," and word(chunk.first - 3).isdigit() and not _is_owner(chunk):
        return True
    if (
        passage.read
        and not chunk.likely
        and len(chunk.parts) == 1
        and before in ("in", "near", "across", "outside")
    ):
        return (
            not passage.shouts(chunk.first)
            and not _is_owner(chunk)
            and further not in lexicon.speech
            and further not in _TRUSTED
        )
    beyond = (
        before == ","
        and passage.tokens[chunk.first - 2].capital
        and word(chunk.first - 3) in lexicon.place_before
    )
    unlike = chunk.parts[0] not in lexicon.given and 0 < chunk.likely < LIKELY
    return beyond and unlike and word(chunk.last + 1) in (",", ".")


def _in_court(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether it stands in the name of a case: "United States v. Lake"."""
    del lexicon
    word, at = chunk.passage.word, chunk.first - 1
    at -= word(at) == "."
    return word(at) in ("v", "vs") and word(at - 1) in _STATES


def _with_article(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether "the" stands before a full name and no noun behind it: "seen by the Ida Lake."."""
    word, passage = chunk.passage.word, chunk.passage
    after = word(chunk.last + 1)
    if word(chunk.first - 1) != "the" or len(chunk.parts) < 2 or passage.shouts(chunk.first) or chunk.suffix:
        return False
    aged = after == "," and word(chunk.last + 2).isdigit()
    if (
        chunk.parts[0] in lexicon.given
        and chunk.parts[-1].endswith("s")
        and chunk.parts[-1][:-1] in lexicon.surnames
    ):
        return False  # "the Ida Carrows" are two of one name
    return after in _ENDS and not aged and word(chunk.first - 2) not in lexicon.speech


_SIGNS: tuple[Sign, ...] = (
    _owns_a_thing,
    _behind_its_kind,
    _in_apposition,
    _in_trade,
    _moved,
    _at_home,
    _in_court,
    _with_article,
    _is_character,
)


def is_like_a_firm(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether what bears a thing's name as well is rather the thing: "said it would", "her Lake", "Lake coats"."""
    if chunk.lead < chunk.first or len(chunk.parts) > 1:
        return False
    word, at = chunk.passage.word, chunk.last + 1
    before, after = word(chunk.first - 1), word(at)
    if after in lexicon.speech:
        said = at + 1 + (word(at + 1) == "that")
        return word(said) in ("it", "its")
    if after == "," and word(at + 1) == "as" and word(at + 2) in ("the", "it"):
        return True
    if after == "in" and word(at + 1) in _TALKS:
        return True
    if after == "to" and word(at + 1) in _PLANS:
        return True
    if before in _OWNING or (before[:1].isdigit() and word(chunk.first - 2) in "£$€¥"):
        return after not in lexicon.roles
    noun = (
        after.endswith("s")
        and after in lexicon.words
        and not any(after in verbs for verbs in (lexicon.human, lexicon.speech, lexicon.kin))
    )
    return noun and word(at + 1).endswith(("ed", "t", "e", "me", "ve")) and after not in lexicon.roles
