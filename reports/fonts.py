"""Which characters of a picture no font of this machine has: Chromium draws boxes for them, and nobody would know.

Pictures of the shell are drawn with the fonts that fontconfig knows (its `fc-list` says which characters each has).
Fonts are not shipped: one for Chinese, Japanese and Korean alone is larger than the whole program.
"""

import re
import shutil
import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from domain.messages import N_
from domain.words import Words

CJK, CORE = "fonts-noto-cjk", "fonts-noto-core"
SCRIPTS = {
    N_("Chinese"): ("中国", CJK, ("CJK", "BOPOMOFO", "KANGXI", "IDEOGRAPHIC")),
    N_("Japanese"): ("ひカ", CJK, ("HIRAGANA", "KATAKANA")),
    N_("Korean"): ("한국", CJK, ("HANGUL",)),
    N_("Arabic"): ("العربي", CORE, ("ARABIC",)),
    N_("Cyrillic"): ("Россия", CORE, ("CYRILLIC",)),
    N_("Greek"): ("Ελλάδα", CORE, ("GREEK",)),
    N_("Hebrew"): ("ישראל", CORE, ("HEBREW",)),
    N_("Hindi (Devanagari)"): ("भारत", CORE, ("DEVANAGARI",)),
    N_("Bengali"): ("বাংলা", CORE, ("BENGALI",)),
    N_("Tamil"): ("தமிழ்", CORE, ("TAMIL",)),
    N_("Thai"): ("ไทย", CORE, ("THAI",)),
    N_("Lao"): ("ລາວ", CORE, ("LAO",)),
    N_("Khmer"): ("ខ្មែរ", CORE, ("KHMER",)),
    N_("Burmese"): ("မြန်မာ", CORE, ("MYANMAR",)),
    N_("Georgian"): ("საქართველო", CORE, ("GEORGIAN",)),
    N_("Armenian"): ("Հայաստան", CORE, ("ARMENIAN",)),
    N_("Amharic (Ethiopic)"): ("ኢትዮጵያ", CORE, ("ETHIOPIC",)),
}
"""Script → some of its letters, the Debian package with a font for it, and how Unicode names its characters begin."""
OTHER, OTHERS_IN = N_("other characters"), "fonts-noto"
NOT_KNOWN = N_(
    "the scripts with a font are not known: 'apt-get install fontconfig' adds the command fc-list that shows them"
)
_SHOWN, _SECONDS = 12, 20
_UNSEEN = re.compile("Cc|Cf|Z")


@dataclass(frozen=True)
class Fonts:
    """The characters that the fonts of a machine have together: the first and last of each run, in order."""

    runs: tuple[tuple[int, int], ...]

    def has(self, character: str) -> bool:
        """Whether any font has it."""
        at = bisect_right(self.runs, (ord(character), 0x110000)) - 1
        return at >= 0 and ord(character) <= self.runs[at][1]

    def missing(self, text: str) -> list[str]:
        """The characters of a text that would be boxes, sorted, each once; spaces and marks of control need no font."""
        seen = (c for c in dict.fromkeys(text) if not _UNSEEN.match(unicodedata.category(c)) and not _varies(c))
        return sorted(c for c in seen if not self.has(c))


def _varies(character: str) -> bool:
    """Whether it only chooses how the character before it looks."""
    return "VARIATION SELECTOR" in unicodedata.name(character, "")  # untranslated


def of_charsets(lines: Iterable[str]) -> Fonts:
    """Fonts from fontconfig's charsets: '20-7e a0-17f 192', one line a font, hexadecimal."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted({_run(run) for line in lines for run in line.split()}):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return Fonts(tuple(runs))


def _run(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first, 16), int(last or first, 16)


@cache
def installed() -> Fonts | None:
    """The fonts that Chromium draws with here; None where fontconfig's command is not there to be asked."""
    if (command := shutil.which("fc-list")) is None:
        return None
    listing = [command, "--format", "%{charset}\n"]
    try:
        found = subprocess.run(listing, capture_output=True, text=True, timeout=_SECONDS, check=True)  # noqa: S603
        return of_charsets(found.stdout.splitlines())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


Ask = Callable[[], Fonts | None]


def boxes(text: str, words: Words, ask: Ask | None = None) -> str:
    """What to say of a picture with this text: characters without a font, and what brings one; '' if all have one."""
    fonts = (ask or installed)()
    missing = fonts.missing(text) if fonts else []
    if not missing:
        return ""
    scripts = sorted({_script(c) for c in missing})
    few = "".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
    return words.n(
        "No font of this machine has {n} of the characters ({scripts}): {few} The picture shows a box for it: "
        "{remedy}, then draw it again.",
        "No font of this machine has {n} of the characters ({scripts}): {few} The picture shows boxes for them: "
        "{remedy}, then draw it again.",
        len(missing),
        scripts=_named(scripts, words),
        few=few,
        remedy=_remedy(scripts, words),
    )


def lacking(words: Words, ask: Ask | None = None) -> str:
    """The scripts without a font here and what brings one, '' if there is none; NOT_KNOWN where nobody can say."""
    fonts = (ask or installed)()
    if fonts is None:
        return words.t(NOT_KNOWN)
    scripts = [name for name, (letters, _, _) in SCRIPTS.items() if fonts.missing(letters)]
    if not scripts:
        return ""
    return words.t(
        "no font for {scripts}: pictures show boxes; {remedy}",
        scripts=_named(scripts, words),
        remedy=_remedy(scripts, words),
    )


def _named(scripts: Iterable[str], words: Words) -> str:
    return words.comma([words.t(script) for script in scripts])


def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    return next((script for script, (_, _, begins) in SCRIPTS.items() if name.startswith(begins)), OTHER)


def _remedy(scripts: Iterable[str], words: Words) -> str:
    packages = sorted({SCRIPTS[s][1] if s in SCRIPTS else OTHERS_IN for s in scripts})
    return words.n(
        "'apt-get install {packages}' brings one",
        "'apt-get install {packages}' brings them",
        len(packages),
        packages=" ".join(packages),
    )
