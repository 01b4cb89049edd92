"""Errors that carry the way out: what happened, why, what to do next.

The same object is shown on a page, printed by the command line and sent as JSON.

::

    Problem
    ├── InputProblem      422  something typed or sent can't be used
    ├── NotThere          404  no such thing, or not yours to know about
    ├── NotAllowed        403  the thing is yours to see, the act is not yours to do
    ├── TooMany           429  tried too often; wait
    ├── Conflict          409  two people changed the same thing; both versions are shown
    ├── MethodProblem     422  a method can't answer (too few points, undefined)
    └── FileProblem       422  a file can't be read: where, and what was expected
        └── FileProblems  422  all rows of one import that were refused
"""

from __future__ import annotations

from collections.abc import Sequence


class Problem(Exception):
    """What happened, why, and what to do next.

    Parameters
    ----------
    what : str
        One sentence: what happened.
    why : str
        One sentence: the reason.
    next_step : str
        One sentence: what the person can do now.
    field : str, optional
        The form field or column the problem belongs to.
    """

    status = 422
    exit_code = 1

    def __init__(self, what: str, why: str, next_step: str, *, field: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.next_step = next_step
        self.field = field

    def __str__(self) -> str:
        return f"{self.what} {self.why} {self.next_step}"

    def as_dict(self) -> dict[str, object]:
        """Return the problem as plain values, for JSON."""
        plain: dict[str, object] = {
            "what": self.what,
            "why": self.why,
            "next_step": self.next_step,
        }
        if self.field:
            plain["field"] = self.field
        return plain


class InputProblem(Problem):
    """Something typed or sent can't be used."""


class NotThere(Problem):
    """No such thing, or nothing this reader may know about."""

    status = 404


class NotAllowed(Problem):
    """The reader may see the thing but not do this to it."""

    status = 403


class TooMany(Problem):
    """Tried too often in a short time."""

    status = 429


class Conflict(Problem):
    """Two people changed the same thing.

    Parameters
    ----------
    theirs, yours : str
        The version that is stored and the version that was just sent.
    """

    status = 409

    def __init__(self, what: str, why: str, next_step: str, *, theirs: str, yours: str) -> None:
        super().__init__(what, why, next_step)
        self.theirs = theirs
        self.yours = yours

    def as_dict(self) -> dict[str, object]:
        """Return the problem with both versions, for JSON."""
        return {**super().as_dict(), "theirs": self.theirs, "yours": self.yours}


class MethodProblem(Problem):
    """A method can't answer for these numbers."""


class FileProblem(Problem):
    """A file can't be read or a row of it can't be used.

    Parameters
    ----------
    file : str
        Name of the file, as the person knows it.
    line : int, optional
        Line (or row, the head being line 1).
    column : str, optional
        Column or key.
    """

    def __init__(
        self,
        what: str,
        why: str,
        next_step: str,
        *,
        file: str,
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(what, why, next_step, field=column)
        self.file = file
        self.line = line
        self.column = column

    @property
    def place(self) -> str:
        """Say where: file, line and column as far as they are known."""
        parts = [self.file]
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.column:
            parts.append(f"column “{self.column}”")
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.place}: {super().__str__()}"

    def as_dict(self) -> dict[str, object]:
        """Return the problem with its place, for JSON."""
        return {**super().as_dict(), "file": self.file, "line": self.line, "column": self.column}


class FileProblems(FileProblem):
    """Everything that was refused in one import; nothing was stored.

    Parameters
    ----------
    problems : sequence of FileProblem
        Each refusal, in the order of the files.
    file : str
        The folder or file that was to be imported.
    """

    def __init__(self, problems: Sequence[FileProblem], *, file: str) -> None:
        count = len(problems)
        super().__init__(
            f"{count} {'thing' if count == 1 else 'things'} refused, and nothing imported.",
            "An import is all or nothing.",
            "Mend each of those listed below and import again.",
            file=file,
        )
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems)])

    def as_dict(self) -> dict[str, object]:
        """Return the summary and each refusal, for JSON."""
        return {**super().as_dict(), "problems": [p.as_dict() for p in self.problems]}
