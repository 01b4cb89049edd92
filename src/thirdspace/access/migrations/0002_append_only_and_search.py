"""What the models can't say: an audit trail that only grows, and an index of words."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER audit_never_changes BEFORE UPDATE ON access_auditevent
       BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    """CREATE TRIGGER audit_never_shrinks BEFORE DELETE ON access_auditevent
       BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    """CREATE VIRTUAL TABLE access_search_fts USING fts5(
         title, body, content='access_searchentry', content_rowid='id',
         tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER search_added AFTER INSERT ON access_searchentry BEGIN
         INSERT INTO access_search_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
       END""",
    """CREATE TRIGGER search_gone AFTER DELETE ON access_searchentry BEGIN
         INSERT INTO access_search_fts(access_search_fts, rowid, title, body)
         VALUES ('delete', old.id, old.title, old.body);
       END""",
    """CREATE TRIGGER search_changed AFTER UPDATE ON access_searchentry BEGIN
         INSERT INTO access_search_fts(access_search_fts, rowid, title, body)
         VALUES ('delete', old.id, old.title, old.body);
         INSERT INTO access_search_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
       END""",
]
POSTGRESQL = [
    """CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$""",
    """CREATE TRIGGER audit_never_changes BEFORE UPDATE OR DELETE ON access_auditevent
       FOR EACH ROW EXECUTE FUNCTION audit_append_only()""",
    # English stems, but every word counts: who looks for “charter both” means both words.
    """CREATE TEXT SEARCH DICTIONARY thirdspace_stems (TEMPLATE = snowball, Language = english)""",
    """CREATE TEXT SEARCH CONFIGURATION thirdspace (COPY = english)""",
    """ALTER TEXT SEARCH CONFIGURATION thirdspace
       ALTER MAPPING REPLACE english_stem WITH thirdspace_stems""",
    """CREATE INDEX search_words ON access_searchentry
       USING gin (to_tsvector('thirdspace', title || ' ' || body))""",
]


def write(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
