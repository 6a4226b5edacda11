"""One spelling for British and American English, by rules of ending; the lists hold only what the rules would spoil."""

import re
from functools import lru_cache

# Words that end in -ise whichever side of the ocean they are written on.
_ISE_STAYS = re.compile(
    r"(?:[aou]i|exerci|enterpri|adverti|fundrai|supervi|revi|improvi|advi|compri|compromi|"
    r"surpri|disgui|televi|franchi|"
    r"merchandi|^ari|^pri|(?:^|[krtysnehd])wi|devi|preci|conci|promi|premi|despi|paradi|demi|"
    r"exci|inci|experti|treati|"
    r"circumci|reprise|emprise|chemi|chasti|cerise|tortoi|exorci|mortise|anise|denise|vise|"
    r"louise|glise|rejoi)"
    r"s(?:e|ed|es|er|ers|ing|al|able|ation|ations|ational)?$"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ingly|ation|ations|ational|ationally|able)$")
_YSE = re.compile(r"(?<=anal|atal|aral|drol|thal)ys(e|ed|es|er|ers|ing|able)$")
_OUR = re.compile(
    r"(behavi|savi|endeav|neighb|demean|splend|col|fav|hon|lab|harb|hum|rum|vap|vig|rig|od|parl|"
    r"sav|tum|arm|flav|cand|clam|"
    r"clang|ferv|ranc|succ|val|arb|ard)our(?!ous)"
)
# Verbs whose last letter is doubled by the British alone.
_DOUBLED = re.compile(
    r"^((?:re|un|de|over|mis)?(?:travel|model|label|cancel|counsel|channel|fuel|signal|level|"
    r"towel|jewel|tunnel|panel|quarrel|"
    r"marvel|dial|equal|initial|total|pedal|rival|shovel|shrivel|snivel|spiral|stencil|swivel|"
    r"tassel|trowel|duel|enamel|"
    r"funnel|grovel|gravel|kennel|libel|medal|parcel|pencil|petal|revel|cudgel|chisel|bevel|"
    r"barrel|apparel|unravel|council|"
    r"wool|carol|symbol|vial|trial|dishevel|weasel|drivel|yodel|cavil|gambol|pummel|tranquil|"
    r"worship|kidnap|program|format"
    r"))[lpm](ing|ed|er|ers|or|ors|ist|ists|en|y|ous|ously|ity)$"
)
_DOUBLED_TOO = {
    "programming",
    "programmed",
    "programmer",
    "programmers",
    "totally",
    "equally",
    "initially",
    "formally",
}
_RE = re.compile(
    r"(cent|theat|fib|lit|met|calib|meag|somb|spect|lust|mit|och|goit|reconnoit|sepulch|accout|"
    r"louv|lacklust|saltpet|"
    r"maneuv)re(s|d)?$"
)
_LETTERS = [
    (re.compile(pattern), american)
    for pattern, american in (
        ("^aero(?=plane|foil)", "air"),
        (
            "^(an|p|h|gyn|f|c|arch|pal|leuk|isch|septic|tox|ur|an|bacter|hypoglyc|hyperglyc|hypox|"
            "orthop|encyclop|medi|a|)ae(?=sth|mi|mo|mat|diatr|dop|d|c|o(?!l?i)|ti|val|sar|nia|ph)",
            r"\1e",
        ),
        ("aemi", "emi"),
        ("^oe(?=str|soph|dem|nolog)", "e"),
        ("rrhoe(?=a|ic)", "rrhe"),
        ("^(f|hom|am|c)oe(?=t|o|b|li)", r"\1e"),
        ("manoeuv", "maneuv"),
        ("sulph", "sulf"),
        ("^sceptic", "skeptic"),
        ("^enquir", "inquir"),
        ("draught(?=s?(?:man|men|ing|y)|$)", "draft"),
        ("plough", "plow"),
        ("^mould|(?<=re)mould", "mold"),
        ("^moult", "molt"),
        ("^smoulder", "smolder"),
        ("^artefact", "artifact"),
        ("^cheque", "check"),
        ("^yoghurt", "yogurt"),
        ("^pyjama", "pajama"),
        ("^moustache", "mustache"),
        ("^kerb", "curb"),
        ("^(cata|dia|ana|mono|epi|pro|homo)logu(e(?=s?$|d$)|(?=ing$))", r"\1log"),
        ("^gauging", "gaging"),
        ("^(licen|defen|offen|preten)c(?=e|ing)", r"\1s"),
        ("^practis", "practic"),
        ("^(en|di|in)(rol|stil)(?=s?$|ment)", r"\1\2l"),
        ("^(instal|fulfil)(?=s?$|ment)", r"\1l"),
        ("^(skil|wil)ful", r"\1lful"),
        ("^tyre", "tire"),
        ("^jewellery", "jewelry"),
        ("^grey", "gray"),
        ("^programme(?=s?$)", "program"),
        ("(judg|acknowledg|abridg)ement", r"\1ment"),
        ("^ageing$", "aging"),
        ("^storey", "story"),
        ("^maths$", "math"),
        ("^aluminium", "aluminum"),
        ("^adviser", "advisor"),
        ("^adaptor", "adapter"),
        ("^speciality", "specialty"),
        ("^(learn|burn|dream|spoil)t$", r"\1ed"),
        ("^liais", "liais"),
        ("^carburett", "carburet"),
        ("^centring$", "centering"),
        ("^(like|move|sale|size|use|live|know|share|trade)able", lambda m: _without_e(m[1])),
        ("^whisky", "whiskey"),
        ("^mollusc", "mollusk"),
        ("^tsar", "czar"),
        ("^woollen", "woolen"),
        ("^doughnut", "donut"),
    )
]
_ANY_LETTERS = re.compile("|".join(pattern.pattern for pattern, _ in _LETTERS))


def _without_e(word: str) -> str:
    return word.removesuffix("e") + "able"


@lru_cache(maxsize=20_000)
def american(word: str) -> str:
    """The American spelling of one folded word: optimisation becomes optimization, exercise stays."""
    if len(word) < 4 or not word.isascii():
        return word
    if _ANY_LETTERS.search(word):
        for pattern, spelling in _LETTERS:
            word = pattern.sub(spelling, word)
    return _endings(word) if len(word) > 4 else word


def _endings(word: str) -> str:
    if not _ISE_STAYS.search(word):
        word = _ISE.sub(r"iz\1", word)
    word = _YSE.sub(r"yz\1", word)
    word = _OUR.sub(r"\1or", word)
    word = _RE.sub(lambda found: found[1] + {"d": "ered", "s": "ers"}.get(found[2] or "", "er"), word)
    return word if word in _DOUBLED_TOO else _DOUBLED.sub(r"\1\2", word)
