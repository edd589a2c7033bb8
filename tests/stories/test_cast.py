from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Edition, PersonId, Section, Story, StoryId, StoryQuote
from digest.stories.cast import casts_before, form_sections
from digest.stories.claims import Casting
from tests.builders import NOON
from tests.stories.builders import a_part, a_source, a_story, person


def ids(*names: str) -> frozenset[PersonId]:
    return frozenset(PersonId(name.lower()) for name in names)


def formed(*stories: Story, **casting) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    return form_sections(stories, Casting(**({"cut_off": NOON} | casting)))


def casts(*stories: Story, **casting) -> dict[str, set[str]]:
    """The headlines under each cast."""
    return {
        " & ".join(each.name for each in section.cast): {story.headline for story in section.stories}
        for section in formed(*stories, **casting)[0]
    }


def test_a_story_stands_under_the_person_it_is_most_about():
    assert casts(a_story("One", {"Ada": 0.6, "Bob": 0.2})) == {"Ada": {"One"}}


def test_who_is_in_the_headline_leads_before_somebody_a_little_more_present():
    assert list(casts(a_story("Bob walks away", {"Ada": 0.3, "Bob": 0.25}))) == ["Bob"]


def test_a_person_gathers_their_stories():
    assert casts(a_story("One", {"Ada": 0.6}), a_story("Two", {"Ada": 0.6})) == {"Ada": {"One", "Two"}}


def test_a_pair_that_shares_its_stories_stands_together():
    stories = [a_story("One", {"Ada": 0.5, "Bob": 0.4}), a_story("Two", {"Ada": 0.4, "Bob": 0.5})]
    assert casts(*stories) == {"Ada & Bob": {"One", "Two"}}


def test_three_may_be_a_cast_and_four_are_not():
    assert casts(a_story("One", "Ada Bob Cleo")) == {"Ada & Bob & Cleo": {"One"}}
    assert casts(a_story("One", "Ada Bob Cleo Dan")) == {"Ada": {"One"}}


def test_a_pair_is_comparable_in_all_of_its_stories():
    apart = [a_story("One", {"Ada": 0.8, "Bob": 0.1}), a_story("Two", {"Ada": 0.1, "Bob": 0.8})]
    assert casts(*apart) == {"Ada": {"One"}, "Bob": {"Two"}}
    crowd = [a_story("One", "Ada Bob Cleo"), a_story("Two", {"Ada": 0.1, "Bob": 0.5, "Cleo": 0.4})]
    assert casts(*crowd) == {"Bob & Cleo": {"One", "Two"}}


def test_a_small_shortfall_is_worth_one_section_less():
    shared = a_story("One", {"Ada": 0.5, "Bob": 0.45})
    assert casts(shared, a_story("Two", "Bob")) == {"Bob": {"One", "Two"}}
    clearly = a_story("One", {"Ada": 0.5, "Bob": 0.25})
    assert casts(clearly, a_story("Two", "Bob")) == {"Ada": {"One"}, "Bob": {"Two"}}


def test_a_passing_mention_never_makes_a_section():
    sections, plain = formed(a_story("One", [a_part("Ada", central=False)], category="Local"), a_story("Two"))
    assert sections == ()
    assert [(each.heading, len(each.stories)) for each in plain] == [("Local", 1), ("In other news", 1)]


def test_a_name_in_every_story_leads_none_of_those_with_a_rarer_one():
    stories = [a_story("One", "President Ada"), a_story("Two", "President Bob")]
    rarity = {PersonId("president"): 0.0}
    assert {section.cast[0].name for section in formed(*stories, rarity=rarity)[0]} == {"Ada", "Bob"}


def test_somebody_in_every_story_does_not_swallow_an_edition_without_history():
    stories = [a_story(f"Story {n}", {"President": 0.5, f"Lead{n}": 0.4}) for n in range(8)]
    leads = {section.cast[0].name for section in formed(*stories)[0]}
    assert leads == {f"Lead{n}" for n in range(8)}


def test_followed_people_come_first_and_lead_their_stories():
    stories = [
        a_story("Big", "Bob", sources=tuple(a_source(str(n), outlet=str(n)) for n in range(8))),
        a_story("Small", {"Cleo": 0.5, "Ada": 0.4}),
    ]
    assert formed(*stories)[0][0].cast[0].name == "Bob"
    assert formed(*stories, followed=ids("Ada"))[0][0].cast[0].name == "Ada"


