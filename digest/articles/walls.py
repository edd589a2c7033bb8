"""Pages that stand where an article should: walls, bot checks, error pages, picture series, another page altogether.

A wall speaks to its reader ("we use cookies", "log in to go on"), an article about walls speaks of them. So only
phrases of the first kind count, words in quotation marks do not, and they make up the page or end a short text.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from digest.text.folding import fold
from digest.text.language import WORDS

LONGEST = 6000  # characters; a consent dialogue with its partners is that long, walls of other kinds are far shorter
TEASER = 2500  # characters; a longer text before "subscribe to continue" is worth having
MUCH = 0.5  # of the characters stand in paragraphs that speak to the reader
SHORT = 500  # characters; here half of that is enough
LOCKED = 1500  # characters; shorter than that is a teaser where the page says that it is for those who pay
ALIKE = 0.2  # of the entry's words stand on its page; an article shares most of them, any news a few

# fmt: off
_LOCKED = r"""
    subscribe\ (?:now\ |today\ )?(?:to|for)\ (?:continue|keep|read|unlock|get\ (?:full|unlimited)|full|unlimited)
  | (?:to|and)\ (?:continue|keep|finish)\ reading\b | (?:continue|keep)\ reading\ (?:with|by|for)\b
  | th(?:is|e)\ (?:article|story|content|page|post)\ is\ (?:only\ |exclusively\ |reserved\ |available\ (?:only\ )?){0,3}
    (?:for|to)\ (?:our\ |paying\ |registered\ |premium\ ){0,2}(?:subscribers|members|readers)
  | already\ (?:a|have\ a)\ (?:paid\ )?(?:subscriber|member|subscription)
  | subscribers?[- ]only\ (?:content|article|story)
  | you(?:[’']ve|\ have)\ (?:reached|used|read)\ (?:your|all|the)\b.{0,40}\b(?:free|limit|month)
  | unlock\ (?:this|the\ full)\ (?:article|story)
  | dies(?:er|e|en)\ (?:artikel|beitrag|inhalt|text)\ ist\ (?:nur\ |exklusiv\ )?(?:für|abonnenten)
  | (?:jetzt|gleich)\ (?:weiterlesen|abonnieren|abo\ |testen|freischalten) | weiterlesen\ mit\b
  | (?:bereits|schon)\ abonnent | lesen\ sie\ (?:mit|diesen\ (?:artikel|beitrag)\ mit)\b
  | um\ (?:den\ (?:ganzen\ )?(?:artikel|text)|weiter)\b.{0,30}\blesen
  | diesen\ (?:artikel|beitrag|text)\ weiter\ ?lesen
  | (?:cet\ article|la\ suite|ce\ contenu)\ est\ réservée?s?\ (?:à|aux)\b | (?:déjà|vous\ êtes)\ abonnée?
  | il\ vous\ reste\ .{1,12}\ (?:de\ cet\ article\ )?à\ lire | pour\ lire\ la\ suite
  | (?:contenido|artículo|noticia)\ (?:es\ )?(?:exclusivo|solo|sólo|reservado)\ para\ (?:los\ |nuestros\ )?suscriptores
  | ya\ (?:eres|es|soy)\ suscriptor | suscr[ií]b(?:e|a)(?:te|se)\ (?:para|y|ahora|por)
  | para\ (?:seguir|continuar)\ leyendo
"""
_SALES = r"""
    subscribe\ now | choose\ your\ (?:plan|subscription) | cancel\ (?:any\ ?time|at\ any\ time)
  | start\ your\ free\ trial | become\ a\ (?:member|subscriber)\ (?:to|and|for)\b | monatlich\ kündbar
  | probemonat | als\ abonnent | sans\ engagement | cancela\ cuando\ quieras | abonnez-vous\b
"""
_LOG_IN_TO_READ = r"""
    (?:log|sign)[ -]?in\b.{0,40}\b(?:to|and)\ (?:continue|keep|read|finish|see\ the)\b
  | (?:register|account)\b.{0,30}\b(?:to|and)\ (?:continue|keep|read|finish)\b
  | (?:anmelden|melden\ sie\ sich|registrieren)\b.{0,40}\b(?:weiter\ ?(?:zu)?lesen|zu\ lesen)
  | (?:connectez-vous|identifiez-vous|inscrivez-vous)\b.{0,40}\b(?:lire|la\ suite)
  | (?:inicia\ sesión|regístrate)\b.{0,40}\b(?:leyendo|leer)
"""
_COOKIES = r"""
    we\b.{0,60}\b(?:use|store|process)\b.{0,40}\bcookies
  | (?:accept|reject|allow)\ (?:all|cookies|and\ (?:continue|close))
  | (?:cookie|privacy|consent)\ (?:settings|preferences|policy|notice|choices)
  | we\ (?:value|respect|care\ about)\ your\ privacy
  | manage\ (?:your\ |my\ )?(?:consent|preferences|choices|cookies|options)
  | your\ (?:consent|privacy|choices|cookie)
  | (?:access|store)\ (?:and/or\ access\ )?information\ on\ (?:a|your)\ device | legitimate\ interest
  | by\ (?:clicking|continuing) | personali[sz]ed\ (?:ads|advertising|content) | our\ (?:\d+\ )?partners
  | (?:this|our)\ (?:web)?site\ uses\ cookies
  | wir\b.{0,60}\b(?:verwenden|nutzen|setzen|brauchen)\b.{0,60}\b(?:cookies|einwilligung|zustimmung)
  | unsere\b.{0,20}\ partner | (?:alle|alles)\ (?:cookies\ )?(?:akzeptieren|annehmen|ablehnen|zulassen)
  | zustimmen\ und\b | ihre\ (?:einwilligung|zustimmung) | cookie-?\ ?(?:einstellungen|richtlinie|hinweis)
  | datenschutz(?:einstellungen|erklärung|hinweise?) | (?:mit\ werbung|werbefrei)\ (?:weiter)?lesen
  | personalisierte\ (?:anzeigen|werbung|inhalte) | einstellungen\ (?:verwalten|ändern)
  | nous\b.{0,60}\b(?:utilis|dépos|trait)\w+\b.{0,60}\b(?:cookies|données) | (?:tout|j[’'])\ ?accepter?
  | accepter\ (?:et|les|tous) | (?:continuer\ sans|tout\ refuser|refuser\ (?:tout|et))
  | (?:gérer|paramétrer)\ (?:mes|vos|les)\b | nos\ (?:\d+\ )?partenaires
  | votre\ (?:consentement|vie\ privée|choix) | politique\ (?:de\ confidentialité|des\ cookies)
  | publicités?\ personnalisées? | (?:usamos|utilizamos)\b.{0,60}\bcookies | aceptar\ (?:todas?|y|las|cookies)
  | rechazar\ (?:todas?|cookies) | nuestros\ socios | política\ de\ (?:cookies|privacidad)
  | (?:configurar|gestionar)\ (?:las\ |mis\ |tus\ )?(?:cookies|preferencias|opciones)
  | (?:tu|su)\ (?:consentimiento|privacidad) | publicidad\ personalizada
"""
_LOG_IN = r"""
    (?:log|sign)[ -]?in\ (?:to|or|with|now|here|below)\b | please\ (?:log|sign)[ -]?in | (?:log|sign)[ -]in\W*$
  | (?:create|register\ for)\ (?:a|an|your)\ (?:free\ )?account
  | register\ (?:for\ free|now|to\ (?:continue|read)) | forgot(?:ten)?\ (?:your\ )?password
  | (?:enter|your)\ (?:e-?mail|password) | don[’']t\ have\ an\ account | melden\ sie\ sich\b
  | (?:anmelden|einloggen)\ (?:oder|und|mit)\b | passwort\ vergessen | (?:jetzt|kostenlos)\ registrieren
  | noch\ kein\ (?:konto|kunde) | ihre?\ (?:e-mail-adresse|passwort) | connectez-vous | mot\ de\ passe\ oublié
  | cré(?:ez|er)\ (?:un|votre|mon)\ compte | identifiez-vous | inscrivez-vous | inici(?:a|e|ar)\ sesión
  | regístr(?:ate|ese) | olvid(?:ó|aste|ado)\b.{0,10}\bcontraseña | cre(?:a|e|ar)\ (?:una|tu|su)\ cuenta
"""
_BOT = r"""
    (?:verify|confirm|prove|make\ sure|check)\b.{0,15}\byou\ are\ (?:a\ )?(?:human|not\ a\ (?:ro)?bot)
  | i\ am\ not\ a\ robot | checking\ (?:if\ the\ site|your\ browser|that\ you)
  | unusual\ (?:traffic|activity)\ from\ your | \bray\ id\b | just\ a\ moment
  | you\ (?:have\ been|were|are)\ blocked | access\ denied | security\ (?:check|service\ to\ protect)
  | press\ (?:and|&)\ hold | pardon\ our\ interruption | (?:complete|solve)\ the\ (?:captcha|security)
  | you\ don[’']t\ have\ permission\ to\ access | (?:dass\ sie|sind\ sie)\ (?:ein\ mensch|kein\ (?:ro)?bot)
  | ihr\ browser\ wird\ (?:über|ge)prüft | zugriff\ verweigert
  | vous\ (?:n[’']êtes\ pas\ un\ robot|êtes\ (?:bien\ )?(?:un\ )?humain) | accès\ refusé
  | vérification\ de\ (?:sécurité|votre) | (?:no\ eres|no\ soy|no\ es)\ un\ robot | (?:eres|es)\ (?:un\ )?humano
  | acceso\ denegado | comprobando\ (?:tu|su)\ navegador
"""
_SCRIPT = r"""
    (?:enable|turn\ on|activate|allow)\ javascript | (?:requires?|needs|without)\ javascript
  | disable\b.{0,20}\bad\ ?-?blocker
  | javascript\ (?:is|seems\ to\ be|has\ been|must\ be)\ (?:currently\ )?
    (?:disabled|required|not\ (?:enabled|available)|enabled|off)
  | your\ browser\ (?:is|does)\ (?:not|no\ longer|out\ of\ date) | (?:update|upgrade)\ your\ browser
  | using\ an\ ad\ ?-?blocker | javascript\ (?:ist\ )?(?:deaktiviert|aktivieren|einschalten)
  | aktivieren\ sie\b.{0,20}\bjavascript | ihr(?:en)?\ (?:werbe|ad)blocker | activer\ javascript
  | javascript\ (?:est\ )?désactivé | votre\ bloqueur | activ(?:a|e|ar)\ javascript | (?:tu|su)\ bloqueador
  | (?:this\ )?(?:page|app|content)\ is\ loading | ^loading(?:\.\.\.|…)?$
"""
_MISSING = r"""
    page\ (?:was\ |is\ )?(?:not\ found|can(?:not|[’']t)\ be\ found|could\ not\ be\ found|does(?:n[’']t|\ not)\ exist)
  | (?:page|article|story)\ you(?:\ are|[’']re|\ were)?\ (?:looking\ for|requested|tried)
  | \berror\ (?:40[0-9]|410|50[0-4])\b | ^(?:error\ )?(?:404|410|403|50[0-4])\b
  | we\ (?:can[’']t|cannot|couldn[’']t|could\ not)\ find\ (?:the|that|this)\ page
  | (?:page|article|content|story)\ is\ no\ longer\ available
  | (?:sorry|oops)\W+(?:something\ went|this\ page|that\ page|the\ page|we) | internal\ server\ error
  | service\ (?:is\ )?(?:temporarily\ )?unavailable | bad\ gateway
  | (?:try|check)\ (?:the\ )?(?:search|url|address)
  | seite\ (?:wurde\ |konnte\ )?(?:leider\ )?nicht\ (?:ge)?funden
  | (?:seite|artikel)\ (?:ist\ )?(?:leider\ )?nicht\ (?:mehr\ )?verfügbar
  | (?:diese|die\ gesuchte|die\ angeforderte)\ seite\b.{0,20}\b(?:nicht|existiert)
  | page\ (?:introuvable|non\ trouvée)
  | (?:cette|la)\ page\b.{0,30}\b(?:n[’']existe|introuvable|plus\ disponible)
  | página\ (?:no\ (?:encontrada|existe|disponible|se))
  | no\ (?:hemos\ |se\ ha\ )?encontr(?:ado|amos)\ la\ página
"""
_KINDS = {
    "It is for subscribers.": f"{_LOCKED}|{_SALES}",
    "It asks for consent to cookies.": _COOKIES,
    "It asks its readers to log in.": f"{_LOG_IN}|{_LOG_IN_TO_READ}",
    "It asks whether the visitor is a person.": _BOT,
    "It shows nothing without JavaScript.": _SCRIPT,
    "It says that there is no such page.": _MISSING,
}
# fmt: on


def _compiled(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{phrases})", re.IGNORECASE | re.VERBOSE | re.MULTILINE)


_PHRASES = {reason: _compiled(phrases) for reason, phrases in _KINDS.items()}
_ENDS_A_TEASER = {
    "It is for subscribers.": _compiled(_LOCKED),
    "It asks its readers to log in.": _compiled(_LOG_IN_TO_READ),
}
_TO_READER = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Uu]s|[Yy]ou|[Yy]our|[Yy]ourself|[Pp]lease|[Ww]ir|[Uu]nser\w*|Sie|Ihre?[mnrs]?|[Bb]itte|[Nn]ous"
    r"|[Nn]os|[Vv]ous|[Vv]otre|[Vv]os|[Tt]us?|[Tt]e|[Uu]sted|[Nn]uestr\w+|[Uu]samos|[Uu]tilizamos)\b"
    r"|(?:^|[.!?]\s)(?:Subscribe|Log\ in|Sign\ in|Register|Already|Unlock|Jetzt|Suscr[ií]be|Inicia|Reg[ií]stra)"
)
BUTTON = 60  # characters; a paragraph that short needs no "you" to speak to the reader
_COMMON = {fold(word) for words in WORDS.values() for word in words}
_QUOTED = re.compile(
    r"“[^“”]{0,300}”|„[^„“”]{0,300}[“”]|«[^«»]{0,300}»|\"[^\"]{0,300}\"|(?<!\w)‘[^‘’]{0,300}’(?!\w)"
)
_COUNTER = re.compile(
    r"(?:photo|picture|image|slide|bild|foto|imagen)?\s*\(?\d{1,3}\s?(?:of|/|von|sur|de)\s?\d{1,3}\)?\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:photo|picture|image|slide|bild|foto|imagen)s?(?:\s\d{1,3})?\s?:\s|"
    r".{0,600}[\s(\[](?:photo|photograph|picture|foto|bild|image|crédit|credit|imagen)s?(?:\sby\s|\s?:\s?|/)[^.!?]{2,80}$",
    re.IGNORECASE | re.DOTALL,
)


def wall(text: str, *, title: str = "", locked: bool = False, gallery: bool = False) -> str:
    """Why a page's text is no article, in one plain sentence; "" where it is one.

    `locked` and `gallery` are what the page says of itself (schema.org's isAccessibleForFree and ImageGallery).
    """
    paragraphs = [each for each in (title, *text.split("\n\n")) if each]
    if _is_gallery(paragraphs[1 if title else 0 :], claimed=gallery):
        return "It is a series of pictures."
    if len(text) > LONGEST:
        return ""
    for reason, phrases in _PHRASES.items():
        if _is_much(paragraphs, [_speaks(each, phrases) for each in paragraphs]):
            return reason
        if len(text) < TEASER and reason in _ENDS_A_TEASER and _ends_in(paragraphs, _ENDS_A_TEASER[reason]):
            return reason
    return "It is for subscribers." if locked and len(text) < LOCKED else ""


def elsewhere(page: tuple[str, str], *, entry: tuple[str, str], addresses: tuple[str, str, str]) -> str:
    """Why a page is another than the entry's, in one plain sentence; "" where it may be its page.

    `page` and `entry` are titles with texts; `addresses` are the entry's, the page's, and the one that the page calls
    its own. An article's address that leads to a front page, and a page that shares next to no word, are meant.
    """
    asked, came_from, claimed = addresses
    titled, title = _words(entry[0]), _words(page[0])
    same_title = bool(titled) and len(titled & title) >= 0.5 * len(titled)
    if not _is_front(asked) and (_is_front(came_from) or (claimed and _is_front(claimed) and not same_title)):
        return "It is the outlet's front page."
    wanted, found = _words(f"{entry[0]} {entry[1][:1000]}"), title | _words(page[1])
    if same_title or len(wanted) < 3 or not found:
        return ""
    told = len(wanted & found) >= ALIKE * len(wanted) or len(titled & found) >= 0.5 * max(len(titled), 1)
    return "" if told else "It tells something else than the feed."


def _speaks(paragraph: str, phrases: re.Pattern[str]) -> bool:
    """Whether a paragraph says one of these things to its reader, in words that are not somebody else's."""
    own = _QUOTED.sub(" ", paragraph)
    return bool(phrases.search(own)) and (len(own) <= BUTTON or bool(_TO_READER.search(own)))


def _is_much(paragraphs: list[str], spoken: list[bool]) -> bool:
    """Whether what speaks to the reader makes up the text: half of it, or a quarter of a short one."""
    whole = sum(map(len, paragraphs))
    share = sum(len(each) for each, speaks in zip(paragraphs, spoken, strict=True) if speaks)
    return share >= (MUCH if whole > SHORT else MUCH / 2) * whole and share > 0


def _ends_in(paragraphs: list[str], phrases: re.Pattern[str]) -> bool:
    """Whether one of the last three paragraphs is short and speaks to the reader."""
    return any(len(each) <= 250 and _speaks(each, phrases) for each in paragraphs[1:][-3:])


def _is_gallery(paragraphs: list[str], *, claimed: bool) -> bool:
    """Whether the paragraphs are captions: numbered ("1 of 24", which makes the next one a caption), or credited."""
    captions = characters = 0
    counted = False
    for each in paragraphs:
        numbered = bool(_COUNTER.match(each))
        if numbered or counted or (len(each) <= 800 and _CAPTION.match(each)):
            captions += 1
            characters += len(each)
        counted = numbered and len(each) < 30
    whole = sum(map(len, paragraphs))
    return (captions >= 3 and 2 * characters >= whole) or (claimed and (captions >= 3 or whole < LOCKED))


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") in ("", "index.html", "index.php") and not parts.query


def _words(text: str) -> set[str]:
    """The words of a text that tell it from others: folded, long, not common; every one of other scripts."""
    return {each for each in fold(text).split() if len(each) > 3 or not each.isascii()} - _COMMON
