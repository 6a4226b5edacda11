"""Languages as people write them, brought to one name each, since two people must share one to be suggested."""

from __future__ import annotations

from functools import cache

from peerportal.terms.resolve import ALIAS, EXACT, NEAR, resolve
from peerportal.terms.vocabulary import Vocabulary

_NAMES = """English German French Spanish Italian Portuguese Dutch Polish Swedish Danish Norwegian Finnish Icelandic
Czech Slovak Hungarian Romanian Bulgarian Greek Croatian Serbian Bosnian Slovenian Albanian Macedonian Ukrainian Russian
Belarusian Estonian Latvian Lithuanian Irish Welsh Scottish Catalan Basque Galician Maltese Luxembourgish Turkish Arabic
Hebrew Persian Kurdish Armenian Georgian Azerbaijani Kazakh Uzbek Hindi Urdu Bengali Punjabi Marathi Gujarati Tamil
Telugu Kannada Malayalam Sinhala Nepali Mandarin Cantonese Japanese Korean Vietnamese Thai Khmer Indonesian Malay
Tagalog Swahili Amharic Somali Yoruba Igbo Hausa Zulu Xhosa Afrikaans Esperanto Latin""".split()
_THEIR_OWN = {
    "deutsch": "German", "francais": "French", "espanol": "Spanish", "castellano": "Spanish", "italiano": "Italian",
    "portugues": "Portuguese", "nederlands": "Dutch", "polski": "Polish", "svenska": "Swedish", "dansk": "Danish",
    "norsk": "Norwegian", "suomi": "Finnish", "cestina": "Czech", "magyar": "Hungarian", "romana": "Romanian",
    "turkce": "Turkish", "flemish": "Dutch", "farsi": "Persian", "chinese": "Mandarin", "mandarin chinese": "Mandarin",
    "brazilian portuguese": "Portuguese", "englisch": "English", "anglais": "English", "ingles": "English",
}  # fmt: skip


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.of(_NAMES)


def language(name: str) -> str:
    """The English name of a language as somebody wrote it; the word as it is when no language is known by it."""
    own = _THEIR_OWN.get(_vocabulary().read(name).key)
    if own:
        return own
    found = resolve(name, _vocabulary())
    return found.label if found.how in (EXACT, ALIAS, NEAR) and found.label in _NAMES else name


def one_name_each(names: list[str]) -> list[str]:
    """The languages in the order given, each once."""
    return list(dict.fromkeys(map(language, names)))