def test_muted_people_lead_nothing_and_take_their_own_stories_with_them():
    stories = [a_story("Theirs", "Ada"), a_story("Shared", {"Ada": 0.9, "Bob": 0.1})]
    sections, plain = formed(*stories, muted=ids("Ada"))
    assert [(s.cast[0].name, [each.headline for each in s.stories], s.also_with) for s in sections] == [
        ("Bob", ["Shared"], ())
    ]
    assert plain == ()


def test_who_is_on_the_leave_out_list_appears_nowhere():
    words = StoryQuote(text="We will see", person=PersonId("ada"), speaker="Ada", article=a_source().article)
    shared = a_story("Shared", {"Ada": 0.9, "Bob": 0.1}, quotes=[words])
    result = formed(a_story("", "Ada"), a_story("Theirs", "Ada"), shared, left_out=ids("Ada"))
    assert "Ada" not in repr(result)
    assert [section.cast[0].name for section in result[0]] == ["Bob"]
    assert [story.headline for story in result[1][0].stories] == ["Theirs"]


def test_others_in_the_stories_are_named_and_so_is_where_else_a_cast_appears():
    stories = [
        a_story(
            "One", [a_part("Ada", 0.6), a_part("Bob", 0.1, central=False), a_part("Cleo", 0.2, central=False)]
        ),
        a_story("Two", [a_part("Bob", 0.9)]),
    ]
    ada, bob = sorted(formed(*stories)[0], key=lambda section: section.cast[0].name)
    assert [part.name for part in ada.also_with] == ["Cleo", "Bob"]
    assert ada.elsewhere == ()
    assert bob.elsewhere == (PersonId("ada"),)


def test_a_section_has_the_register_s_person_and_their_days():
    ada = person("Ada", role="harbour master")
    (section,) = formed(a_story("One", "Ada"), people={ada.id: ada}, days={ada.id: [0, 2, 1]})[0]
    assert section.cast == (ada,)
    assert section.days == (0, 2, 1)


NAMES = ["Ada", "Bob", "Cleo", "Dan", "Eve"]


@st.composite
def some_stories(draw: st.DrawFn) -> list[Story]:
    stories = []
    for n in range(draw(st.integers(0, 10))):
        names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
        parts = [
            a_part(name, draw(st.sampled_from([0.05, 0.2, 0.25])), central=draw(st.booleans()))
            for name in names
        ]
        stories.append(a_story(f"Story {n}", parts, category=draw(st.sampled_from(["", "Local", "Sports"]))))
    return stories


def headlines(sections: tuple[Section, ...]) -> list[str]:
    return [story.headline for section in sections for story in section.stories]


people = st.frozensets(st.sampled_from(NAMES)).map(lambda names: ids(*names))
values = st.dictionaries(
    st.sampled_from(NAMES).map(lambda n: PersonId(n.lower())), st.sampled_from([0.0, 0.5, 1.0])
)


@settings(max_examples=150, deadline=None)
@given(some_stories(), people, values)
def test_every_story_stands_in_exactly_one_section(stories, followed, rarity):
    sections, plain = formed(*stories, followed=followed, rarity=rarity)
    assert Counter(headlines((*sections, *plain))) == Counter(story.headline for story in stories)
    for section in sections:
        assert 1 <= len(section.cast) <= 3
        for story in section.stories:
            assert {each.id for each in section.cast} <= {part.person for part in story.people}
    assert len({section.cast[0].id for section in sections}) == len(sections)


@settings(max_examples=100, deadline=None)
@given(some_stories(), people, people, st.randoms(use_true_random=False))
def test_the_order_of_the_stories_does_not_matter_and_who_is_muted_or_left_out_has_no_section(
    stories, muted, left_out, random
):
    shuffled = list(stories)
    random.shuffle(shuffled)
    result = formed(*stories, muted=muted, left_out=left_out)
    assert formed(*shuffled, muted=muted, left_out=left_out) == result
    assert not {each.id for section in result[0] for each in section.cast} & (muted | left_out)
    named = {
        part.person
        for section in (*result[0], *result[1])
        for story in section.stories
        for part in story.people
    }
    assert not named & left_out
    assert max(Counter(headlines((*result[0], *result[1]))).values(), default=1) == 1


