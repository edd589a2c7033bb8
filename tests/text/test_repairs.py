import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.folding import legible

BROKEN = {
    "MiloÅ¡ Å\xa0tÄ›pÃ¡nek": "Miloš Štěpánek",
    "Å tÄ›pÃ¡nek, the owner": "Štěpánek, the owner",
    "SÃ¸ren said â€œNo,â€ and left": "Søren said “No,” and left",
    "the mayorâ€™s ZoÃ« â€“ and Ã  bientÃ´t": "the mayor’s Zoë – and à  bientôt",
    "Ã¢â‚¬â„¢tis ZoÃƒÂ«": "’tis Zoë",
    "ÐžÐ»ÑŒÐ³Ð°": "Ольга",
    "‚ÄúRen√©e‚Äù": "“Renée”",
    "Ｔａｌｌｉｓ 𝗪𝗼𝗹𝗳𝗲": "Tallis Wolfe",
    "Jose\u0301 Iba\u0301n\u0303ez": "José Ibáñez",
    "Con\ufb01ance": "Confiance",
    "J&amp;ouml;rgen &amp;amp; Ida": "Jörgen & Ida",
    "J\\u00f6rgen, J=C3=B6rgen": "Jörgen, Jörgen",
    "Miss Swin-\nbourne of Anne-\nMarie Road": "Miss Swinbourne of Anne-Marie Road",
    "Swin¬\r\n  bourne": "Swinbourne",
    "Win\u00adter\u200bbourne\ufe0f": "Winterbourne",
    "Tweedda1e proceed1ng with Mr R0binson": "Tweeddale proceeding with Mr Robinson",
    "Mr Keith asked; Ke1th left": "Mr Keith asked; Keith left",
}

SOUND = (
    "MALMÅ—the town, its CAFÉ… and “SÅ”",
    "NÃO em SÃO PAULO, 14 °C",
    "H1N1, mp3, covid19, @a1ice_w, a1ice.com, W1A, P1nk",
    "well -\nknown",
    "AT&T & Ann <3",
    "√2 and C:\\users\\anna",
    "Anna\nBert\nCarl\nDora\nEmil\n",
    "A short line\n\nand a paragraph of its own\n\nand another\n\nand one more.",
)


@pytest.mark.parametrize(("broken", "meant"), BROKEN.items())
def test_broken_text_is_read_as_it_was_meant(broken: str, meant: str):
    seen = legible(broken)
    assert seen.text == meant
    assert seen.place(0, len(meant))[0] == 0


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays_as_it_is(text: str):
    assert legible(text).text == text


def test_each_letter_has_its_place_in_the_broken_text():
    broken = "by MiloÅ¡ Å tÄ›pÃ¡nek and Miss Swin-\nbourne"
    seen = legible(broken)
    at = seen.text.index("Štěpánek")
    assert broken[slice(*seen.place(at, at + 8))] == "Å tÄ›pÃ¡nek"
    at = seen.text.index("Swinbourne")
    assert broken[slice(*seen.place(at, at + 10))] == "Swin-\nbourne"


def test_a_name_goes_on_over_the_line_ends_of_a_wrapped_text():
    wrapped = (
        "The heating failed in eleven schools on Monday, and Verity\n"
        "Swinbourne said that engineers would be at work through\n"
        "the night. No child will sit in mittens, she told Josiah\n"
        "Tweeddale.\n\nThe end."
    )
    assert "Verity Swinbourne" in legible(wrapped).text
    assert "Josiah Tweeddale.\n\nThe end." in legible(wrapped).text


@given(st.text(alphabet="ÃÂÄÅâ€™œ¡›é\xa0 aZ1l0-\n&amp;<p>\u0301\u200bＴ√©\\u00f6=C3", max_size=80))
def test_whatever_is_broken_every_letter_has_its_place(original: str):
    seen = legible(original)
    places = [seen.place(i, i + 1) for i in range(len(seen.text))]
    assert all(0 <= start < end <= len(original) for start, end in places)
    assert places == sorted(places)
    if seen.text:
        assert seen.place(0, len(seen.text)) == (places[0][0], places[-1][1])


@given(st.text(max_size=40))
def test_any_text_read_in_the_wrong_encoding_is_no_fault(text: str):
    broken = text.encode("utf-8", "replace").decode("cp1252", "replace")
    assert len(legible(broken).text) <= len(broken) * 4 + 4


@given(
    st.lists(
        st.sampled_from(["Zoë", "Štěpán", "Åse", "Núñez", "Ørsted", "Łukasz", "ça", "Müller"]), min_size=1
    )
)
def test_names_read_in_the_wrong_encoding_come_back(names: list[str]):
    meant = " ".join(names)
    byte = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(256)}
    letter = {b: c for c, b in byte.items()}
    broken = "".join(letter[b] for b in meant.encode())
    assert legible(broken).text == meant
