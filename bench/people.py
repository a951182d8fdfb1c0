"""Invented names, as many and as uneven as in a school organisation."""

from random import Random

_BEGINNINGS = ("Ab", "Ak", "Ba", "Bos", "De", "Dem", "El", "Fa", "Gü", "Ha", "Hu", "Ji", "Ka", "Kor", "La", "Ma", "Mo")
_BEGINNINGS += ("Na", "Öz", "Pe", "Ra", "Sa", "Şa", "Ta", "Ter", "Vi", "Wa", "Yıl", "Za", "Zwe")
_MIDDLES = ("", "ba", "di", "go", "hi", "ke", "la", "ma", "ni", "ra", "se", "wa")
_ENDINGS = ("boer", "dan", "di", "gan", "hof", "ić", "ka", "man", "mans", "ova", "rin", "sma", "stra", "wi", "zaoui")
_FIRST = ("Adam", "Aya", "Bilal", "Daan", "Elif", "Emma", "Finn", "Hodan", "Ivan", "Julia", "Kerem", "Lina", "Milan")
_FIRST += ("Noor", "Olha", "Pieter", "Rania", "Sam", "Selam", "Tygo", "Yusuf", "Zoë")
INFIXES = ("", "", "", "", "", "", "de", "van", "van der", "el")


class Names:
    """Gives the same names for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def surname(self) -> str:
        """One of some five thousand, the first ones far more often."""
        choose = self.random.choice
        return choose(_BEGINNINGS) + choose(_MIDDLES) + choose(_ENDINGS)

    def infix(self) -> str:
        """Mostly none."""
        return self.random.choice(INFIXES)

    def first_name(self) -> str:
        """A first name."""
        return self.random.choice(_FIRST)