def test_a_surname_that_comes_first_stands_in_the_headline_too():
    story = a_story("Late Noh goal wins the cup", {"Yaw Adjei": 0.3, "Noh Seo-rim": 0.28, "Kofi Adjei": 0.27})
    assert list(casts(story)) == ["Noh Seo-rim"]


def test_where_no_title_names_anybody_the_equally_present_stand_together():
    assert list(casts(a_story("Lifeboat searches for two", {"Ada": 0.4, "Bob": 0.3}))) == ["Ada & Bob"]


def test_a_head_of_government_in_many_stories_stands_beside_nobody():
    busy = {PersonId("ann"): 0.0}
    story = a_story("Minister resigns", {"Bob": 0.3, "Ann": 0.28})
    assert list(casts(story, rarity=busy)) == ["Bob"]


def test_somebody_the_reader_does_not_meet_in_what_is_told_leads_nothing():
    told = ["Bob Stone opened the pool on Monday.", "The water was cold."]
    story = a_story("Pool opens", {"Ann Reed": 0.6, "Bob Stone": 0.3}, sentences=told)
    assert list(casts(story)) == ["Bob Stone"]


def test_a_story_whose_telling_names_none_of_its_people_is_about_nobody():
    story = a_story("Pool opens", {"Ann Reed": 0.6}, sentences=["The water was cold."])
    sections, plain = form_sections([story], Casting(people={}, cut_off=NOON))
    assert sections == ()
    assert [each.headline for section in plain for each in section.stories] == ["Pool opens"]


def test_a_story_about_somebody_followed_is_theirs_however_it_is_told():
    story = a_story("Pool opens", {"Ann Reed": 0.6}, sentences=["The water was cold."])
    followed = frozenset({PersonId("ann reed")})
    sections, _ = form_sections([story], Casting(people={}, cut_off=NOON, followed=followed))
    assert [person.name for section in sections for person in section.cast] == ["Ann Reed"]


def test_a_story_that_goes_on_stays_with_those_who_led_it_where_the_claims_are_close():
    close = a_story("One", {"Ada": 0.45, "Bob": 0.5, "Cleo": 0.4, "Dan": 0.4, "Eve": 0.4})
    assert list(casts(close)) == ["Bob"]
    assert list(casts(close, led={close.id: ids("Ada")})) == ["Ada"]
    clear = a_story("One", {"Ada": 0.2, "Bob": 0.5})
    assert list(casts(clear, led={clear.id: ids("Ada")})) == ["Bob"]


def test_the_last_edition_that_told_a_story_says_who_led_it():
    story = a_story("One", "Ada")
    told = Section(stories=(story,), cast=(person("Ada"), person("Bob")))
    before = Section(stories=(story, a_story("Two", "Cleo")), cast=(person("Cleo"),))
    editions = [an_edition(told), an_edition(before)]
    now = {story.id: StoryId("new id")}
    assert casts_before(editions, now) == {"new id": ids("Ada", "Bob"), "story of Two": ids("Cleo")}


def an_edition(*sections: Section) -> Edition:
    face = {"digest": "daily", "title": "Daily", "zone": "UTC", "language": "en", "look": "magazine"}
    return Edition(**face, local_date=NOON.date(), since=NOON, cut_off=NOON, sections=sections)


def test_who_is_called_by_one_word_is_shown_by_the_fullest_name_that_has_it():
    anselm = person("Anselm", aliases=("Brother Anselm", "the monk", "@anselm"))
    (section,) = formed(a_story("One", "Anselm"), people={anselm.id: anselm})[0]
    assert section.cast[0].name == "Brother Anselm"


def test_initials_single_words_and_hardly_mentioned_people_are_named_where_there_is_nobody_better():
    table = [a_part(name, 0.1, central=False) for name in ("P. Ashdown", "Thule")]
    faint = a_part("Ola Berg", 0.01, central=False)
    better = a_part("Cleo Dahl", 0.06, central=False)
    (section,) = formed(a_story("One", [a_part("Ada", 0.6), *table, faint, better]))[0]
    assert [part.name for part in section.also_with] == ["Cleo Dahl"]
    (section,) = formed(a_story("One", [a_part("Ada", 0.6), *table, faint]))[0]
    assert [part.name for part in section.also_with] == ["P. Ashdown", "Thule", "Ola Berg"]
