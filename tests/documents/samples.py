"""Sheets of invented families, as long as real ones get, for the tests of the printed pages and for the bench."""

from datetime import UTC, date, datetime, time, timedelta

from programmes.catalogue import default
from thuisbasis.documents.sheets import (
    Appointment,
    AttendanceSheet,
    Attendee,
    CallLine,
    CallListSheet,
    CertificateSheet,
    ChecklistAnswer,
    ChecklistReply,
    ElementAnswer,
    Evidence,
    FamilyScheduleSheet,
    HandedOut,
    Note,
    Participant,
    Pause,
    Presence,
    PromptSheet,
    RecordSheet,
    ScheduleWords,
    SessionColumn,
    Sheet,
    Signature,
    SpokenLine,
    Version,
)

PRINTED_AT = datetime(2026, 11, 23, 18, 5, tzinfo=UTC)
ORGANISATION = "Stichting Samen Leren, Utrecht"


def visit_record() -> RecordSheet:
    """A home visit with a deviation, in its second version."""
    return RecordSheet(
        document_id="V7K2-9QXM",
        printed_at=PRINTED_AT,
        organisation=ORGANISATION,
        title="Verslag huisbezoek 3",
        subject="Elif Yıldırım-Łukaszewicz, groep 2, met haar ouders",
        programme="REAL",
        protocol_version="2026",
        track="10 bezoeken",
        starts=datetime(2026, 11, 19, 14, 0, tzinfo=UTC),
        ends=datetime(2026, 11, 19, 14, 50, tzinfo=UTC),
        place="Thuis",
        staff=("Saskia van 't Hof",),
        state="Afgerond",
        facts=(
            Evidence(label="Maand", value="november 2026"),
            Evidence(label="Taal", value="Turks, met een volwassen tolk"),
            Evidence(label="Volgende afspraak", value="donderdag 10 december 2026, 15:00"),
        ),
        attendance=(
            Attendee(name="Ayşe Yıldırım (moeder)", how="Aanwezig"),
            Attendee(name="Paweł Łukaszewicz (vader)", how="Laatste 20 minuten aanwezig", remark="Kwam uit zijn werk"),
            Attendee(name="Elif", how="Aanwezig"),
        ),
        elements=(
            ElementAnswer(
                title="Uitleg hoe de ouder de ontwikkeling steunt",
                delivered=True,
                evidence=(
                    Evidence(label="Wat is uitgelegd", value="Letters op verpakkingen aanwijzen en de klank noemen"),
                    Evidence(label="Hoe overgedragen", value="verteld, voorgedaan en op papier"),
                    Evidence(label="In welke taal", value="Turks"),
                ),
            ),
            ElementAnswer(
                title="Materiaal gekozen voor dit kind en dit bezoek",
                delivered=True,
                evidence=(Evidence(label="Materiaal", value="Prentenboek Rupsje, letterkaarten, dikke stiften"),),
            ),
            ElementAnswer(
                title="De bezoeker deed de activiteit voor",
                delivered=True,
                evidence=(Evidence(label="Activiteit", value="Samen de boodschappentas uitpakken en lezen"),),
            ),
            ElementAnswer(
                title="Ouder en kind deden het samen",
                delivered=False,
                reason="Kind was ziek of te moe",
                follow_up="Bij het volgende bezoek als eerste doen",
                remark="Elif viel na een half uur op de bank in slaap.",
            ),
            ElementAnswer(
                title="Afspraak voor thuis",
                delivered=True,
                evidence=(
                    Evidence(label="Tot de volgende keer", value="Elke dag bij het koken een verpakking lezen"),
                    Evidence(label="Vorige afspraak", value="Vier van de vijf dagen voorgelezen"),
                ),
            ),
        ),
        materials=(
            HandedOut(
                title="Rupsje Nooitgenoeg (Turks en Nederlands)",
                how="Geleend",
                receiver="moeder",
                due=date(2026, 12, 10),
            ),
            HandedOut(title="Letterkaarten A tot en met K", how="Gegeven", receiver="Elif"),
        ),
        notes=(
            Note(
                heading="Wat opviel bij het kind",
                text="Elif herkent de E van haar naam overal.\nIn het Turks vertelt ze langer dan in het Nederlands.",
            ),
            Note(
                heading="Voor de leerkracht",
                text="De letter E is een mooi begin in de klas. Moeder komt graag eens kijken.",
            ),
        ),
        signatures=(
            Signature(
                role="Huisbezoeker", name="Saskia van 't Hof", signed_at=datetime(2026, 11, 19, 20, 12, tzinfo=UTC)
            ),
            Signature(role="Ouder", name="Ayşe Yıldırım"),
        ),
        versions=(
            Version(number=1, saved_at=datetime(2026, 11, 19, 16, 40, tzinfo=UTC), author="Saskia van 't Hof"),
            Version(
                number=2,
                saved_at=datetime(2026, 11, 19, 20, 10, tzinfo=UTC),
                author="Saskia van 't Hof",
                reason="Titel van het boek verbeterd",
            ),
        ),
    )


