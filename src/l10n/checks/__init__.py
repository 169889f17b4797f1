"""Checks of translations: each part knows some codes and yields findings. ``registry`` names them all."""
