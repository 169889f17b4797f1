"""Inline markup: where it stands in a text, and how a sentence goes through an engine without it.

A msgid keeps the markup of its sentence, in the syntax of its format (``masking.SYNTAXES``). ``masking.mask`` takes it
out for an engine, ``unmasking.unmask`` puts it back into the draft. Finding markup (``pieces``) imports neither.
"""
