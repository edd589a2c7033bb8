"""The mail's own words: every phrase a reader sees that no source wrote, in one place to translate.

A phrase with a count has one text for each plural form of its language (CLDR's categories, as Babel names
them); one that numbers in order has one for each ordinal form, and for numbers that are written as words.
`{n}` is the number in the reader's own digits; other braces are named where the phrase is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal

Phrase = str | Mapping[str, str]

_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

ENGLISH: Mapping[str, Phrase] = {
    "read_online": "Read online",
    "cast": "In today’s cast",
    "also_with": "Also with",
    "others": {"one": "and {n} other", "other": "and {n} others"},
    "elsewhere": {"one": "Also in {n} other section:", "other": "Also in {n} other sections:"},
    "also_in": "also in",
    "more_outlets": {"one": "and {n} more", "other": "and {n} more"},
    "plain": "In other news",
    "plain_heading": "Everything else",
    "people": {"one": "{n} person", "other": "{n} people"},
    "stories": {"one": "{n} story", "other": "{n} stories"},
    "outlets": {"one": "{n} outlet", "other": "{n} outlets"},
    "counts": "{stories} from {outlets}",
    "counts_people": "{people} in {stories} from {outlets}",
    "quotes": {"one": "Quote of the day", "other": "Quotes of the day"},
    "articles_today": {"one": "{n} article today", "other": "{n} articles today"},
    "none_today": "none today",
    "running": {"one": "{n} day running", "other": "{n} days running"},
    "first_time": {"one": "first time in {n} day", "other": "first time in {n} days"},
    "quiet": "quiet until yesterday",
    "some_days": {"one": "on {days} of {n} day", "other": "on {days} of {n} days"},
    "above": "more than usual",
    "below": "less than usual",
    "total": {"one": "{articles} in {n} day", "other": "{articles} in {n} days"},
    "days": "{today} · {note}",
    "day_in_the_news": {
        **{str(day): f"{word} day in the news" for day, word in enumerate(_ORDINALS, 2)},
        "one": "{n}st day in the news",
        "two": "{n}nd day in the news",
        "few": "{n}rd day in the news",
        "other": "{n}th day in the news",
    },
    "since": "{day} · since {date}",
    "picks_up": "picks up a story of {date}",
    "weekday_date": "{weekday}, {date}",
    "read_weekday": "read {day}’s",
    "read_edition": "read that edition",
    "kicker": "{category} · {outlets}",
    "more": {"one": "and {n} more story", "other": "and {n} more stories"},
    "more_people": {"one": "and {n} more", "other": "and {n} more"},
    "left_out": {
        "one": "{n} more story did not fit into this edition.",
        "other": "{n} more stories did not fit into this edition.",
    },
    "window": "It covers what appeared from {since} to {until} in {articles} of {outlets}.",
    "articles": {"one": "{n} article", "other": "{n} articles"},
    "preheader": "{people}: who did what, told in {stories} from {outlets}",
    "preheader_plain": "{title} of {date}: what happened, told in {stories} from {outlets}",
    "nothing": "No stories today.",
    "verbatim": "Every sentence is quoted from its source, which stands beside it.",
    "why_personal": "You get {title} because your address stands in its feeds.yaml. "
    "Remove your address under “to:” in feeds.yaml to stop.",
    "why_list": "You get this mail because you asked for {title}.",
    "unsubscribe": "Unsubscribe",
    "preferences": "Change what you get",
    "quote": "“{text}”",
    "said": "{speaker}, in {outlet}",
    "role": "{name}: {role}",
    "pair": "{first} & {last}",
    "comma": ", ",
}

PHRASES: Mapping[str, Mapping[str, Phrase]] = {"en": ENGLISH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The phrases of one language, with its dates, numbers and direction of writing."""

    locale: Locale
    phrases: Mapping[str, Phrase]
    direction: str  # `ltr` or `rtl`
    tag: str  # as HTML names the language (BCP 47)
    plural_form: Callable[[int], str]  # CLDR's name for the form that goes with a number
    ordinal_form: Callable[[int], str]  # the same for "2nd"
    latin_digits: bool

    def say(self, key: str, **values: str) -> str:
        """A phrase, its braces filled."""
        phrase = self.phrases[key]
        if not isinstance(phrase, str):
            raise TypeError(f"{key} wants a count")
        return phrase.format(**values)

    def count(self, key: str, n: int, **values: str) -> str:
        """A phrase with a count, in the plural form its language has for `n`."""
        phrase = self.phrases[key]
        if isinstance(phrase, str):
            raise TypeError(f"{key} wants no count")
        form = self.plural_form(n)
        return phrase.get(form, phrase["other"]).format(n=self.number(n), **values)

    def nth(self, key: str, n: int) -> str:
        """A phrase that numbers in order: the one for this very number, else that of its ordinal form."""
        phrase = self.phrases[key]
        if isinstance(phrase, str):
            raise TypeError(f"{key} wants no number")
        found = phrase.get(str(n)) or phrase.get(self.ordinal_form(n), phrase["other"])
        return found.format(n=self.number(n))

    def number(self, n: int) -> str:
        """A whole number as the language writes it."""
        plain = 0 <= n < 1000 and self.latin_digits
        return str(n) if plain else format_decimal(n, locale=self.locale)

    def names(self, names: tuple[str, ...]) -> str:
        """Some names as one: "A", "A & B", "A, B & C"."""
        if len(names) < 2:
            return "".join(names)
        return self.say("pair", first=self.say("comma").join(names[:-1]), last=names[-1])

    def day(self, day: date) -> str:
        """A date with its weekday."""
        return format_date(day, format="full", locale=self.locale)

    def month_day(self, day: date) -> str:
        """A date with its weekday, without the year."""
        within_year = format_skeleton("MMMMd", datetime.combine(day, time()), locale=self.locale)
        return self.say("weekday_date", weekday=self.weekday(day), date=within_year)

    def weekday(self, day: date) -> str:
        """The name of a weekday."""
        return format_date(day, "EEEE", locale=self.locale)

    def moment(self, moment: datetime, zone: str) -> str:
        """A weekday and a time in a zone."""
        return format_datetime(moment, "EEEE HH:mm", tzinfo=ZoneInfo(zone), locale=self.locale)


@lru_cache(maxsize=32)
def words_for(language: str) -> Words:
    """The words of a language (BCP 47); English phrases until it is translated, all English where unknown."""
    locale = _locale(language)
    direction = "rtl" if locale.text_direction == "rtl" else "ltr"
    return Words(
        locale=locale,
        phrases=PHRASES.get(locale.language, ENGLISH),
        direction=direction,
        tag=str(locale).replace("_", "-"),
        plural_form=locale.plural_form,
        ordinal_form=locale.ordinal_form,
        latin_digits=locale.default_numbering_system == "latn",
    )


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, TypeError, UnknownLocaleError):
        return Locale("en")
