"""Columns of the admin's lists."""

from wagtail.admin.ui.tables import Column


class NamedColumn(Column):
    """A column that its cells name too: on a telephone each row is read from top to bottom."""

    cell_template_name = "projects/admin/named_cell.html"
