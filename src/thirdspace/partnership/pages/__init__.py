"""Views of this room: parse, act or read, render."""
