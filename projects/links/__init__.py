"""The addresses of other sites that published pages give, and whether they still answer."""
