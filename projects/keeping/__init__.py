"""Editors keep the words: they merge, order, withdraw and rename them."""
