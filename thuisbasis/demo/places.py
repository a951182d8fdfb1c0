"""The invented organisation of the demo: its three schools, one in each holiday region, and the streets around them."""

from dataclasses import dataclass

ORGANISATION = "Stichting De Ladder"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A school with the streets in which its families live. `codes` are the four digits of its postcodes."""

    name: str
    brin: str
    region: str
    town: str
    address: str
    phone: str
    codes: tuple[int, ...]
    streets: tuple[str, ...]
    classes: tuple[str, ...]
    closed_reason: str


PLACES = (
    Place(
        name="De Waterlelie",
        brin="98ZA",
        region="Noord",
        town="Zaandam",
        address="Rietgorsplein 4, 1508 ZX Zaandam",
        phone="+31755550141",
        codes=(1503, 1504, 1507, 1508),
        streets=("Rietgorsstraat", "Molenwerf", "Kogerpad", "Zilvermeeuwlaan", "Oude Sluiskade", "Weverspad"),
        classes=("Muizen", "Egels", "Uilen"),
        closed_reason="verbouwing van de school",
    ),
    Place(
        name="De Brug",
        brin="98ZB",
        region="Midden",
        town="Utrecht",
        address="Boomgaardhof 12, 3564 ZW Utrecht",
        phone="+31305550172",
        codes=(3552, 3554, 3563, 3564),
        streets=("Boomgaardhof", "Kersenlaan", "Spoorweide", "Lange Vechtkade", "Perenstraat", "Tuinderspad"),
        classes=("1/2 A", "1/2 B", "3/4"),
        closed_reason="margedagen",
    ),
    Place(
        name="Het Klaverblad",
        brin="98ZC",
        region="Zuid",
        town="Tilburg",
        address="Weversplein 21, 5041 ZV Tilburg",
        phone="+31135550163",
        codes=(5014, 5017, 5038, 5041),
        streets=("Weversplein", "Goirkepad", "Lakenstraat", "Korenbloemhof", "Spinnerij", "Heikantlaan"),
        classes=("Vlinders", "Kikkers", "Vossen"),
        closed_reason="margedagen",
    ),
)
