"""What each database derives from the documents of the search."""

from django.db import migrations

from projects.search.backends import backend_of


def prepare(apps, schema_editor):
    backend_of(schema_editor.connection.alias).prepare()


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0005_search'),
    ]

    operations = [migrations.RunPython(prepare, migrations.RunPython.noop)]
