"""Couples, brothers, plurals and relatives who are named together."""

from tests.people.builders import meant, read


def test_the_plural_of_a_surname_is_all_who_bear_it():
    analysis = read("Karim Haddad and Leila Haddad bought a mill. The Haddads have not said why.")
    (family,) = analysis.unresolved
    assert (family.mention.surface, len(family.candidates)) == ("Haddads", 2)


def test_brothers_in_a_list_share_the_surname_at_its_end():
    told = dict(meant(read("The brothers Anton, Felix and Otto Lund sang. Felix Lund wept. Anton laughed.")))
    assert (told["Anton"], told["Felix"]) == ("Anton Lund", "Felix Lund")


def test_a_widow_named_by_first_name_only_is_mrs_afterwards():
    text = "Graham Whyte, 63, died in May. Whyte’s widow, Carol, wept. “She rang me,” Mrs Whyte said."
    assert meant(read(text))[-1] == ("Whyte", "Carol")


def test_the_younger_of_two_is_told_by_their_ages():
    text = (
        "Cole Lund, 26, and his brother Tate Lund, 22, met on Friday. The younger Lund won. "
        "The elder Lund said that he would sleep."
    )
    assert [whom for said, whom in meant(read(text)) if said == "Lund"] == ["Tate Lund", "Cole Lund"]


def test_the_late_one_is_the_dead_one():
    text = (
        "Fintan Moran is suing his brother Cathal Moran over the will of their father, Eamon Moran, who died in May. "
        "The late Mr Moran kept donkeys."
    )
    assert meant(read(text))[-1] == ("Moran", "Eamon Moran")


def test_whom_somebody_speaks_of_is_not_who_speaks():
    text = (
        "Lorna Vane was six. Her father, Terrence Vane, came. “Lorna would have liked the lights,” Vane said."
    )
    assert meant(read(text))[-1] == ("Vane", "Terrence Vane")


def test_another_word_for_the_office_tells_who_is_meant():
    text = (
        "Pat Rudd, 56, was sacked. Helen Rudd, the Liberal member for Ulm, raised it. "
        "“I did,” she said. Lawmaker Rudd sat down."
    )
    assert meant(read(text))[-1] == ("Rudd", "Helen Rudd")


def test_a_surname_beside_and_is_no_first_name_of_the_next():
    text = "Rosalie Toll and Sandro Ferri sold up. Toll and Sandro Ferri had met in Ulm."
    assert ("Toll", "Rosalie Toll") in meant(read(text))


def test_a_double_surname_is_the_single_one_with_another_added():
    text = "If you look for Mei Brandt in the list, look for Mei Brandt-Toll. Brandt-Toll is tired."
    assert len(read(text).appearances) == 1


def test_a_family_is_neither_of_its_members():
    text = "Cole Lund, 71, drops his lawsuit. Tate Lund, 38, stays. The Lund family is glad."
    found = meant(read(text, title="Lund family settles dispute over a boat"))
    assert [whom for said, whom in found if said == "Lund"] == ["?", "?"]


def test_the_brother_of_somebodys_mother_is_not_the_mother():
    text = "Jem Moor, 52, and his niece Oona are safe. Tamsin Moor, Oona’s mother and Jem’s sister, waited. She wept."
    assert ("Jem", "Jem Moor") in meant(read(text))
