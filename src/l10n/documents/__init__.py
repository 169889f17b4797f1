"""Article formats: find the blocks of a text, and splice translations back into it."""