CHECKLIST = (
    "Programma van de avond getoond",
    "Thuisactiviteiten als eerste besproken",
    "Elke ouder had een beurt",
    "Inzet geprezen",
    "Belemmeringen besproken",
    "Kernpunten samengevat",
    "Belmaatjes gekozen",
    "Evaluatie van ouders opgehaald",
    "Beide trainers aanwezig",
    "Op tijd begonnen en geëindigd",
)


def session_record() -> RecordSheet:
    """A parent group's evening with its checklist; one element is still unanswered."""
    parents = (
        "Fatima el Amrani",
        "Tesfay Gebremedhin",
        "Oksana Шевченко",
        "Marek Wójcik",
        "Nimco Cabdi",
        "Łucja Żak",
        "Sanne de Boer",
        "José Peña",
        "Ștefan Țurcanu",
        "Çiğdem Öztürk",
        "Désirée van den Bergh",
    )
    return RecordSheet(
        document_id="G3RD-51TA",
        printed_at=PRINTED_AT,
        organisation=ORGANISATION,
        title="Verslag bijeenkomst 6",
        subject="Oudergroep dinsdagavond, De Regenboog: emoties begeleiden",
        programme="Pittige Jaren",
        protocol_version="2026",
        track="14 bijeenkomsten, preventie",
        starts=datetime(2026, 10, 27, 18, 0, tzinfo=UTC),
        ends=datetime(2026, 10, 27, 20, 0, tzinfo=UTC),
        place="Basisschool De Regenboog, lokaal 4",
        staff=("Marieke Jansen", "Ahmed Bouzid"),
        state="Nog niet afgerond",
        attendance=tuple(
            Attendee(
                name=name,
                how="Afwezig met bericht" if index % 5 == 3 else "Aanwezig",
                remark="Materiaal gestuurd" if index % 5 == 3 else "",
            )
            for index, name in enumerate(parents)
        ),
        elements=(
            ElementAnswer(
                title="Praten over emoties en ze laten zien",
                delivered=True,
                evidence=(Evidence(label="Geoefend", value="ja, in tweetallen"),),
            ),
            ElementAnswer(
                title="Samen oefenen",
                delivered=True,
                evidence=(
                    Evidence(label="Hoe", value="oefening met het kind afgesproken voor de week"),
                    Evidence(label="Vorige week besproken", value="ja"),
                ),
            ),
            ElementAnswer(
                title="Thuisactiviteit uitgelegd en meegegeven",
                delivered=False,
                reason="Geen tijd meer",
                follow_up="Trainer belt alle gezinnen deze week",
            ),
            ElementAnswer(title="Doelen van school en ouders samen", delivered=None),
        ),
        checklist=(
            ChecklistAnswer(question="Rollenspelen of oefeningen", value="3"),
            ChecklistAnswer(question="Aantal videofragmenten", value="6"),
            ChecklistAnswer(question="Minuten videofragmenten", value="48"),
            *(
                ChecklistAnswer(question=question, reply=ChecklistReply.NO if index == 6 else ChecklistReply.YES)
                for index, question in enumerate(CHECKLIST)
            ),
        ),
        notes=(Note(heading="Opmerkingen", text="De tolk Tigrinya kwam een kwartier later door de trein."),),
        signatures=(Signature(role="Trainer", name="Marieke Jansen"), Signature(role="Trainer", name="Ahmed Bouzid")),
        versions=(Version(number=1, saved_at=datetime(2026, 10, 27, 21, 3, tzinfo=UTC), author="Marieke Jansen"),),
        counts_towards_dose=True,
    )


