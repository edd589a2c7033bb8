import random
from dataclasses import replace

from digest.model import Correction, Identification, Teaching
from digest.people import identify, name_keys, wanted_keys
from tests.people.builders import a_reading, lexicon, who

GOAL = a_reading(
    "Colin Ashdown, 25, scored two goals as Millport won the cup match. Manager Bryn Calder smiled.",
    url="https://a.example/1",
    hours_ago=9,
)
GOAL_AGAIN = a_reading(
    "Striker Colin Ashdown scored a penalty goal for Millport in the league. Calder said that he was glad.",
    url="https://a.example/2",
    hours_ago=8,
)
BILL = a_reading(
    "State Sen. Colin Ashdown proposed a robocall bill. The senate will vote, said Democrat Odessa Truitt.",
    url="https://b.example/3",
    hours_ago=7,
)
BILL_AGAIN = a_reading(
    "The robocall bill passed the senate. Sen. Ashdown played recordings of calls. Odessa Truitt voted yes.",
    url="https://b.example/4",
    hours_ago=6,
)


def found(*readings, register=(), corrections=()) -> Identification:
    return identify(readings, register, lexicon=lexicon(), corrections=corrections)


def person_of(told: Identification, reading, name: str) -> str:
    key = next(a.key for a in reading.analysis.appearances if a.name == name)
    return next(i.person for i in told.identities if i.article == reading.article.id and i.appearance == key)


def test_one_name_in_two_worlds_is_two_people():
    told = found(GOAL, GOAL_AGAIN, BILL, BILL_AGAIN)
    footballer = person_of(told, GOAL, "Colin Ashdown")
    senator = person_of(told, BILL, "Colin Ashdown")
    assert footballer != senator
    assert person_of(told, GOAL_AGAIN, "Colin Ashdown") == footballer
    assert person_of(told, BILL_AGAIN, "Ashdown") == senator


def test_the_order_of_articles_and_register_does_not_matter():
    readings = [GOAL, GOAL_AGAIN, BILL, BILL_AGAIN]
    told = found(*readings)
    for seed in range(4):
        random.Random(seed).shuffle(readings)
        assert found(*readings) == told


def test_variants_of_a_name_are_one_person_with_the_fullest_name():
    one = a_reading(
        "Łucja Żebrowicz leads the solo ocean race past the Azores. She sews sails.",
        url="https://a.example/z1",
    )
    other = a_reading(
        "Polish sailor Lucja Zebrowicz keeps her lead in the solo ocean race near the Azores.",
        url="https://b.example/z2",
    )
    told = found(one, other)
    assert who(told) == {"Łucja Żebrowicz": {one.article.id, other.article.id}}
    assert told.people[0].aliases == ("Lucja Zebrowicz",)


def test_a_nickname_joins_its_long_form():
    one = a_reading(
        "Flight engineer Robert Ilvers will fly around the moon. Ilvers is ready for the lunar launch.",
        url="https://a.example/m1",
    )
    other = a_reading(
        "Bob Ilvers, the engineer, missed the lunar launch simulator. Ilvers has an earache.",
        url="https://b.example/m2",
    )
    assert len(found(one, other).people) == 1


def test_a_bare_surname_joins_only_where_the_articles_agree():
    full = a_reading(
        "Ferry boss Torbjørn Brandvoll attacked the union's rota on a ferry. He runs Sundferje.",
        url="https://a.example/f1",
    )
    near = a_reading(
        "Mr. Brandvoll told passengers over the ferry loudspeaker that the union's rota was a joke.",
        url="https://b.example/f2",
    )
    far = a_reading(
        "Mr. Brandvoll won the village marrow contest with a huge vegetable from his greenhouse.",
        url="https://b.example/f3",
    )
    told = found(full, near, far)
    assert person_of(told, near, "Brandvoll") == person_of(told, full, "Torbjørn Brandvoll")
    assert person_of(told, far, "Brandvoll") != person_of(told, full, "Torbjørn Brandvoll")


def test_the_register_is_remembered_from_day_to_day():
    first = found(GOAL)
    register = first.people
    second = found(GOAL_AGAIN, register=register)
    assert person_of(second, GOAL_AGAIN, "Colin Ashdown") == person_of(first, GOAL, "Colin Ashdown")
    (ashdown,) = [p for p in second.people if p.name == "Colin Ashdown"]
    assert ashdown.birth_year == 2001
    assert ashdown.first_seen == GOAL.article.published
    assert ashdown.last_seen == GOAL_AGAIN.article.published
    assert ashdown.role == "Striker"


def test_ids_say_the_name_and_depend_on_content():
    told = found(GOAL)
    ids = sorted(p.id for p in told.people)
    assert [i.rsplit("-", 1)[0] for i in ids] == ["bryn-calder", "colin-ashdown"]
    assert found(GOAL) == told


