"""What the search no longer asks of the databases, and what it asks instead."""

import uuid

from django.db import migrations, models

from projects.search.backends import backend_of

FORMER = {
    "postgresql": "ALTER TABLE projects_searchdocument DROP COLUMN IF EXISTS value_ids",
    "sqlite": "DROP TABLE IF EXISTS projects_search_values",
}


def prepare(apps, schema_editor):
    schema_editor.execute(FORMER[schema_editor.connection.vendor])
    backend_of(schema_editor.connection.alias).prepare()


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0006_search_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchstate',
            name='changes',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='searchstate',
            name='swept',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='searchstate',
            name='words',
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.RunPython(prepare, migrations.RunPython.noop),
    ]
