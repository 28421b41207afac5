"""Which characters of a picture no font of this machine has: Chromium draws boxes for them, and nobody would be told.

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

CJK, CORE = "fonts-noto-cjk", "fonts-noto-core"
SCRIPTS = {
    "Chinese": ("中国", CJK, ("CJK", "BOPOMOFO", "KANGXI", "IDEOGRAPHIC")),
    "Japanese": ("ひカ", CJK, ("HIRAGANA", "KATAKANA")),
    "Korean": ("한국", CJK, ("HANGUL",)),
    "Arabic": ("العربي", CORE, ("ARABIC",)),
    "Cyrillic": ("Россия", CORE, ("CYRILLIC",)),
    "Greek": ("Ελλάδα", CORE, ("GREEK",)),
    "Hebrew": ("ישראל", CORE, ("HEBREW",)),
    "Hindi (Devanagari)": ("भारत", CORE, ("DEVANAGARI",)),
    "Bengali": ("বাংলা", CORE, ("BENGALI",)),
    "Tamil": ("தமிழ்", CORE, ("TAMIL",)),
    "Thai": ("ไทย", CORE, ("THAI",)),
    "Lao": ("ລາວ", CORE, ("LAO",)),
    "Khmer": ("ខ្មែរ", CORE, ("KHMER",)),
    "Burmese": ("မြန်မာ", CORE, ("MYANMAR",)),
    "Georgian": ("საქართველო", CORE, ("GEORGIAN",)),
    "Armenian": ("Հայաստան", CORE, ("ARMENIAN",)),
    "Amharic (Ethiopic)": ("ኢትዮጵያ", CORE, ("ETHIOPIC",)),
}
"""Script → some of its letters, the Debian package with a font for it, and how Unicode names its characters begin."""
OTHER, OTHERS_IN = "other characters", "fonts-noto"
NOT_KNOWN = (
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
    return "VARIATION SELECTOR" in unicodedata.name(character, "")


def of_charsets(lines: Iterable[str]) -> Fonts:
    """Fonts from fontconfig's charsets: '20-7e a0-17f 192', one line a font, hexadecimal."""
    held: list[tuple[int, int]] = []
    for first, last in sorted({_run(run) for line in lines for run in line.split()}):
        if held and first <= held[-1][1] + 1:
            held[-1] = (held[-1][0], max(held[-1][1], last))
        else:
            held.append((first, last))
    return Fonts(tuple(held))


def _run(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first, 16), int(last or first, 16)


@cache
def installed() -> Fonts | None:
    """The fonts that Chromium draws with here; None where fontconfig's command is not there to be asked."""
    if (command := shutil.which("fc-list")) is None:
        return None
    asked = [command, "--format", "%{charset}\n"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=_SECONDS, check=True)  # noqa: S603
        return of_charsets(said.stdout.splitlines())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


Ask = Callable[[], Fonts | None]


def boxes(text: str, ask: Ask | None = None) -> str:
    """What to say of a picture with this text: characters without a font, and what brings one; '' if all have one."""
    fonts = (ask or installed)()
    missing = fonts.missing(text) if fonts else []
    if not missing:
        return ""
    scripts = sorted({_script(c) for c in missing})
    few = "".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
    return (
        f"No font of this machine has {len(missing)} of the characters ({', '.join(scripts)}): {few} The picture shows "
        f"boxes for them: {_brought(scripts)}, then draw it again."
    )


def lacking(ask: Ask | None = None) -> str:
    """The scripts without a font here and what brings one, '' if there is none; NOT_KNOWN where nobody can tell."""
    fonts = (ask or installed)()
    if fonts is None:
        return NOT_KNOWN
    scripts = [name for name, (letters, _, _) in SCRIPTS.items() if fonts.missing(letters)]
    return f"no font for {', '.join(scripts)}: pictures show boxes; {_brought(scripts)}" if scripts else ""


def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    return next((script for script, (_, _, begins) in SCRIPTS.items() if name.startswith(begins)), OTHER)


def _brought(scripts: Iterable[str]) -> str:
    packages = sorted({SCRIPTS[s][1] if s in SCRIPTS else OTHERS_IN for s in scripts})
    return f"'apt-get install {' '.join(packages)}' brings {'one' if len(packages) == 1 else 'them'}"
