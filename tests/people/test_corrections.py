from datetime import date

import pytest

from digest.errors import ConfigurationError
from digest.model import Correction, Person, PersonId, Teaching
from digest.people import read_corrections, verdicts, write_correction

TEXT = """# people.yaml
---
- 2026-05-12 alias: Odette Carver = @odette.carver   # her own account
- same: Hayley Strand = Hayley Moretti
- 2026-05-13 follow: Nadia Petras

- 2026-05-14 leave-out: "Theo Amaral"
- mute: Vesper
"""


def test_each_line_is_one_correction():
    read = read_corrections(TEXT)
    assert [each.teaching for each in read] == ["alias", "same", "follow", "leave-out", "mute"]
    assert read[0] == Correction(
        teaching=Teaching.ALIAS, person="Odette Carver", value="@odette.carver", on=date(2026, 5, 12)
    )
    assert read[3].person == "Theo Amaral"


def test_what_is_written_is_read_again():
    read = read_corrections(TEXT)
    assert read_corrections("\n".join(write_correction(each) for each in read)) == read


@pytest.mark.parametrize("text", ["", "# nothing yet", "[]", "\ufeff"])
def test_a_file_that_says_nothing_teaches_nothing(text: str):
    assert read_corrections(text) == ()


def test_every_mistake_is_told_with_its_line():
    wrong = "- 2026-13-01 alias: A = B\n- shout: X\n- follow: A = B\n- same: A\nfoo\n- mute:\n- follow: Nadia"
    with pytest.raises(ConfigurationError) as caught:
        read_corrections(wrong)
    assert [each.where for each in caught.value.mistakes] == [f"people.yaml:{n}" for n in range(1, 7)]
    assert "“2026-13-01” is no date" in str(caught.value)


def test_people_are_meant_by_id_name_alias_or_handle():
    people = [
        Person(id=PersonId("p-1"), name="Nadia Petras"),
        Person(id=PersonId("p-2"), name="Vesper", aliases=("Rosa Contini",)),
        Person(id=PersonId("p-3"), name="Theo Amaral", handles=("@Theo",)),
    ]
    said = read_corrections(
        "- follow: nadia petras\n- mute: Rosa Contini\n- leave-out: '@theo'\n- follow: p-2"
    )
    told = verdicts(said, people)
    assert told.followed == {"p-1", "p-2"}
    assert told.muted == {"p-2"}
    assert told.left_out == {"p-3"}
