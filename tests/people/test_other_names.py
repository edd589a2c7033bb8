"""Other names that an article says are somebody's, in many ways of saying it."""

import pytest

from tests.people.builders import meant, read

ONE = [
    ("Greta Holm (née Finch) baked it. Finch was the name on the tin.", "Finch", "Greta Holm"),
    ("Odile Marchetti, formerly Odile Brandt, has moved. Brandt sold the shop.", "Odile Brandt", "Odile Marchetti"),
    ("Karim Doss won the title as Karim Bell in 2012. Doss is a teacher now.", "Karim Bell", "Karim Doss"),
    ("Tomas Lund, whom everybody calls Rocket, retired. “Rocket was fast,” said Ann Day.", "Rocket", "Tomas Lund"),
    ("Ann Day has been Biscuit to everyone at the mill. “Biscuit cried,” said Tomas Lund.", "Biscuit", "Ann Day"),
    ("Pablo Reyes, better known as Torero, sang. Torero then bowed.", "Torero", "Pablo Reyes"),
    ("Zibby was Elizabeth Crane, who taught them all. Zibby died in May.", "Zibby", "Elizabeth Crane"),
    ("Clara Moor, who writes as Clara Vane, won. Vane thanked her dog.", "Clara Vane", "Clara Moor"),
    ("The clerk, Otto Finch, signs his poems ‘Pelican’. Pelican has a book out.", "Pelican", "Otto Finch"),
    ("Sunita Rao will from now on be known as Sunita Pillai. Pillai filed the papers.", "Sunita Pillai", "Sunita Rao"),
    ("Sister Ruth Byrne took the name Agnes in 1961. Agnes kept bees.", "Agnes", "Ruth Byrne"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "name"), ONE)
def test_a_name_that_the_text_introduces_is_the_persons(text, surface, name):
    assert {whom for said, whom in meant(read(text)) if said == surface} == {name}


def test_what_somebody_calls_him_is_whom_the_article_is_about_and_not_who_calls_him_so():
    text = (
        "Derek Poole retires. He played under Bernard Acker, who called him Spud. “Spud!” Acker would shout."
    )
    told = meant(read(text, title="Derek Poole hangs up his gloves"))
    assert {whom for said, whom in told if said == "Spud"} <= {"Derek Poole"}


def test_a_part_in_a_play_is_no_other_name():
    text = "Saskia Thorne, best known as Molly Beck in Harbour Nights, married. Thorne laughed."
    assert all(whom != "Saskia Thorne" for said, whom in meant(read(text)) if said == "Molly Beck")


def test_the_real_name_behind_a_stage_name_of_the_headline_is_the_same_person():
    text = "A judge has stopped Silvertoe. The singer, whose real name is Emeka Obi, wept. Obi will appeal."
    assert len(read(text, title="Court stops Silvertoe").appearances) == 1
