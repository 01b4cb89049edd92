"""Published methods: arrays in, frozen results out.

Each module is one method. Its docstring says what it answers, by which formula, under which
assumptions, when not to use it, and where it was published. Importing this package loads neither
SciPy nor Django.
"""

from __future__ import annotations

from thirdspace.methods.registry import Citation, Method, all_methods, find, method

__all__ = ["Citation", "Method", "all_methods", "find", "method"]
