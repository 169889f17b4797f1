"""The pipeline that makes the model of the embedded engine; see README.md. Not part of the wheel."""
