"""Which labels of a network may be shown: names of groups. What may name a person is masked before it is stored.

A label passes only if it is a pseudonym (N12, A1, 7), or has a word that only groups have (GROUPS) or stands among the
KEPT, and nothing in it points to a person (given names, nicknames, "led by"). Everything else is masked: a group that
is shown by its code costs little, a person who is shown by name much. Where the file itself says that a row is an
organisation, and not only in a heading that has persons too, the word is not needed.
"""

import re
import unicodedata

PSEUDONYM = re.compile(r"[A-Za-z]{0,3}[-_ ]?\d{1,6}[A-Za-z]?|[A-Za-z]\d?")
"""Codes that research gives to actors: letters and a number, or one letter."""

GROUPS = frozenset(  # untranslated
    """
    army autodefensas band brotherhood brigade camorra cartel carteles cartels clan clans club comando comandos
    command commando crew cosca council ejercito empire faction familia family federation firm force forces frente
    front fuerza fuerzas gang gangs gente group grupo guardia guerreros guerrilla hells kings kingz liga los las mafia
    mafias mara maras militia mob movement movimiento nation ndrangheta network nueva ordine organisation organization
    organizacion outlaws primeiro primer resistance ring sacra sindicato skulls society state syndicate triad triads
    tropa union unione unidos yakuza unita
    """.split()  # noqa: SIM905 - a list of words is read more easily
)
"""Words that stand in names of groups, without accents."""

KEPT = frozenset(  # untranslated
    [
        "acme",
        "caballeros templarios",
        "cartel de los arellano felix",
        "durangos/cazadores",
        "la anti-union o la rosa nueva",
        "la bandera",
        "la barredora 24/7",
        "la linea",
        "mazatlecos",
        "sangre nueva zeta",
        "tercera accion destructiva (3ad)",
        "zetas vieja escuela",
    ]
)
"""Published names of groups without any of these words, or with a word that is a given name too."""

_LED = (
    r"liderad[ao]s?|lider(?:es)?|led by|leader|jefe|jefa|boss|alias|a\.?k\.?a\.?|apodado|nicknamed|capo|lugarteniente"
)
_NICKNAMED = r"(?:^|[\s,(/])(?:el|don|dona|senor|senora|comandante|lord|lady|reina|rey|mr|mrs)\s+\S"
_OF_SOMEBODY = r"\b(?:banda|celula|gente|grupo|gang|crew|clan|cartel)\s+(?:de\s+el|del)\s+(?!{places})\S"
_PLACES = (
    "golfo|noreste|noroeste|norte|sur|sureste|suroeste|este|oeste|poniente|oriente|pacifico|estado|centro|siglo|milenio|"
    "cjng|pueblo"
)
POINTS_TO_A_PERSON = re.compile(
    "|".join(
        [
            rf"\b(?:{_LED})\b",
            _NICKNAMED,
            _OF_SOMEBODY.replace("{places}", _PLACES),
            r"[\"“”«»]",  # a nickname or a part of a name in quotes
            r"\b[a-z]{3,}\s[a-z]\.",  # a given name and an initial
            r",\s*(?:el|la|los)?\s*[a-z]+$",  # "…, El Jaguar"
        ]
    )
)
"""Of a label without accents and in small letters."""

GIVEN = frozenset(  # untranslated
    """
    abdul abdullah adrian agustin ahmad ahmed alain alan alberto alejandro alessandro alex alexander alexandre alexei
    alfonso alfredo ali alice ana andrea andreas andres andrew angela angelo anna anne antonio armando arturo benito
    bernard bernardo boris bruno carl carla carlo carlos carmen catherine cecilia cesar charles charlotte chris
    christian christopher claude claudia claudio cristian damaso daniel daniela dario david diana diego dmitri domenico
    edgar eduardo elena elizabeth emilio enrique eric ernesto esteban evelyn fabian fabio fatima federico felipe
    felix fernando filippo francesca francesco francisco franco francois frank gabriel gary george gerardo gilberto
    giorgio giovanni giuseppe gonzalo guillermo gustavo hans hassan hector henry hugo humberto hussein ibrahim ignacio
    igor isabel ismael ivan jack jacques jaime james jan jane javier jean jennifer jesus jim joao joaquin john jorge
    jose joseph juan juana julian julio karl karim katherine kenneth kevin khalid lenin leonardo leonid linda lorenzo
    luca lucas lucia luigi luis luisa maria mariano mario mark marta martin mary matteo maurice mauricio max maximo
    michael michel miguel mikhail mohamed mohammad mohammed mustafa nancy natalia nemesio nicolas nikolai omar oscar
    osama osiel ovidio pablo paco paolo patricia patrick paul paula pedro peter philip pierre pietro rafael ralph
    ramon raul raymond ricardo richard robert roberto rodolfo rodrigo roger roman rosa ruben ruth salvador salvatore
    samuel sandra santiago sara sebastian sergei sergio silvia simon sofia stephen steven susan teresa theresa thomas
    tony umberto vicente victor victoria vincent vincenzo vito vladimir walter william xavier yusuf
    """.split()  # noqa: SIM905
)
"""Common given names, without accents. Saints give their names to towns: after San, Santa, Santo, Sao and Saint they
name nobody.
"""
_SAINT = re.compile(r"\b(?:san|santa|santo|sao|saint|st)\s+\w+")
_WORD = re.compile(r"[a-z]+")


def plain(label: str) -> str:
    """Small letters without accents, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def names_person(label: str) -> bool:
    """Whether something in a label points to a person."""
    text = plain(label)
    names = set(_WORD.findall(_SAINT.sub(" ", text))) & GIVEN
    return bool(names) or POINTS_TO_A_PERSON.search(text) is not None


def names_group(label: str) -> bool:
    """Whether a label has a word that only groups have."""
    return bool(set(_WORD.findall(plain(label))) & GROUPS)


def is_pseudonym(label: str) -> bool:
    """Whether a label is a code that names nobody."""
    return PSEUDONYM.fullmatch(label.strip()) is not None


def may_be_shown(label: str, *, organisation: bool = False) -> bool:
    """Whether a label may be stored and shown. organisation: the file itself says that it is no person."""
    if is_pseudonym(label) or plain(label) in KEPT:
        return True
    return not names_person(label) and (organisation or names_group(label))
