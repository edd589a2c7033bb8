"""Two people of one name in one article stay two."""

from tests.people.builders import meant, names, read


def ages(text: str, *, title: str = "") -> list[tuple[str, int | None]]:
    return sorted((each.name, each.age) for each in read(text, title=title).appearances)


def test_two_ages_tell_two_people_of_one_name_apart():
    text = (
        "Omar Haddad, 63, a retired bus driver, runs for the council. So does Omar Haddad, 29, who sells phones. "
        "“It is my name,” said Haddad, 29. Haddad, 63, was at the depot."
    )
    assert ages(text) == [("Omar Haddad", 29), ("Omar Haddad", 63)]
    first, second, young, old = [r.appearance for r in read(text).resolutions]
    assert (young, old) == (second, first)


def test_an_age_one_year_off_is_a_birthday_and_not_another_person():
    assert len(ages("Omar Haddad, 40, runs. Last year Omar Haddad, 39, had lost.")) == 1


def test_the_other_of_that_name_is_another():
    text = "One is Mei Tanaka, a dentist in Ulm; the other is Mei Tanaka, a welder in Gera. The Gera Tanaka laughed."
    assert len(read(text).appearances) == 2


def test_a_middle_initial_follows_the_one_who_has_it():
    text = (
        "Carl Boone, 38, of Odom, was jailed on a warrant for Carl T. Boone, 51, of Beaumont. "
        "Carl T. Boone was arrested in December."
    )
    assert meant(read(text))[-1] == ("Carl T. Boone", "Carl T. Boone")
    assert len(names(text)) == 2


def test_a_father_without_suffix_and_his_son_are_two():
    text = "Frank Quist fell off his chair when his son, Frank Quist Jr., won. Quist Jr. is 19. “I wept,” said Quist."
    told = meant(read(text))
    assert told[0] == ("Frank Quist", "Frank Quist")
    assert told[1:3] == [("Frank Quist Jr.", "Frank Quist Jr."), ("Quist Jr.", "Frank Quist Jr.")]


def test_a_suffix_left_out_in_the_headline_makes_no_second_person():
    assert (
        len(read("Frank Quist Jr. won on Sunday. Quist is 19.", title="Frank Quist wins in Ulm").appearances)
        == 1
    )


def test_initials_are_not_the_father_of_another_name():
    text = "C.J. Bell ran home. “CJ was quick,” said the coach. Bell, whose father Calvin Bell Sr. played, limped."
    assert {whom for said, whom in meant(read(text)) if said in ("C.J. Bell", "CJ", "Bell")} == {"C.J. Bell"}


def test_a_board_that_puts_the_surname_first_means_the_same():
    text = "The board read “BELL H”. Hannah Bell won the race in Ulm and wept."
    assert {whom for _, whom in meant(read(text))} == {"Hannah Bell"}
