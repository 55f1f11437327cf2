"""The vectors of PostgreSQL, out of the documents: `post_migrate` makes their own table."""

from django.db import migrations

ZONES = ("title_vector", "head_vector", "vector")


def drop_former(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in ZONES:
            schema_editor.execute(
                f"ALTER TABLE projects_searchdocument DROP COLUMN IF EXISTS {name}"
            )
            schema_editor.execute(
                f"DROP FUNCTION IF EXISTS projects_searchdocument_by_{name}(tsquery)"
            )


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0016_plain_texts'),
    ]

    operations = [migrations.RunPython(drop_former, migrations.RunPython.noop)]
