"""Pages that are no article, and articles that only speak of such pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.articles import wall
from tests.articles.builders import SENTENCES

NEWS = "\n\n".join(SENTENCES)
SUBSCRIBERS = "It is for subscribers."
COOKIES = "It asks for consent to cookies."
LOG_IN = "It asks its readers to log in."
BOT = "It asks whether the visitor is a person."
SCRIPT = "It shows nothing without JavaScript."
MISSING = "It says that there is no such page."
GALLERY = "It is a series of pictures."


def lines(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("This article is for subscribers. Subscribe now for a coin. Already a subscriber? Log in.", SUBSCRIBERS),
        ("You have reached your limit of free articles this month.\n\nChoose your plan", SUBSCRIBERS),
        ("Dieser Artikel ist nur für Abonnenten.\n\nJetzt weiterlesen, monatlich kündbar.", SUBSCRIBERS),
        ("Cet article est réservé aux abonnés. Il vous reste 85 % de cet article à lire. Abonnez-vous !", SUBSCRIBERS),
        ("Contenido exclusivo para suscriptores. Suscríbete para seguir leyendo. ¿Ya eres suscriptor?", SUBSCRIBERS),
        ("We use cookies to make this site work for you. Please accept all cookies to go on.", COOKIES),
        (
            lines(
                "We value your privacy",
                "We and our 843 partners store and access information on a device, such as cookies, and process "
                "personal data for personalised ads and content, measurement and audience research.",
                "With your permission we and our partners may use precise location data. You may click to consent, or "
                "click to refuse to consent. You can change your choices at any time in our privacy policy.",
                "Accept all",
                "Manage options",
            ),
            COOKIES,
        ),
        (
            lines(
                "Wir und unsere Partner verwenden Cookies, um Ihnen Anzeigen zu zeigen und um zu messen, "
                "was gelesen wird. Dafür brauchen wir Ihre Zustimmung, die Sie jederzeit widerrufen können.",
                "Alle akzeptieren",
                "Cookie-Einstellungen",
            ),
            COOKIES,
        ),
        ("Nous et nos partenaires utilisons des cookies. Votre vie privée.\n\nTout accepter", COOKIES),
        ("Utilizamos cookies propias y de nuestros socios.\n\nAceptar y continuar\n\nConfigurar cookies", COOKIES),
        ("Please log in to read this page.\n\nForgot your password?", LOG_IN),
        ("Melden Sie sich an, um weiterzulesen.\n\nPasswort vergessen?", LOG_IN),
        ("Connectez-vous à votre compte.\n\nMot de passe oublié ?", LOG_IN),
        ("Inicia sesión o crea una cuenta.\n\n¿Has olvidado tu contraseña?", LOG_IN),
        ("Just a moment...\n\nChecking your browser before you can visit quay.example.\n\nRay ID: 7f3a", BOT),
        ("Please verify you are a human to go on.", BOT),
        ("Bitte bestätigen Sie, dass Sie ein Mensch sind.", BOT),
        ("Vérification de sécurité : vous n’êtes pas un robot ?", BOT),
        ("Comprobando tu navegador. Confirma que no eres un robot.", BOT),
        ("Please enable JavaScript and disable any ad blocker", SCRIPT),
        ("You need to enable JavaScript to run this app.", SCRIPT),
        ("Bitte aktivieren Sie JavaScript in Ihrem Browser.", SCRIPT),
        ("Veuillez activer JavaScript pour lire cette page.", SCRIPT),
        ("404\n\nPage not found\n\nThe page you are looking for may have moved. Try the search.", MISSING),
        ("Sorry, something went wrong. Please come back later.", MISSING),
        ("Seite nicht gefunden\n\nDie gesuchte Seite existiert nicht mehr.", MISSING),
        ("Page introuvable\n\nCette page n’existe plus.", MISSING),
        ("Página no encontrada", MISSING),
    ],
)  # fmt: skip
def test_a_page_that_speaks_to_its_reader_is_a_wall(text, reason):
    assert wall(text) == reason


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("Subscribe to continue reading.", SUBSCRIBERS),
        ("To continue reading this article, choose your plan.", SUBSCRIBERS),
        ("Jetzt weiterlesen mit einem Probemonat", SUBSCRIBERS),
        ("La suite est réservée aux abonnés.", SUBSCRIBERS),
        ("Suscríbete para seguir leyendo", SUBSCRIBERS),
        ("Log in or register for free to read on.", LOG_IN),
        ("Melden Sie sich an, um weiterzulesen.", LOG_IN),
        ("Connectez-vous pour lire la suite de l’article.", SUBSCRIBERS),
        ("Inicia sesión para leer el resto.", LOG_IN),
    ],
)
def test_a_teaser_that_ends_in_a_wall_is_one(end, reason):
    assert wall(lines(*SENTENCES[:2], end)) == reason
    assert wall(lines(*SENTENCES * 6, end)) == ""


ABOUT_COOKIES = lines(
    "The harbour's court ruled on Tuesday that websites may no longer nudge visitors into accepting all cookies.",
    "Judge Ilse Quandt said a button marked “Accept all cookies” must stand beside one that refuses them. "
    "“We use cookies” is no explanation, she wrote, and “your privacy is important to us” is none either.",
    "The case was brought by Tomas Reel, whose browser had kept 4,100 cookies after a week of reading the news.",
    "Publishers fear for income. “We respect your privacy policy wishes, but ads pay for the reporters,” one said.",
)
ABOUT_SUBSCRIPTIONS = lines(
    "The Quay will ask its readers for money from June, its editor Nela Brook said on Friday.",
    "A subscription is to cost nine coins a month. Whoever is already a subscriber of the paper pays nothing.",
    "Readers without one will see five articles a month and then a notice that says “Subscribe to continue reading”.",
    "“People subscribe to papers they trust,” Brook said. Some 4,000 subscribers are needed.",
)
ABOUT_PASSWORDS = lines(
    "The town's portal was closed on Monday after somebody had tried to log in with 90,000 stolen passwords.",
    "Clerks found that accounts without a second step had been opened by robots, said Rui Falk, who runs the portal.",
    "Citizens will have to choose a new password, and the page was not found by those who tried the old address.",
)
GERMAN_COOKIES = lines(
    "Das Hafengericht hat am Dienstag entschieden, dass Webseiten ihre Besucher nicht zu Cookies drängen dürfen.",
    "Ein Knopf „Alle akzeptieren“ müsse neben einem stehen, der ablehnt, sagte Richterin Ilse Quandt.",
    "Die Verlage fürchten um ihre Einnahmen: Anzeigen ohne Einwilligung bringen halb so viel ein wie die anderen.",
)


@pytest.mark.parametrize(
    "text", [ABOUT_COOKIES, ABOUT_SUBSCRIPTIONS, ABOUT_PASSWORDS, GERMAN_COOKIES, NEWS, ""]
)
def test_an_article_about_walls_is_none(text):
    assert wall(text) == ""
    assert wall(text, title="Court rules on cookies: what subscribers need to know") == ""


@pytest.mark.parametrize(
    "end",
    [
        "Register for free at the town hall.",
        "Our sponsor Loom Buttons: start your free trial, cancel at any time.",
        "Subscribe now to our podcast, and tell your friends.",
        "Please sign in at the desk when you come to the meeting.",
    ],
)
def test_a_short_article_may_end_in_an_offer(end):
    assert wall(lines(*SENTENCES, end)) == ""


def test_a_page_that_calls_itself_locked_is_a_wall_only_where_it_is_short():
    assert wall(NEWS, locked=True) == SUBSCRIBERS
    assert wall(lines(*SENTENCES * 5), locked=True) == ""


@pytest.mark.parametrize(
    "captions",
    [
        lines("1 of 24", "The quay at dawn.", "2 of 24", "The first boat leaves.", "3 of 24", "Mara Tillings waves."),
        lines("1/3 The quay at dawn", "2/3 The first boat leaves", "3/3 Mara Tillings waves to the crowd"),
        lines("Bild 1 von 3: Die Fähre", "Bild 2 von 3: Der Kai", "Bild 3 von 3: Die Bürgermeisterin"),
        lines("The quay at dawn. Photo: Rui Falk", "The first boat. (Photo by Rui Falk)", "A wave. Foto: Rui Falk"),
        lines("Photo: The quay at dawn", "Photo: The first boat", "Photo: A wave"),
    ],
)  # fmt: skip
def test_a_series_of_pictures_is_no_article(captions):
    assert wall(captions) == GALLERY
    assert wall(lines(*SENTENCES * 3, captions)) == ""


def test_a_page_that_calls_itself_a_gallery_is_one_where_it_says_little():
    assert wall(SENTENCES[0], gallery=True) == GALLERY
    assert wall(lines(*SENTENCES * 5), gallery=True) == ""


@given(st.lists(st.text(max_size=80), max_size=12).map("\n\n".join), st.text(max_size=40), st.booleans())
def test_any_text_gets_one_sentence_or_none(text, title, flag):
    reason = wall(text, title=title, locked=flag, gallery=flag)
    assert reason == "" or (reason[0].isupper() and reason.endswith(".") and "\n" not in reason)


def test_a_long_text_is_never_taken_for_a_wall_of_words():
    assert (
        wall("\n\n".join(["Please log in to read this page, for your account is waiting for you."] * 100))
        == ""
    )
