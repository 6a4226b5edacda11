"""One spelling for British and American English, by rules of ending; the lists hold only what the rules would spoil."""

import re
from functools import lru_cache

# Words that end in -ise whichever side of the ocean they are written on.
_ISE_STAYS = re.compile(
    r"(?:^|.)(?:exercis|enterpris|advertis|fundrais|prais|rais|supervis|revis|improvis|advis|compris|compromis|surpris|"
    r"disguis|televis|franchis|merchandis|aris|wis|devis|precis|concis|promis|premis|nois|cruis|bruis|despis|paradis|"
    r"demis|excis|incis|expertis|pois|turquois|treatis|apprais|circumcis|prise|chemis|valis|rejois)(?:e|ed|es|er|ers|ing|al)$"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations|ational|able)$")
_YSE = re.compile(r"(?<=anal|atal|aral)ys(e|ed|es|er|ers|ing)$")
_OUR_STAYS = re.compile(r"^(?:contour|detour|glamour|parkour|devour|scour|velour|troubadour|paramour|amour)")
_OUR = re.compile(
    r"(?<=[a-z])(?<=[bdlmnpruv])(i?)our"
    r"(?=$|s$|al$|ally$|ed$|ing$|er$|ers$|ite$|ites$|able$|ful$|hood$|less$|ism$|ist$|ists$)"
)
_DOUBLED = re.compile(r"(?<=[a-z]{2})(?<=[aeiou])ll(ing|ed|er|ers)$")
_DOUBLED_STAYS = re.compile(
    r"(?:sell|tell|spell|dwell|swell|smell|yell|well|shell|fell|compell|excell|propell|expell|call|install|wall|fall|"
    r"ball|stall|bill|drill|fill|kill|mill|skill|spill|still|till|thrill|grill|chill|roll|poll|enroll|controll|toll|"
    r"scroll|troll|pull|full|rebell|repell)(?:ing|ed|er|ers)$"
)
_WHOLE = {
    "programme": "program",
    "programmes": "programs",
    "licence": "license",
    "licences": "licenses",
    "licencing": "licensing",
    "licenced": "licensed",
    "centre": "center",
    "centres": "centers",
    "centred": "centered",
    "theatre": "theater",
    "fibre": "fiber",
    "fibres": "fibers",
    "metre": "meter",
    "metres": "meters",
    "litre": "liter",
    "litres": "liters",
    "defence": "defense",
    "offence": "offense",
    "practise": "practice",
    "practising": "practicing",
    "catalogue": "catalog",
    "catalogues": "catalogs",
    "cataloguing": "cataloging",
    "dialogue": "dialog",
    "dialogues": "dialogs",
    "cheque": "check",
    "cheques": "checks",
    "grey": "gray",
    "tyre": "tire",
    "tyres": "tires",
    "aluminium": "aluminum",
    "jewellery": "jewelry",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "enrolment": "enrollment",
    "judgement": "judgment",
    "acknowledgement": "acknowledgment",
    "ageing": "aging",
    "mould": "mold",
    "moulds": "molds",
    "moulding": "molding",
    "plough": "plow",
    "storey": "story",
    "maths": "math",
}
_AE = re.compile(
    r"^(?:(an)ae(sth)|(p)ae(diatr|dagog)|(orthop)ae(d)|(arch)ae(o)|(gyn)ae(c)|(h)ae(m)|(pal)ae(o))"
)


@lru_cache(maxsize=20_000)
def american(word: str) -> str:
    """The American spelling of one folded word: optimisation becomes optimization, exercise stays."""
    if word in _WHOLE:
        return _WHOLE[word]
    if len(word) < 5 or not word.isascii():
        return word
    if match := _AE.match(word):
        word = _ae_to_e(word, match)
    return _endings(word)


def _ae_to_e(word: str, match: re.Match[str]) -> str:
    return "e".join(part for part in match.groups() if part) + word[match.end() :]


def _endings(word: str) -> str:
    if not _ISE_STAYS.search(word):
        word = _ISE.sub(r"iz\1", word)
    word = _YSE.sub(r"yz\1", word)
    if not _OUR_STAYS.match(word):
        word = _OUR.sub(r"\1or", word)
    return word if _DOUBLED_STAYS.search(word) else _DOUBLED.sub(r"l\1", word)
