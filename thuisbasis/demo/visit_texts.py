"""What visitors wrote: twelve visits, each with its material, its activity and what came of it."""

from dataclasses import dataclass

from thuisbasis.demo.filling import Words


@dataclass(frozen=True, kw_only=True)
class VisitText:
    """One visit. `cells` are pairs of strand and ORIM column."""

    title: str
    sort: str
    handed: str
    explained: str
    activity: str
    together: str
    agreement: str
    looked_back: str
    cells: tuple[tuple[str, str], ...]
    observation: str
    feedback: str = ""

    @property
    def words(self) -> Words:
        """As answers to the elements."""
        return {
            ("support_information", "explained"): self.explained,
            ("support_information", "handed_over"): ["told", "shown"],
            ("selected_materials", "title"): self.title,
            ("selected_materials", "sort"): self.sort,
            ("selected_materials", "handed_over"): self.handed,
            ("activity_modelled", "activity"): self.activity,
            ("joint_practice", "what_they_did"): self.together,
            ("home_agreement", "agreement"): self.agreement,
            ("home_agreement", "looked_back"): self.looked_back,
            ("strand_coverage", "cells"): [list(cell) for cell in self.cells],
        }


TEXTS = (
    VisitText(
        title="Rupsje Nooitgenoeg",
        sort="book",
        handed="lent",
        explained="Samen kijken en praten bij de plaatjes is al lezen; het mag in de eigen taal.",
        activity="Voorlezen met vingerpop: wat zou de rups nu eten?",
        together="Moeder las, het kind wees aan en telde het fruit.",
        agreement="Drie keer per week voor het slapen een prentenboek.",
        looked_back="Twee keer gelukt; op zondag was er bezoek.",
        cells=(("books", "opportunities"), ("books", "modelling")),
        observation="Bleef een kwartier geboeid en noemde alle kleuren.",
        feedback="Vertelt graag over dieren; kan in de kring het boek laten zien.",
    ),
    VisitText(
        title="Doos met letters op verpakkingen",
        sort="game",
        handed="given",
        explained="Letters staan overal: op pakken, borden en jassen. Aanwijzen en benoemen helpt.",
        activity="Verpakkingen uit de keuken sorteren op de eerste letter.",
        together="Ze zochten samen de letter van de eigen naam.",
        agreement="Bij het boodschappen doen elke keer één letter zoeken.",
        looked_back="Elke week in de winkel gedaan, het kind herinnerde moeder eraan.",
        cells=(("environmental_print", "opportunities"), ("environmental_print", "recognition")),
        observation="Herkent de letter van de eigen naam op straat.",
    ),
    VisitText(
        title="Whiteboardje met stiften",
        sort="writing_things",
        handed="lent",
        explained="Krabbelen en tekenen is het begin van schrijven; vraag wat er staat.",
        activity="Een boodschappenlijst maken met tekens en eerste letters.",
        together="Vader schreef, het kind zette er een eigen teken achter.",
        agreement="Samen een lijstje maken voor het weekend.",
        looked_back="De lijst hing op de koelkast.",
        cells=(("early_writing", "opportunities"), ("early_writing", "interaction")),
        observation="Houdt de stift losjes vast en schrijft drie letters na.",
        feedback="Wil in de klas ook schrijven in de huishoek.",
    ),
    VisitText(
        title="Vertelkaarten “op de markt”",
        sort="game",
        handed="lent",
        explained="Doorvragen met wie, wat en waarom maakt zinnen langer.",
        activity="Met vertelkaarten om de beurt een zin toevoegen.",
        together="Samen een verhaal van acht zinnen gemaakt.",
        agreement="Aan tafel elke dag één ding van de dag vertellen.",
        looked_back="Ging goed; het kind begint nu zelf.",
        cells=(("oral_language", "interaction"), ("oral_language", "opportunities")),
        observation="Praat in langere zinnen als er rust is.",
    ),
    VisitText(
        title="Wij gaan op berenjacht",
        sort="book",
        handed="lent",
        explained="Herhaling is goed: hetzelfde boek vaker lezen geeft nieuwe woorden.",
        activity="Voorlezen met beweging en geluid.",
        together="Het hele gezin liep de berenjacht door de kamer.",
        agreement="Het boek deze maand vijf keer lezen.",
        looked_back="Vier keer gelezen, ook door oma.",
        cells=(("books", "interaction"), ("books", "recognition"), ("oral_language", "modelling")),
        observation="Zegt hele zinnen mee.",
        feedback="Kent de rijmpjes; kan voordoen in de klas.",
    ),
    VisitText(
        title="Naamkaart en kleiletters",
        sort="writing_things",
        handed="given",
        explained="De eigen naam schrijven begint met voelen en vormen.",
        activity="De naam leggen met klei en met de vinger overtrekken.",
        together="Moeder en kind legden elk hun eigen naam.",
        agreement="De tekeningen thuis zelf van een naam voorzien.",
        looked_back="Op drie tekeningen staat de naam.",
        cells=(("early_writing", "modelling"), ("early_writing", "recognition")),
        observation="Schrijft vier letters van de naam.",
    ),
    VisitText(
        title="Wandeling door de straat",
        sort="game",
        handed="used_only",
        explained="Buiten is veel te lezen: huisnummers, straatnamen, het bushokje.",
        activity="Een rondje lopen en een letterkaart afvinken.",
        together="Ze vonden negen letters en het eigen huisnummer.",
        agreement="Op weg naar school elke dag één woord lezen.",
        looked_back="Elke ochtend het bord van de bakker gelezen.",
        cells=(("environmental_print", "interaction"), ("environmental_print", "modelling")),
        observation="Ziet overal de M van het eigen woord.",
        feedback="Let op de letters op de deuren.",
    ),
    VisitText(
        title="Praatplaat “feest”",
        sort="game",
        handed="lent",
        explained="In de thuistaal praten over feesten geeft woorden die later ook in het Nederlands komen.",
        activity="Bij de praatplaat vertellen wat er op een eigen feest gebeurt.",
        together="Moeder vertelde over het feest van vroeger, het kind vroeg door.",
        agreement="Foto's van een feest samen bekijken en erover vertellen.",
        looked_back="Met oma aan de telefoon gedaan.",
        cells=(("oral_language", "recognition"), ("oral_language", "modelling")),
        observation="Vertelde drie minuten aan één stuk.",
    ),
    VisitText(
        title="De Gruffalo",
        sort="book",
        handed="lent",
        explained="Voor het omslaan vragen: wat denk je dat er komt?",
        activity="Voorlezen en bij elke bladzijde laten raden.",
        together="Kind speelde de muis, vader de Gruffalo.",
        agreement="Het verhaal navertellen aan broer of zus.",
        looked_back="Verteld in bed, in twee talen.",
        cells=(("books", "interaction"), ("books", "opportunities")),
        observation="Voorspelt en onthoudt de volgorde.",
    ),
    VisitText(
        title="Kaarten om te versturen",
        sort="writing_things",
        handed="given",
        explained="Schrijven doet iemand plezier; zo ziet het kind waarvoor het is.",
        activity="Een kaart maken voor een tante.",
        together="Het kind plakte de postzegel en schreef de naam.",
        agreement="De kaart samen op de bus doen.",
        looked_back="De tante belde terug; dat was een feest.",
        cells=(("early_writing", "interaction"), ("early_writing", "opportunities")),
        observation="Wil nu elke dag een kaart maken.",
    ),
)
