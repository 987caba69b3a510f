"""What identifies a person -> what does not: names, contacts, addresses, plates, roles with their commune."""

from assises_nlp.privacy.known import KnownNames
from assises_nlp.privacy.pseudonyms import Pseudonymised, leaks, pseudonymise, pseudonymise_text

__all__ = ["KnownNames", "Pseudonymised", "leaks", "pseudonymise", "pseudonymise_text"]
