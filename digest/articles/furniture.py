"""What stands round a text on its page or in its feed, and is none of it: bylines, dates, buttons, links, notices."""

from __future__ import annotations

import re

LONG = 300  # characters; furniture is short

# A name, or several: what stands behind "By" where a paragraph is nothing but a byline.
_PARTICLE = r"(?:de|del|della|den|der|di|du|la|le|van|von|ter|bin|al|y)"
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_WORD}(?:\ (?:{_PARTICLE}\ ){{0,3}}{_WORD}){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:,\ |,?\ (?:and|und|et|y|e|&)\ ){_NAME}){{0,4}}"
_BYLINE = re.compile(
    rf"""(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Door|Words\ by|Text:|Story\ by)\ {_NAMES}
        (?:(?:,|\ [-–|•·])\ [^.!?]{{1,80}})?""",
    re.VERBOSE,
)
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = rf"""(?:\d{{1,2}}(?:\.|st|nd|rd|th|er)?\ (?:de\ )?{_MONTH},?\ (?:de\ )?\d{{4}}
    |{_MONTH}\ \d{{1,2}},?\ \d{{4}}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})"""
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\ ?[ap]\.?m\.?)?(?:\ Uhr)?(?:\ \(?[A-Z]{2,5}\)?)?"
_WHEN = rf"(?:{_MONTH},?\ )?{_DAY}(?:,?\ (?:at\ |um\ |à\ |a\ las\ |[-–|•]\ )?{_CLOCK})?"
_AGO = r"(?:\d{1,3}|an?)\ (?:minutes?|mins?|hours?|hrs?|days?)\ ago|today|yesterday|heute|gestern|hoy|ayer"
_DATED = r"""(?:(?:first|originally|last)\ )?(?:published|posted|updated|modified)(?:\ on|\ at)?
    |veröffentlicht(?:\ am)?|aktualisiert(?:\ am)?|erstellt(?:\ am)?|stand|publiée?(?:\ le)?|mise?\ à\ jour(?:\ le)?
    |publicado(?:\ el)?|actualizado(?:\ el)?"""
