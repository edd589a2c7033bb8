import pytest

from tests.people.builders import meant, names, read

GERMAN = (
    "Der Sturm hat im ganzen Wiesental den Strom abgeschaltet. An Bord sind nach Angaben der Bahn vierzehn Personen. "
    "Das gab die Leitung der Bahn am Abend bekannt, und die Gondel der Bergbahn fährt noch nicht. "
)


def test_german_nouns_and_function_words_make_no_names():
    assert names(GERMAN, title="Gondel steht still: Chor hängt über dem Tal") == set()


def test_names_joined_by_und_are_two_people():
    text = GERMAN + "Anna Finkbein und Otto Rabenau wollen dort heiraten."
    assert names(text) == {"Anna Finkbein", "Otto Rabenau"}


def test_a_title_in_front_is_no_part_of_the_name_and_tells_the_role():
    analysis = read(GERMAN + "»Es geht ihnen gut«, sagte Bürgermeisterin Anna Finkbein am Abend.")
    (person,) = analysis.appearances
    assert (person.name, person.role, person.gender) == ("Anna Finkbein", "Bürgermeisterin", "f")


def test_a_surname_alone_repeats_a_name_told_in_full():
    text = GERMAN + "Ihre Schwester Anna Finkbein, 31, begleitet den Chor. Am Abend kam Finkbein nach Hause."
    assert meant(read(text)) == [("Anna Finkbein", "Anna Finkbein"), ("Finkbein", "Anna Finkbein")]


@pytest.mark.parametrize(
    "text",
    [
        "El presidente de la Junta dijo que no. La consejera {} habló con los vecinos de la ciudad.",
        "Le conseil de la ville a dit non. Selon les habitants, {} est dans la maison.",
        "Die Leitung sagte nein. Der Vertrag mit {} ist noch nicht zu Ende, wie es hieß.",
    ],
)
@pytest.mark.parametrize("name", ["Carmen Ruiz de la Torre", "Claire de Beauval", "Johanna von der Linde"])
def test_particles_belong_to_names_in_other_languages_too(text: str, name: str):
    assert names(text.format(name)) == {name}


def test_an_english_text_with_a_german_quotation_is_read_as_english():
    assert "Otto Finch" in names(
        "Otto Finch said it in German: “Das ist nicht gut.” The crowd did not understand him."
    )


def test_whom_german_names_behind_a_calling_or_beside_somebody_known_is_a_person():
    text = GERMAN + (
        "Anna Finkbein und Beppo Rabenau wollen dort heiraten. Der pensionierte Postbote Quirin Obermatt lacht. "
        "Der Postbote Talgrund Ost ist zu. Die Bahn und Freie Fahrt sind teuer."
    )
    assert names(text) >= {"Anna Finkbein", "Beppo Rabenau", "Quirin Obermatt"}
    assert "Freie Fahrt" not in names(text)
