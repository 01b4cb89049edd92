"""A text version is never changed: codings point into it."""

from django.db import migrations

SQLITE = """CREATE TRIGGER text_version_never_changes
  BEFORE UPDATE OF text, sha256, number, source_id ON evidence_textversion
  BEGIN SELECT RAISE(ABORT, 'a text version is never changed'); END"""
POSTGRESQL = [
    """CREATE FUNCTION text_version_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'a text version is never changed'; END $$""",
    """CREATE TRIGGER text_version_never_changes
       BEFORE UPDATE OF text, sha256, number, source_id ON evidence_textversion
       FOR EACH ROW EXECUTE FUNCTION text_version_is_fixed()""",
]


def write(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in [SQLITE] if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
