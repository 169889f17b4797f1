"""The glossary: names and terms, where a text mentions them, and how they decline."""
