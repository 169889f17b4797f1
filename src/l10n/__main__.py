"""``python -m l10n``."""

from l10n.cli import main

if __name__ == "__main__":
    main()
