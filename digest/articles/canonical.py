"""One address for one article: what tells copies of an address apart, taken away."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import quote, urlsplit

MAX_URL = 2048
DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say where a reader came from, and nothing about what is read.
# fmt: off
TRACKING = frozenset((
    "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "at_campaign", "at_medium", "cmpid", "dclid", "epik",
    "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "fbclid", "ftag", "gad_source", "gbraid",
    "gclid", "gclsrc", "igsh", "igshid", "ito", "mc_cid", "mc_eid", "mkt_tok", "ml_subscriber",
    "ml_subscriber_hash", "msclkid", "ns_campaign", "ns_linkname", "ns_mchannel", "ns_source", "ocid",
    "oly_anon_id", "oly_enc_id", "rb_clickid", "rss_id", "s_cid", "s_kwcid", "smid", "srsltid", "taid",
    "traffic_source", "ttclid", "twclid", "vero_conv", "vero_id", "wbraid", "wickedid", "wt_mc", "wt_zmc",
    "xtor", "yclid",
))
# fmt: on
TRACKING_PREFIXES = ("hsa_", "mtm_", "pk_", "piwik_", "utm_")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?")
_NO_URL = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]")


def canonical_url(url: str) -> str:
    """The address without what changes from reader to reader; "" for what is no http(s) address.

    Scheme and host in lower case (IDNA), no default port, user or fragment, dot segments resolved, tracking parameters
    removed, the others as they stand; everything but ASCII percent-encoded. Idempotent; never raises. RFC 3986, 6.2.2.
    """
    url = url.strip().replace(" ", "%20")
    if len(url) > MAX_URL or _NO_URL.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host:
        return ""
    place = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = _query(parts.query)
    return f"{scheme}://{place}{_path(parts.path)}{'?' if query else ''}{query}"


def outlet_of(url: str) -> str:
    """The outlet behind a canonical URL: its host without `www.`; "" for no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _host(name: str) -> str:
    """The host in the form DNS knows, "" where there can be none of that name."""
    if ":" in name:
        return f"[{IPv6Address(name.partition('%')[0])}]"
    if len(name) > 253:
        return ""
    name = (name if name.isascii() else name.encode("idna").decode("ascii")).lower().rstrip(".")
    return name if _HOST.fullmatch(name) else ""


def _path(path: str) -> str:
    """The path without dot segments (RFC 3986, 5.2.4); it always begins with a slash."""
    kept: list[str] = []
    segments = _encoded(path).split("/")[1:]
    for place, segment in enumerate(segments):
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(segment)
            continue
        if place == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    """The parameters that are not for tracking, in their order."""
    return "&".join(_encoded(each) for each in query.split("&") if each and not _tracks(each))


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _encoded(part: str) -> str:
    """Percent-encode what a URL may not hold; what is encoded already stays, its digits in upper case."""
    encoded = quote(part, safe="%/:@!$&'()*+,;=?~-._[]|")
    return re.sub(r"%[0-9a-fA-F]{2}", lambda code: code[0].upper(), encoded)
