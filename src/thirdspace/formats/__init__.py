"""File formats: bytes to plain frozen records and back.

Nothing here knows a database, a person or a screen. One module a format, in and out; what can't
be read is a `FileProblem` that says where and what was expected.
"""
