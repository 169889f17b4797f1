"""Machine translation: what is installed, which way leads where, and the inference itself.

The libraries behind it are imported when a sentence is translated, never before.
"""
