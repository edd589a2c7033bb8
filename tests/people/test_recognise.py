import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people.builders import meant, names, read


def test_offsets_are_those_of_the_field_as_given():
    title, text = "&ldquo;Ren&eacute;e Tourneau&rdquo; wins", "Ren&eacute;e Tourneau\u200b, 31, won."
    analysis = read(text, title=title)
    fields = {"title": title, "text": text}
    assert all(
        fields[r.mention.field][r.mention.start : r.mention.end] == r.mention.surface
        for r in analysis.resolutions
    )
    assert [r.mention.surface for r in analysis.resolutions] == ["Ren&eacute;e Tourneau"] * 2


def test_titles_in_front_and_possessives_behind_are_no_part_of_a_mention():
    analysis = read("Sen. Dolores Whitmore's bill passed. Prime Minister Anders Holm’s did not.")
    assert [r.mention.surface for r in analysis.resolutions] == ["Dolores Whitmore", "Anders Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "By Ottilie Marsh\n\nThe bridge is closed.",
        "The bridge is closed.\n\n(Reporting by Duarte Lima and Ellen Pratt; Editing by Garth Moy)",
        "The bridge is closed. Photo: Lucia Ferro/Harbour Pictures",
        "The bridge is closed. With additional reporting by Jonas Petry.",
        "The bridge is closed.\n\nHanne Oost is a correspondent for the Post covering bridges.",
        "The bridge is closed. © 2026 Lucia Ferro",
        "The bridge is closed.\n\nThis story was written by Dilys Roper and edited by Kit Allard.",
    ],
)
def test_who_wrote_or_photographed_is_not_involved(text: str):
    assert names(text) == set()


def test_the_bylines_name_at_the_edge_is_not_involved():
    assert names("Ottilie Marsh\n\nThe bridge is closed, said Tom Barlow.", byline="By Ottilie Marsh") == {
        "Tom Barlow"
    }


@pytest.mark.parametrize(
    "thing",
    [
        "the George Whitman Library",
        "the Helen Marsh Foundation",
        "Hurricane Agnes",
        "the Stafford Act",
        "Johnson & Johnson",
        "Martin Luther King Jr. Boulevard",
        "Santa Barbara",
        "Jack Frost",
        "the USS Abel Warner",
    ],
)
def test_things_named_after_people_are_no_people(thing: str):
    assert names(f"The storm reached {thing} on Friday.") == set()


def test_a_storm_is_nobody_under_its_first_name_either():
    assert names("Storm Agnes came ashore. Agnes tore roofs off. Agnes said nothing.") == set()


@pytest.mark.parametrize(
    "name",
    [
        "Jurre van der Kolk",
        "Khalid al-Rashid",
        "Fionnuala O’Shea",
        "J.K. Thornley",
        "Frank Dorsey Jr.",
        "Seo Dal-ho",
        "María Fernanda Ibarra Quiroga",
        "Willem-Jan van den Berghe",
        "Sven van 't Hof",
    ],
)
def test_names_of_many_shapes_are_read_whole(name: str):
    analysis = read(f"The prize went to {name}, a baker, on Sunday.")
    assert [each.name for each in analysis.appearances] == [name]
    assert [r.mention.surface for r in analysis.resolutions] == [name]


def test_a_nickname_in_the_middle_is_left_out_of_the_name_shown():
    assert names("Theodora “Teddy” Vance took off. Teddy landed.") == {"Theodora Vance"}


def test_headlines_in_capitals_are_read_by_the_bodys_names():
    analysis = read("Captain Levi Draycott is out. Draycott fell.", title="DRAYCOTT FALLS HARD")
    assert meant(analysis)[0] == ("DRAYCOTT", "Levi Draycott")


def test_common_words_and_months_stay_what_they_are():
    analysis = read(
        "Will Rush will run again in May. Mark May, who owns a shop, runs too. May said so on May 2. "
        "Will it rain? Mark your calendar. Rush said that he would not rush."
    )
    assert [surface for surface, _ in meant(analysis)] == ["Will Rush", "Mark May", "May", "Rush"]


def test_a_day_and_its_month_are_no_first_name():
    analysis = read(
        "Councillor April Marsh counts. The eggs were laid on 14 April and are due. April Marsh said so."
    )
    assert [surface for surface, _ in meant(analysis)] == ["April Marsh", "April Marsh"]


def test_a_role_an_age_and_a_gender_are_remembered():
    (person,) = read("Former Montana Gov. Grant Carver, 74, fell. He is well.").appearances
    assert (person.name, person.age, person.gender) == ("Grant Carver", 74, "m")
    assert person.role == "Former Montana Gov."


def test_a_handle_belongs_to_whom_it_spells_or_stands_beside():
    people = read(
        "Lena Hartwig (@lena.hartwig) waved. Tamsin Vey, who posts as @glowbytam, smiled. @nobody saw it."
    )
    assert {each.name: each.handles for each in people.appearances} == {
        "Lena Hartwig": ("@lena.hartwig",),
        "Tamsin Vey": ("@glowbytam",),
    }


def test_an_article_with_nobody_has_nobody():
    assert (
        names("Snow closed the Lincoln Tunnel and Madison Avenue. Santa Fe had none.", title="Snow") == set()
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ABC " * 20_000,
        "\x00\x01\x02\ud800",
        "A" * 100_000,
        "“" * 20_000,
        "Jr. " * 2_000,
        "& & &",
        "Sir Mr. Jr.",
        "@ # @a",
    ],
)
def test_anything_is_read_without_a_fault(text: str):
    read(text, title=text[:200])


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="Aa bJohn.Smith,'’“”&;-@\n1é(", max_size=120), title=st.text(max_size=30))
def test_mentions_are_unique_sorted_and_verbatim(text: str, title: str):
    analysis = read(text, title=title)
    fields = {"title": title, "text": text}
    places = [(r.mention.field != "title", r.mention.start, r.mention.end) for r in analysis.resolutions]
    assert places == sorted(set(places))
    assert all(
        fields[r.mention.field][r.mention.start : r.mention.end] == r.mention.surface
        for r in analysis.resolutions
    )
    assert {r.appearance for r in analysis.resolutions} - {None} == {a.key for a in analysis.appearances}


def test_a_suffix_with_no_name_is_nobody():
    assert meant(read("OttilieMr.Jr.his wife")) == []
