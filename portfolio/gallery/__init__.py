"""Every component of the pages in all its states: a page for those who build, not for readers.

Its texts are in French, like its sample data: neither belongs to what an installation translates.
"""
