"""Reviewing in the browser: a page on loopback that shows an article beside its translation and writes the catalog.

Modules: ``desk`` (one article in one locale, as it is on disk), ``editing`` (what a person's change makes of an entry),
``examining`` (findings), ``offers`` (memory and engines), ``views`` and ``blocks`` (JSON), ``app``, ``guard``,
``requests`` and ``server`` (HTTP), ``preview``, ``export``, ``importing`` and ``strings``.
"""
