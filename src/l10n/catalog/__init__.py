"""Catalogs: the .po files of a project, and how an article's sentences are merged into them."""
