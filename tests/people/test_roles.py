import pytest

from digest.model import Involvement
from tests.people.builders import read


def roles(text: str) -> dict[str, str]:
    return {each.name: each.role for each in read(text).appearances}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mrs Greta Holm, 55, a piano teacher, said no.", "piano teacher"),
        ("Mr Otto Finch said no.", ""),
        ("Dr Greta Holm, the vet, said no.", "vet"),
        ("Otto Finch came with his niece Greta Holm, 19.", ""),
        ("The parcel went to Greta Holm, the sister of the baker.", ""),
        ("The council heard Otto Finch, an art dealer, on Friday.", "art dealer"),
        ("The child of a lighthouse keeper, Otto Finch, wrote it down.", "lighthouse keeper"),
        ("Their driver, Otto Finch, stopped the bus.", ""),
        ("Greta Holm, the first woman to swim the strait, said no.", "the first woman to swim the strait"),
        ("Greta Holm, the first director who can weld, said no.", ""),
        ("Prime Minister Greta Holm said no.", "Prime Minister"),
        ("The law was drafted under Judge Greta Holm.", "Judge"),
    ],
)
def test_a_role_is_an_office_or_occupation_no_form_of_address_and_no_relation(text: str, role: str):
    assert set(roles(text).values()) - {""} == ({role} if role else set())


def test_a_verb_behind_a_noun_makes_a_clause_and_no_role():
    assert roles("According to records seen by The Quill, the minister voted on 71 evenings.") == {}


def involvement(text: str, title: str = "") -> dict[str, Involvement]:
    return {each.name: each.involvement for each in read(text, title=title).appearances}


def test_who_died_long_ago_and_is_named_once_is_in_passing_even_alone():
    text = "The house was built in 1894 for the actress Greta Holm, who died on its stage in 1922."
    assert involvement(text) == {"Greta Holm": Involvement.PASSING}


def test_an_article_about_somebody_long_dead_is_about_them():
    text = (
        "Greta Holm, who died in 1922, is back. The museum shows 40 letters by Holm. “Holm wrote to everybody,” "
        "said the curator."
    )
    assert involvement(text, "Greta Holm’s letters come home") == {"Greta Holm": Involvement.CENTRAL}


def test_one_mention_far_down_is_in_passing_however_few_are_named():
    text = "Greta Holm won. Holm wept. " + "The crowd sang on and on. " * 20 + "Otto Finch came second."
    assert involvement(text)["Otto Finch"] is Involvement.PASSING
