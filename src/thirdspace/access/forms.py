"""Forms whose choices are narrowed to a scope."""

from __future__ import annotations

from typing import Any

from django import forms

from thirdspace.access.scope import Scope


class ScopedForm(forms.Form):
    """A form that knows its scope; :meth:`narrow` fills every choice from it."""

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.narrow(scope)

    def narrow(self, scope: Scope) -> None:
        """Fill the choices of this form with what `scope` may choose."""
