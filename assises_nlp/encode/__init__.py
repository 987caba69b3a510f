"""Sentences -> vectors: a Protocol and its adapters, one per encoder's package."""

from assises_nlp.encode.base import Encoder, Vectors, load_encoder

__all__ = ["Encoder", "Vectors", "load_encoder"]