def _sessions(count: int) -> tuple[SessionColumn, ...]:
    first = datetime(2026, 9, 15, 17, 0, tzinfo=UTC)
    starts = [first + timedelta(weeks=week) for week in range(count)]
    return tuple(
        SessionColumn(number=number, starts=start, ends=start + timedelta(hours=2), topic="Praten over emoties")
        for number, start in enumerate(starts, start=1)
    )


FAMILIES = (
    ("Fatima el Amrani en Youssef Bakkali", "Sami"),
    ("Tesfay Gebremedhin", "Selam"),
    ("Oksana Шевченко", "Данило"),
    ("Marek Wójcik en Agnieszka Wójcik", "Zosia"),
    ("Nimco Cabdi", "Ayaan"),
    ("Sanne de Boer", "Jip"),
    ("José Peña", "Lucía"),
    ("Ștefan Țurcanu", "Ioana"),
    ("Çiğdem Öztürk", "Emre"),
    ("Désirée van den Bergh-van Nieuwenhuijsen", "Pien"),
)


def attendance_matrix(sessions: int = 20) -> AttendanceSheet:
    """A course half-way: families × sessions."""
    cells = (Presence.PRESENT, Presence.PRESENT, Presence.ABSENT, Presence.PRESENT, Presence.CAUGHT_UP)
    return AttendanceSheet(
        document_id="A1BC-22DE",
        printed_at=PRINTED_AT,
        organisation=ORGANISATION,
        group="Oudergroep dinsdagavond",
        programme="Pittige Jaren",
        place="Basisschool De Regenboog, lokaal 4",
        staff=("Marieke Jansen", "Ahmed Bouzid"),
        sessions=_sessions(sessions),
        participants=tuple(
            Participant(
                name=name,
                child=child,
                presence={number: cells[(row + number) % 5] for number in range(1, sessions // 2 + 1)},
            )
            for row, (name, child) in enumerate(FAMILIES)
        ),
    )


def attendance_to_sign() -> AttendanceSheet:
    """One evening's list with a column for signatures."""
    sheet = attendance_matrix()
    return AttendanceSheet(
        document_id="A1BC-22DF",
        printed_at=PRINTED_AT,
        organisation=ORGANISATION,
        group=sheet.group,
        programme=sheet.programme,
        place=sheet.place,
        staff=sheet.staff,
        sessions=sheet.sessions[:1],
        participants=sheet.participants,
    )


ARABIC = ScheduleWords(
    language="ar",
    title="مواعيدكم",
    intro="هذه هي أيام البرنامج:",
    day="اليوم",
    time="الوقت",
    place="المكان",
    no_meeting="لا يوجد لقاء",
    questions="لا تستطيعون الحضور؟ هل لديكم سؤال؟ اتصلوا بنا:",
)
UKRAINIAN = ScheduleWords(
    language="uk",
    title="Ваші зустрічі",
    intro="Це дні програми:",
    day="День",
    time="Час",
    place="Місце",
    no_meeting="зустрічі немає",
    questions="Не можете прийти? Маєте запитання? Зателефонуйте:",
)
TIGRINYA = ScheduleWords(
    language="ti",
    title="ቆጸራታትኩም",
    intro="እዚ መዓልትታት ናይቲ መደብ እዩ፦",
    day="መዓልቲ",
    time="ሰዓት",
    place="ቦታ",
    no_meeting="ኣኼባ የለን",
    questions="ክትመጹ ኣይትኽእሉን ዶ? ሕቶ ኣለኩም ዶ? ደውሉልና፦",
)


def family_schedule(*translations: ScheduleWords) -> FamilyScheduleSheet:
    """Fourteen Tuesday evenings with three holidays between them, across the turn of the year."""
    first = date(2026, 9, 15)
    free = {5, 14, 15}
    days = [first + timedelta(weeks=week) for week in range(17) if week not in free]
    pauses = (
        Pause(
            first=date(2026, 10, 17),
            last=date(2026, 10, 25),
            name="Herfstvakantie",
            names={"ar": "عطلة الخريف", "uk": "Осінні канікули", "ti": "ናይ ቀውዒ ዕረፍቲ"},
        ),
        Pause(
            first=date(2026, 12, 19),
            last=date(2027, 1, 3),
            name="Kerstvakantie",
            names={"ar": "عطلة عيد الميلاد", "uk": "Різдвяні канікули", "ti": "ናይ ልደት ዕረፍቲ"},
        ),
    )
    appointments = [Appointment(day=day, starts=time(19), ends=time(21)) for day in days]
    lines = sorted((*appointments, *pauses), key=lambda line: line.first if isinstance(line, Pause) else line.day)
    return FamilyScheduleSheet(
        document_id="F9SK-0042",
        printed_at=PRINTED_AT,
        organisation=ORGANISATION,
        family="gezin el Amrani-Bakkali",
        programme="Pittige Jaren",
        place="Basisschool De Regenboog, Kerkstraat 12, lokaal 4",
        lines=tuple(lines),
        contact_name="Marieke Jansen",
        phone="06 1234 5678",
        translations=translations,
    )


def certificate() -> CertificateSheet:
    """A certificate for two guardians."""
    return CertificateSheet(
        document_id="C0FF-EE00",
        printed_at=PRINTED_AT,
        organisation=ORGANISATION,
        receivers=("Fatima el Amrani", "Youssef Bakkali"),
        child="Sami",
        programme="Pittige Jaren",
        meetings=13,
        first_day=date(2026, 9, 15),
        last_day=date(2027, 1, 19),
        day=date(2027, 1, 19),
        place="Utrecht",
        signatures=(Signature(role="Trainer", name="Marieke Jansen"), Signature(role="Trainer", name="Ahmed Bouzid")),
    )


def call_list() -> CallListSheet:
    """Ten families to call after a day was cancelled."""
    languages = (
        "Marokkaans-Arabisch",
        "Tigrinya",
        "Oekraïens",
        "Pools",
        "Somalisch",
        "Nederlands",
        "Spaans",
        "Roemeens",
        "Turks",
        "Nederlands",
    )
    return CallListSheet(
        document_id="B3LL-1ST0",
        printed_at=PRINTED_AT,
        organisation=ORGANISATION,
        title="Bellijst: bijeenkomst 6 verzet",
        occasion="Op dinsdag 24 november 2026 is het lerarenstaking. De oudergroep schuift een week op.",
        families=9,
        lines=tuple(
            CallLine(
                name=name,
                child=child,
                phones=() if index == 6 else ("06 1234 567" + str(index), "+48 601 234 567")[: 1 + (index == 3)],
                language=language,
                prefers_call=index % 3 == 0,
                interpreter=index == 1,
                change="Niet op 24 november, maar op dinsdag 1 december om 19:00. De tijd en de plaats blijven gelijk.",
            )
            for index, ((name, child), language) in enumerate(zip(FAMILIES, languages, strict=True))
        ),
    )


def prompts(language: str, language_name: str) -> PromptSheet:
    """What may be read to a family at REAL's elements, in one of our languages."""
    catalogue = default()
    programme = catalogue.get("real")
    texts = [(element.name.nl, catalogue.prompts(programme, element)) for element in programme.elements]
    return PromptSheet(
        document_id="P3R8-4TLX",
        printed_at=PRINTED_AT,
        organisation=ORGANISATION,
        family="gezin Rahimi",
        programme="REAL, huisbezoeken",
        language=language,
        language_name=language_name,
        lines=tuple(SpokenLine(title=title, text=said[language], dutch=said["nl"]) for title, said in texts),
    )


def all_samples() -> dict[str, tuple[str, Sheet]]:
    """Name of the sample → its template's name and the sheet."""
    return {
        "visit": ("record", visit_record()),
        "session": ("record", session_record()),
        "matrix": ("attendance", attendance_matrix()),
        "signing": ("attendance", attendance_to_sign()),
        "schedule": ("family_schedule", family_schedule(ARABIC, UKRAINIAN, TIGRINYA)),
        "certificate": ("certificate", certificate()),
        "calls": ("call_list", call_list()),
        "prompts": ("prompts", prompts("fa", "فارسی")),
    }
