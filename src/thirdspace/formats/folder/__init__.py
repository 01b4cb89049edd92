"""The partnership folder: everything of a partnership as files a coordinator can open.

`docs/reference/partnership-folder.md` describes every file and column. Here the files are read and
written and their form is checked; what the rows mean is the rooms' business.
"""

from thirdspace.formats.folder.names import safe_name
from thirdspace.formats.folder.read import read_folder
from thirdspace.formats.folder.records import (
    DOCUMENT,
    TABLES,
    Folder,
    Limits,
    TableSpec,
)
from thirdspace.formats.folder.write import write_folder

__all__ = [
    "DOCUMENT",
    "TABLES",
    "Folder",
    "Limits",
    "TableSpec",
    "read_folder",
    "safe_name",
    "write_folder",
]