_CREDIT = (
    "photo|photograph|picture|image|foto|bild|imagen|crédit|credit|photo credit|image credit|crédit photo"
)
# The whole of a paragraph at the head or tail of a text.
_EDGE = re.compile(
    rf"""(?:
        (?:{_DATED}):?\ (?:(?:{_WHEN}|{_AGO}|{_CLOCK})[^.!?]{{0,60}}|\d{{1,2}}\.?\ {_MONTH}|{_MONTH}\ \d{{1,2}})
      | {_WHEN}
      | \d{{1,3}}[ -](?:minutes?|mins?\.?|minuten|min\.?|minutos)[ -](?:read|to\ read|lesezeit|de\ lecture|de\ lectura)
      | (?:reading\ time|lesezeit|temps\ de\ lecture|tiempo\ de\ lectura)\b.{{0,30}}
      | (?:share|save|listen\ to|print|gift|email|bookmark)\ th(?:is|e)\ (?:article|story|post|page)(?:\ .{{0,40}})?
      | (?:diesen\ )?(?:artikel|beitrag)\ (?:teilen|anhören|drucken|merken|vorlesen).{{0,30}}
      | (?:partager|écouter|offrir|imprimer)\ (?:cet\ |l[’'])article.{{0,30}}
      | (?:compartir|escuchar|guardar|imprimir)\ (?:est[ea]\ |el\ |la\ )?(?:artículo|noticia).{{0,30}}
      | (?:{_CREDIT.replace(" ", chr(92) + " ")})s?(?:\ by)?\ ?:\ [^.!?]{{2,100}}\.?
      | (?:skip|jump)\ to\ .{{1,40}} | image\ (?:source|caption).{{0,100}}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# fmt: off
_BUTTONS = frozenset((
    "share", "save", "print", "email", "tweet", "listen", "comment", "comments", "follow", "gift", "copy",
    "whatsapp", "facebook", "twitter", "bluesky", "mastodon", "linkedin", "telegram", "reddit", "teilen",
    "drucken", "merken", "vorlesen", "anhören", "kommentar", "kommentare", "partager", "imprimer", "écouter",
    "enregistrer", "offrir", "commenter", "compartir", "imprimir", "escuchar", "guardar", "comentarios", "menu",
))
_BETWEEN_BUTTONS = frozenset((
    "on", "via", "auf", "sur", "en", "x", "link", "by", "and", "add", "to", "in", "mail", "this",
))
# fmt: on
# The whole of a paragraph wherever it stands.
_ANYWHERE = re.compile(
    r"""(?:
        [-–—\ \[(]{0,5}(?:advertisements?|advert|anzeige|werbung|publicité|publicidad|annonce|pubblicità|advertentie)
          [-–—\ \])]{0,5}(?:(?:[-–—.:]\ )?(?:story|article)\ continues\ below.{0,40}|(?:continue|scroll).{0,60})?
      | (?:story|article)\ continues\ (?:below|after)\ .{0,60}
      | (?:read\ (?:more|also|next)|also\ read|see\ also|related(?:\ (?:story|article|stories|articles|news))?
          |more\ on\ this|lesen\ sie\ auch|auch\ interessant|mehr\ (?:zum\ thema|dazu)|(?:à\ )?lire\ aussi|à\ lire
          |lea?\ (?:también|más)|te\ puede\ interesar|leggi\ anche|lees\ ook)\ ?:\ .{1,200}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# What publishers' software adds below a text to bring readers to the page or to other pages.
_TAIL = re.compile(
    r"""(?:
        (?:continue|keep)\ reading\b.* | read\ (?:more|on|the\ (?:full|rest|whole|original|entire)\b.*)\W*
      | (?:click|tap)\ here\ to\ (?:read|continue)\b.* | (?:full|more)\ story\b\W*
      | .{0,300}\ (?:appeared\ first\ on|first\ appeared\ on|was\ originally\ published\ on)\ .{1,200}
      | weiterlesen\b.* | mehr\ lesen\b.*
      | (?:der|dieser)\ (?:beitrag|artikel)\ .{1,300}\ (?:erschien\ zuerst|ist\ erschienen)\ .{1,200}
      | lire\ la\ suite\b.* | l[’']article\ .{1,300}\ est\ apparu\ en\ premier\ sur\ .{1,200}
      | (?:leer|leer\ más|seguir\ leyendo|sigue\ leyendo)\W*
      | la\ entrada\ .{1,300}\ (?:aparece\ primero|se\ publicó\ primero)\ en\ .{1,200}
      | leggi\ (?:tutto|di\ più|anche)\W* | leia\ mais\W* | lees\ (?:meer|verder)\W*
      | comments\W* | log\ in\ (?:or\ register\ )?to\ (?:post|leave|write)\b.{1,40} | \[link\]\ +\[comments\]
      | (?:follow|like)\ (?:us|.{2,60})\ on\ (?:twitter|x|facebook|instagram|bluesky|mastodon|threads)\b.{0,150}
      | (?:sign\ up|subscribe)\ (?:for|to)\ .{1,60}\b(?:newsletter|briefing|podcast|e-?mail)s?\b.{0,200}
      | get\ (?:our|the)\ .{1,80}\ (?:in|to)\ your\ inbox\b.{0,150}
      | (?:abonnieren\ sie|jetzt)\ .{0,60}newsletter\b.{0,150} | abonnez-vous\ à\ .{0,60}newsletter\b.{0,150}
      | (?:suscríbe(?:te|se)|apúnta(?:te|se))\ a\ .{0,60}(?:newsletter|boletín)\b.{0,150}
      | (?:©|\(c\)|copyright\b).{0,200} | all\ rights\ reserved\b.{0,100} | alle\ rechte\ vorbehalten\W*
      | tous\ droits\ réservés\W* | todos\ los\ derechos\ reservados\W*
      | (?:tags?|topics|themen|filed\ under|categories|schlagw[oö]rter?|étiquettes|mots-clés|etiquetas|temas|posted\ in)
          :.{1,300}
      | (?:more\ on\ this(?:\ story)?|more\ stories|related\ (?:stories|articles|topics|posts|content)
          |you\ may\ also\ like|recommended(?:\ stories)?|mehr\ zum\ thema|sur\ le\ même\ sujet|más\ noticias
          |noticias\ relacionadas)\W*
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_INLINE_TAIL = re.compile(
    r"""(?P<cut>\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.))?\s*[\[(]?
        (?:continue\ reading|read\ more|read\ the\ full\ (?:story|article)|weiterlesen|mehr\ lesen|lire\ la\ suite
          |leer\ más|leggi\ tutto|leia\ mais|lees\ meer)\b[^.!?]{0,80}$""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED_ELLIPSIS = re.compile(r"\s*[\[(]\s*(?:…|\.\.\.)\s*[\])]\s*$")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|[\[(]\s*(?:…|\.\.\.)\s*[\])])[\s»”\"']*$")


def without_furniture(texts: list[str]) -> list[str]:
    """The paragraphs without what stands round them: byline, dates, buttons, advertisements, links to other texts."""
    kept = [each for each in texts if len(each) > LONG or not _ANYWHERE.fullmatch(each)]
    while kept and _stands_round(kept[0]):
        kept.pop(0)
    count = -1
    while kept and count != len(kept):
        count = len(kept)
        kept = without_tail(kept[:-1] if _stands_round(kept[-1]) else kept)
    return kept


def without_tail(texts: list[str]) -> list[str]:
    """The paragraphs without "Continue reading", "The post ... appeared first on ..." and the like at their end."""
    kept = list(texts)
    while kept and len(kept[-1]) < 2 * LONG and _TAIL.fullmatch(kept[-1]):
        kept.pop()
    if kept and kept[-1][-1:] not in ".!?":
        last = _INLINE_TAIL.sub(lambda tail: "…" if tail["cut"] else "", kept[-1][-LONG:])
        last = kept[-1][:-LONG] + _BRACKETED_ELLIPSIS.sub("…", last)
        kept[-1] = last.rstrip()
    return [each for each in kept if each and each != "…"]


def is_cut_off(texts: list[str]) -> bool:
    """Whether the text says that it goes on elsewhere: an ellipsis or "read more" at its end."""
    if not texts:
        return True
    last = texts[-1][-2 * LONG :]
    return bool(_CUT_OFF.search(last) or _INLINE_TAIL.search(last) or _TAIL.fullmatch(last))


def _stands_round(text: str) -> bool:
    """Whether a paragraph at the head or tail is nothing but a byline, a date, a credit or buttons."""
    if len(text) > LONG:
        return False
    return bool(_EDGE.fullmatch(text) or _BYLINE.fullmatch(text)) or _is_buttons(text)


def _is_buttons(text: str) -> bool:
    """Whether a paragraph is nothing but the names of buttons, with or without counts."""
    if len(text) > 120:
        return False
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return bool(words & _BUTTONS) and words <= _BUTTONS | _BETWEEN_BUTTONS
