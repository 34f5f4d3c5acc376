"""Links of a talk page that lead to a person: the user's page, talk page and contributions, in many languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, unquote_plus, urlsplit

from generator.privacy.names import mention_of


def _names(written: str) -> frozenset[str]:
    """Names parted by bars."""
    return frozenset(name.strip() for name in written.split("|"))


# Names of the namespaces "User" and "User talk" (https://www.mediawiki.org/wiki/Help:Namespaces), in small letters.
USER = _names(
    """user|benutzer|benutzerin|utilisateur|utilisatrice|gebruiker|usuario|usuaria|usuario(a)|utente|usuário|usuária
    |usuário(a)|utilizador|wikipedysta|wikipedystka|użytkownik|użytkowniczka|användare|bruker|bruger|käyttäjä|uživatel
    |uživatelka|wikipedista|wikipedistka|redaktor|redaktorka|szerkesztő|участник|участница|користувач|користувачка
    |مستخدم|مستخدمة|بەکارھێنەر|משתמש|משתמשת
    |kullanıcı|корисник|корисница|korisnik|korisnica|suradnik|suradnica|利用者
    |用户|用戶|使用者|사용자|usuari|usuària|utilizator|lankide|uporabnik|uporabnica|потребител
    |χρήστης|کاربر|thành viên|pengguna|ผู้ใช้"""
)
USER_TALK = _names(
    """user talk|benutzer diskussion|benutzerin diskussion|discussion utilisateur|discussion utilisatrice
    |overleg gebruiker|usuario discusión|usuaria discusión|discussioni utente|usuário discussão|usuária discussão
    |usuário(a) discussão|utilizador discussão|dyskusja wikipedysty|dyskusja wikipedystki|dyskusja użytkownika
    |dyskusja użytkowniczki|användardiskussion|brukerdiskusjon|brugerdiskussion|keskustelu käyttäjästä
    |diskuse s uživatelem|diskuse s uživatelkou|diskuse s wikipedistou|diskuse s wikipedistkou|szerkesztővita
    |user vita|обсуждение участника|обсуждение участницы|обговорення користувача|обговорення користувачки
    |نقاش المستخدم|نقاش المستخدمة|لێدوانی بەکارھێنەر|שיחת משתמש|שיחת משתמשת|kullanıcı mesaj
    |разговор с корисником|разговор са корисником|razgovor s korisnikom|razgovor sa korisnikom|razgovor sa suradnikom
    |razgovor sa suradnicom
    |利用者‐会話|利用者・トーク|用户讨论|用戶討論|使用者討論|사용자토론|usuari discussió|discuție utilizator
    |lankide eztabaida|uporabniški pogovor|потребител беседа|συζήτηση χρήστη|بحث کاربر
    |thảo luận thành viên|pembicaraan pengguna|คุยกับผู้ใช้"""
)
# What `Special:Contributions` is called, in small letters; its namespace may be called anything.
CONTRIBUTIONS = _names(
    """contributions|contribs|beiträge|contribs|contribuciones|bijdragen|contributi|contribuições|wkład|edycje|bidrag
    |muokkaukset|příspěvky|szerkesztő közreműködései|közreműködések|вклад|внесок|مساهمات|بەشدارییەکان|תרומות|katkılar
    |доприноси|doprinosi|投稿記録|用户贡献|使用者貢獻|기여|contribucions|contribuții|ekarpenak|prispevki|приноси|συνεισφορές
    |مشارکت‌ها|đóng góp|kontribusi"""
)
_PAGE = re.compile(r"(?:^\./|/wiki/|/index\.php/|^/w/(?!index))(?P<path>[^?#]+)|[?&]title=(?P<title>[^&#]+)")
_INVISIBLE = re.compile("[\u200e\u200f\u2028-\u202e]")


@dataclass(frozen=True)
class UserLink:
    """Where a link to a person leads."""

    name: str
    kind: str  # user, talk, contributions


@lru_cache(maxsize=8192)
def user_of(address: str) -> UserLink | None:
    """The person an address leads to, or None; a page below that of a person is none."""
    return of_title(title_of(address))


def title_of(address: str) -> str:
    """The title of the page an address leads to; empty where it is none of a wiki."""
    match = _PAGE.search(address)
    if match is None:
        return ""
    if match["title"]:
        return unquote_plus(match["title"])
    return unquote(match["path"])


def of_title(title: str) -> UserLink | None:
    """The person whose page has this title, or None."""
    space, colon, page = _plain(title).lstrip(":").partition(":")
    space = space.strip().casefold()
    if not colon:
        return None
    kind = "user" if space in USER else "talk" if space in USER_TALK else ""
    if not kind:
        special, slash, page = page.partition("/")
        if not slash or special.strip().casefold() not in CONTRIBUTIONS:
            return None
        kind = "contributions"
        space, colon, rest = page.partition(":")
        page = rest if colon and space.strip().casefold() in USER else page
    name = page.strip()
    if not name or "/" in name:
        return None
    # IPv6 addresses come in either case; other names begin with a capital.
    is_address = name.count(":") >= 2 and re.fullmatch(r"[0-9a-fA-F:]+", name)
    return UserLink(name.upper() if is_address else name[0].upper() + name[1:], kind)


def mention(name: str) -> str:
    """How a person is addressed in the text of a post."""
    return f"@{mention_of(name)}"


def server_of(address: str) -> str:
    """The server of an address, with its scheme; empty where it has none."""
    parts = urlsplit(address)
    return f"https://{parts.hostname}" if parts.hostname else ""


def _plain(title: str) -> str:
    return " ".join(_INVISIBLE.sub("", title).replace("_", " ").split())
