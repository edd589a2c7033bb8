"""Which language a text is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.language import detect

TEXTS = {
    "en": "The mayor said on Monday that the ferry will sail again after the storm that closed the harbour.",
    "de": "Der Bürgermeister sagte am Montag, dass die Fähre nach dem Sturm wieder fahren wird.",
    "fr": "Le maire a dit lundi que le bac repartira après la tempête qui avait fermé le port.",
    "es": "El alcalde dijo el lunes que el transbordador volverá a salir después de la tormenta.",
    "it": "Il sindaco ha detto lunedì che il traghetto ripartirà dopo la tempesta che aveva chiuso il porto.",
    "pt": "O prefeito disse na segunda-feira que a balsa voltará a sair depois da tempestade, e não é tudo.",
    "nl": "De burgemeester zei maandag dat de veerboot na de storm weer zal varen en dat het goed gaat.",
    "ru": "Мэр сказал в понедельник, что паром снова отправится, и это было бы хорошо для всех.",
    "uk": "Мер сказав у понеділок, що пором знову вийде, і це її дуже тішить.",
    "sr": "Градоначелник је рекао да ће трајект поново пловити, њих неће бити мало.",
    "el": "Ο δήμαρχος είπε τη Δευτέρα ότι το πλοίο θα φύγει ξανά.",
    "he": "ראש העיר אמר ביום שני שהמעבורת תפליג שוב.",
    "ar": "قال رئيس البلدية يوم الاثنين إن العبارة ستبحر مرة أخرى.",
    "fa": "شهردار گفت که کشتی پس از توفان دوباره چند بار حرکت می‌کند.",
    "ur": "میئر نے کہا کہ کشتی دوبارہ چلے گی۔",
    "hi": "महापौर ने सोमवार को कहा कि नौका फिर चलेगी।",
    "th": "นายกเทศมนตรีกล่าวว่าเรือจะออกอีกครั้ง",
    "ko": "시장은 월요일에 여객선이 다시 운항한다고 말했다.",
    "ja": "市長は月曜日、フェリーが再び運航すると述べた。",
    "zh": "市长星期一说渡轮将再次启航。",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_sentence_is_enough(language, text):
    assert detect(text) == language


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_wrong_claim_does_not_win_against_a_sentence(language, text):
    assert detect(text, hint="en-US" if language != "en" else "de") == language


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("", "", ""),
        ("", "pt_BR", "pt"),
        ("12:30 – 4:2", "en-GB", "en"),
        ("Harbour reopens", "en", "en"),
        ("Harbour reopens", "", ""),
        ("Borgmesteren sagde mandag, at færgen sejler igen efter stormen", "da", "da"),
        ("The mayor said on Monday that the ferry will sail again after the storm", "da", "en"),
        ("Градот е отворен за сите", "mk", "mk"),
        ("Град отворен", "en", "ru"),
        ("The song 東京 is a hit in the charts of the week", "", "en"),
    ],
)
def test_the_claim_counts_where_the_text_tells_little(text, hint, language):
    assert detect(text, hint=hint) == language


@given(st.text(max_size=80), st.sampled_from(["", "en", "xx-YY", "???"]))
def test_any_text_gives_the_same_short_tag_each_time(text, hint):
    assert detect(text, hint=hint) == detect(text, hint=hint)
    assert len(detect(text, hint=hint)) <= 3
