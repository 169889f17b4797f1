"""l10n: localize news articles into Belarusian, Russian and Ukrainian through reviewable gettext catalogs."""

__version__ = "0.1.0"
