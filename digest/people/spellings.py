"""Names written otherwise: from other scripts, in other languages, or shortened in ways that no list knows."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.people.lexicon import Lexicon

_FAMILIES = """
alexander aleksandr oleksandr aleksander alexandre alejandro alessandro aleksandar alexandros iskander aliaksandr
alexandra aleksandra oleksandra alejandra alessandra
alexei alexey aleksei aleksey oleksiy oleksii alexis alexej
andrew andrei andrey andriy andrii andreas andre andres andrea andrzej anders andrej ondrej
anastasia anastasiya anastasiia nastassia
anna hanna ganna ana ann anne
anthony antony antonio antoine anton antonin antoni
basil vasily vasiliy vasyl vassilis vasilis vasile
catherine katherine kathryn katarina katerina ekaterina yekaterina kateryna catarina caterina katarzyna
charles carlos carlo karl carl karel karol
christopher christophe cristobal kristoffer christos christoforos krzysztof
constantine konstantin konstantinos kostas costas kostyantyn constantin
daniel danil danylo daniil danilo
demetrius dmitry dmitri dmytro dimitri dimitrios dimitris dmitriy
elena olena helena yelena alena helen
elias ilias ilyas illia ilya
elizabeth elisabeth elisaveta yelizaveta lizaveta
eugene evgeny yevgeny yevhen evgeni yevgeniy eugenio evgenios
francis francisco francesco francois franz frantisek franciszek
gabriel gavriil havryil
george giorgos yiorgos georgios georgi georgy giorgi jorge jurgen jerzy jiri georges gheorghe yorgos heorhii giorgio
gregory grigory grigori hryhoriy hryhorii gregorio grigoris grzegorz
helen eleni helene
henry henri enrique enrico heinrich hendrik henryk
ibrahim ebrahim abraham
igor ihor
isaac ishaq yitzhak itzhak
jacob yakov yaakov yaqub jakub iakov jacobo
james jaime giacomo iago
john juan jean giovanni johann johannes ivan jan joao ioannis yannis giannis ivo ion
joseph jose giuseppe josef jozef yosef yusuf youssef yousef iosif yusef
julia yulia iuliia yuliya giulia julie
khaled khalid haled chalid
lawrence laurence lorenzo laurent lars lorens
leo lev leon
louis luis luigi ludwig lluis
luke lucas luca lukas lukasz
mahmoud mahmud mehmood
mark marcus marco marcos marc marek markus
martha marta marfa
mary maria marie mariya mariia marija
matthew mateo matteo matthieu matthias mateusz matvey
michael mikhail mykhailo michel miguel michele michal mikael mihail mykhaylo michail
mohammed muhammad mohamed mohammad mohamad muhammed mehmet mahomet
natalia nataliya natalya nataliia
nicholas nikolai nikolay mykola nicolas nikolaos nikos nicola niccolo mikolaj miklos nicolae
omar umar umer
osama usama
paul pablo paolo pavel pavlo pawel paulo pavlos pal
peter pedro pietro pierre petr petro pyotr piotr petros pieter petar
philip felipe filippo philippe filip philippos
rachel raquel rahel
richard ricardo riccardo ryszard
robert roberto rupert
said saeed sayed saeid
samuel samuil shmuel
sergei sergey serhiy serhii sergio serge siarhei sergiy
simon simeon semyon semen szymon shimon
sophia sofia sofiya sofya zofia
stephen steven stefan stephan etienne esteban stefano stepan stefanos istvan szczepan
svetlana svitlana sviatlana
tatiana tatyana tetiana tetyana
theodore feodor fyodor fedor fedir teodor theodoros
thomas tomas tommaso tomasz toma
vladimir volodymyr wladimir vladymyr uladzimir wlodzimierz
vladislav vladyslav wladyslaw uladzislau
vyacheslav viacheslav vyacheslau
william guillaume guillermo wilhelm willem guglielmo vilhelm
xavier javier xaver
yaroslav iaroslav jaroslav jaroslaw
yuri yuriy yury yurii iurii
zachary zachariah zacarias zakaria
""".strip()
_FAMILY = {
    name: at for at, names in enumerate(_FAMILIES.splitlines()) for name in dict.fromkeys(names.split())
}
_CHANGES = tuple(  # what transliterators write differently, most letters first
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"shch|tsch|sch|sh|zh|dzh|dj|tch|ch|cz", "c"),
        (r"th", "t"),
        (r"kh|gh|h|g", "g"),
        (r"ts|tz|zz|z|s", "s"),
        (r"ck|q|c|k|x", "k"),
        (r"ph|f|w|v", "v"),
        (r"t|d", "t"),
        (r"ei|ey|ij|iy|yi|ai|ay|e|i|y|j", "i"),
        (r"ou|oo|o|u", "u"),
    )
)
_LETTERS = str.maketrans("hjyecqxowfpzd", "giiikkkuvvvst")
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?<=..)(?:[yi]?y|ii|iy|ij|i)$")
_SILENT = re.compile(r"(?<=[aeiou])h$")
_Y_BEFORE_VOWEL = re.compile(r"(?:gi|yi|y|j|i)(?=[aeou])|(?<=[aeou])g(?=i)")
_DIMINUTIVE = re.compile(r"(?:zza|zz|z|ers|ie|ey|y|o|s)$")


@lru_cache(maxsize=65536)
def skeleton(part: str) -> str:
    """A folded name part as it sounds to all who transliterate it: hrytsenko and gritsenko give the same."""
    if not part.isascii() or len(part) < 3:
        return part
    word = _Y_BEFORE_VOWEL.sub("i", _ENDING.sub("i", _SILENT.sub("", part)))
    for pattern, letters in _CHANGES:
        word = pattern.sub(letters.upper(), word)
    return _DOUBLED.sub(r"\1", word.lower())


def same_family(one: str, other: str) -> bool:
    """Whether two given names are one name in two languages or spellings: George and Giorgos."""
    family = _FAMILY.get(one)
    if family is not None and family == _FAMILY.get(other):
        return True
    return min(len(one), len(other)) > 3 and skeleton(one) == skeleton(other)


@lru_cache(maxsize=65536)
def family_initials(given: str) -> frozenset[str]:
    """The first letters under which this given name may be written, those of one sound as one."""
    family = _FAMILY.get(given)
    names = [given] if family is None else _FAMILIES.splitlines()[family].split()
    return frozenset(name[0].translate(_LETTERS) for name in names if name)


@lru_cache(maxsize=65536)
def skeletons(part: str) -> frozenset[str]:
    """Both ways a j may be meant: as in Jabri, whom Egyptians write Gabri, and as in Janukovych."""
    return frozenset((skeleton(part), skeleton(part.replace("j", "g"))))


def same_spelling(one: str, other: str) -> bool:
    """Whether two surnames are one, transliterated: alike in sound, or but for one vowel of a long one."""
    if min(len(one), len(other)) > 3 and skeletons(one) & skeletons(other):
        return True
    first, second = skeleton(one), skeleton(other)
    if min(len(first), len(second)) < 4:
        return one == other
    return first == second or (min(len(first), len(second)) > 6 and _one_vowel_apart(first, second))


def _one_vowel_apart(one: str, other: str) -> bool:
    """Whether one vowel more, less or other makes the difference."""
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, tail = one[at:], other[at:]
    changed = {rest[:1], tail[:1]} if len(one) == len(other) else {max(rest, tail, key=len)[:1]}
    if not changed <= set("aiu"):
        return False
    if len(one) == len(other):
        return rest[1:] == tail[1:]
    longer, shorter = sorted((rest, tail), key=len, reverse=True)
    return longer[1:] == shorter


def may_shorten(short: str, given: str, lexicon: Lexicon) -> bool:
    """Whether a word looks like a short form of a given name that no list knows: Gord, Jaz (of Jacinta), Con."""
    if len(short) < 2 or short == given or len(short) >= len(given) + 2:
        return False
    if lexicon.same_given(short, given) and min(len(short), len(given)) > 1:
        return True
    stem = _DIMINUTIVE.sub("", short)
    stems = [each for each in (short, stem) if len(each) >= 2]
    return any(skeleton_start(given, each) for each in stems) and len(short) <= max(5, len(given) - 1)


def skeleton_start(given: str, stem: str) -> bool:
    """Whether a given name begins like this, c and k, i and y alike."""
    alike = str.maketrans("ckqyz", "kkkis")
    return given.translate(alike).startswith(stem.translate(alike))
