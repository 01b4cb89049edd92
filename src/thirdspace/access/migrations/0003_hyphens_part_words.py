"""PostgreSQL reads “Year-1” as the word year and the number -1; here a hyphen only parts words."""

from django.db import migrations

BEFORE = "to_tsvector('thirdspace', title || ' ' || body)"
AFTER = "to_tsvector('thirdspace', replace(title || ' ' || body, '-', ' '))"


def _index(words):
    def write(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("DROP INDEX search_words")
            schema_editor.execute(
                f"CREATE INDEX search_words ON access_searchentry USING gin ({words})"
            )

    return write


class Migration(migrations.Migration):
    dependencies = [("access", "0002_append_only_and_search")]
    operations = [migrations.RunPython(_index(AFTER), _index(BEFORE))]
