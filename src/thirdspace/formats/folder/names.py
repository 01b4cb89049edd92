"""Names of files: is it one plain name, on every system, and no way out of the folder?"""

from __future__ import annotations

import re

from thirdspace.problems import FileProblem

# Windows keeps these names for devices and these characters for itself; a colon names a drive.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
_MOST_BYTES = 255


def safe_name(name: str) -> str:
    """Give the name back if it is one plain file name.

    Raises
    ------
    FileProblem
        If it has path parts, a drive, characters that some system forbids, or is too long.
    """
    bare = name.strip(" ").rstrip(".")  # Windows drops spaces and full stops at the end
    plain = bare == name and bare and not _FORBIDDEN.search(name) and not _DEVICES.fullmatch(name)
    if plain and len(name.encode("utf-8", "surrogatepass")) <= _MOST_BYTES:
        return name
    raise FileProblem(
        f"“{name[:80]}” can't be the name of a file here.",
        'It holds no path parts (.. / \\ or a drive), none of * ? " < > |, and 255 bytes at most.',
        "Give the file a plain name and use the same name in the tables.",
        file=name[:80],
    )