def test_two_of_one_name_in_one_article_have_two_ids():
    reading = a_reading("Frank Dorsey Sr., 71, bakes. Frank Dorsey Jr., 44, sells.")
    assert len({p.id for p in found(reading).people}) == 2


def test_the_register_is_asked_for_the_keys_of_every_name():
    assert set(name_keys("Łucja Żebrowicz")) <= set(wanted_keys([a_reading("Łucja Żebrowicz, 40, won.")]))
    assert name_keys("J. K. Øye") == ("oye",)


def test_people_yaml_joins_what_the_rules_keep_apart():
    told = found(GOAL, BILL)
    one, other = person_of(told, GOAL, "Colin Ashdown"), person_of(told, BILL, "Colin Ashdown")
    merged = found(GOAL, BILL, corrections=[Correction(teaching=Teaching.SAME, person=one, value=other)])
    assert person_of(merged, GOAL, "Colin Ashdown") == person_of(merged, BILL, "Colin Ashdown") == one
    assert next(p for p in merged.people if p.id == other).merged_into == one


def test_people_yaml_keeps_apart_what_the_rules_join():
    one = a_reading("Robert Ilvers sang in the choir.", url="https://a.example/h1")
    other = a_reading("Bob Ilvers sang in the choir.", url="https://a.example/h2")
    apart = [Correction(teaching=Teaching.APART, person="Robert Ilvers", value="Bob Ilvers")]
    assert len(found(one, other, corrections=apart).people) == len(found(one, other).people) + 1


def test_people_yaml_knows_aliases_handles_and_nobodies():
    one = a_reading("Hayley Strand sang.", url="https://a.example/h1", hours_ago=5)
    other = a_reading("Hattie Moon, 30, danced.", url="https://a.example/h2")
    alias = Correction(teaching=Teaching.ALIAS, person="Hayley Strand", value="Hattie Moon")
    handle = Correction(teaching=Teaching.ALIAS, person="Hayley Strand", value="@strand")
    (person,) = found(one, other, corrections=[alias, handle]).people
    assert person.handles == ("@strand",)
    assert "Hattie Moon" in person.aliases
    nobody = Correction(teaching=Teaching.NOBODY, person="Hattie Moon")
    assert found(other, corrections=[nobody]).people == ()


def test_a_name_of_another_gender_or_age_is_somebody_else():
    one = a_reading("Kim Barlow, 25, sings in the choir. She likes the choir.", url="https://a.example/k1")
    other = a_reading("Kim Barlow, 61, sings in the choir.", url="https://a.example/k2")
    assert len(found(one, other).people) == 2


def test_a_merged_person_stays_where_the_register_put_them():
    told = found(GOAL)
    changed = [replace(p, name="Bryn Calder MBE") if p.name == "Bryn Calder" else p for p in told.people]
    again = found(GOAL_AGAIN, register=changed)
    assert {p.id for p in again.people} <= {p.id for p in told.people}


def test_many_articles_stay_quick_because_only_namesakes_are_compared():
    readings = [
        a_reading(f"Ann Ba{chr(97 + n // 26)}{chr(97 + n % 26)}er, 40, sings.", url=f"https://a.example/n{n}")
        for n in range(120)
    ]
    assert len(found(*readings).identities) == 120


def test_a_first_name_beside_the_family_is_the_relative_known_by_it():
    vote = a_reading(
        "Otto Carrow, 71, lost the vote. His daughter Mira Carrow, 38, now runs the ferry line, the board said.",
        url="https://a.example/vote",
        hours_ago=9,
    )
    talks = a_reading(
        "The bank wrote a letter. Otto Carrow went to court. His daughter Mira cannot sign the loan for the ferry.",
        url="https://b.example/talks",
        hours_ago=3,
    )
    told = found(vote, talks)
    assert person_of(told, talks, "Mira") == person_of(told, vote, "Mira Carrow")


def test_a_first_name_without_the_family_stays_apart():
    vote = a_reading("Mira Carrow, 38, runs the ferry line, the board said.", url="https://a.example/vote")
    other = a_reading(
        "The singer Mira, 20, sang in the rain. “I am wet,” Mira said.", url="https://b.example/sing"
    )
    told = found(vote, other)
    assert person_of(told, other, "Mira") != person_of(told, vote, "Mira Carrow")


def role_after(*roles: str) -> str:
    articles = [
        a_reading(
            f"The {role}, Greta Holm, went to the harbour office.",
            url=f"https://a.example/{at}",
            hours_ago=9 - at,
        )
        for at, role in enumerate(roles)
    ]
    (person,) = found(*articles).people
    return person.role


def test_a_newer_role_is_printed_unless_it_says_less():
    assert role_after("harbour engineer", "harbour director") == "harbour director"
    assert role_after("harbour director", "director") == "harbour director"


def test_what_somebody_formerly_was_is_news_only_of_a_known_office():
    assert role_after("harbour director", "former teacher") == "harbour director"
    assert role_after("harbour director", "former director") == "former director"
