"""Files -> :class:`~assises_nlp.records.Document`: one module per format, one error type, one registry."""
