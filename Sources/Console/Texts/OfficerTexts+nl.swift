import Issuance
import Mail

extension OfficerTexts {
    static let nl = OfficerTexts(
        section: "Activaties",
        new: "Nieuwe activatie",
        state: "Toestand",
        anyState: "Alle",
        search: "Zoeken",
        searchHint: "Referentie, deel van het gemaskeerde adres, of nummer van de activatie (act_…).",
        show: "Tonen",
        none: "Er is geen activatie die hieraan voldoet.",
        older: "Oudere",
        searchedAll: "Alle activaties werden doorzocht.",
        searchedBack: "Er is teruggezocht tot {time}, en daar stopt het voorlopig; oudere kunnen voldoen.",
        searchOn: "Van daar verder zoeken",
        reference: "Referentie",
        address: "Adres",
        caseName: "Situatie",
        mail: "E-mail",
        issuedAt: "Uitgereikt",
        states: [
            .pending: "wacht op de burger", .redeemed: "geactiveerd", .revoked: "ingetrokken", .locked: "geblokkeerd",
            .expired: "vervallen",
        ],
        mailStates: MailStates(
            waiting: "onderweg", accepted: "aanvaard", refused: "geweigerd", held: "tegengehouden", expired: "te laat",
            cancelled: "vervangen of geannuleerd", inDoubt: "onzeker"),
        cases: [
            .noEID: Case(
                title: "Geen eID, wel een nummer",
                lead: "De burger heeft geen elektronische identiteitskaart, maar wel een rijksregisternummer of BIS-nummer."),
            .noNumber: Case(
                title: "Geen eID en geen nummer",
                lead: "Identificeer de burger, registreer hem in het BIS-register en reik daarna de code uit."),
            .eidUnusable: Case(
                title: "Wel een eID, maar aanmelden lukt niet",
                lead: "De burger heeft een eID waarmee hij zich niet kan aanmelden, bijvoorbeeld omdat de certificaten niet actief zijn."),
        ],
        chooseTitle: "Nieuwe activatie: welke situatie?",
        chooseLead: "Kies wat voor de burger aan het loket geldt.",
        municipality: "Gemeente",
        person: "1. De persoon",
        present: "Ik zie de burger, hier of per video, en het gezicht komt overeen met de foto van het document.",
        presentMissing: "Vink dit aan als het zo is; zonder dat u de burger ziet, wordt niets uitgereikt.",
        document: "2. Het document",
        documentKind: "Soort document",
        documents: [
            .passport: "Paspoort", .identityCard: "Identiteitskaart", .residencePermit: "Verblijfstitel", .other: "Ander document",
        ],
        country: "Land van het document",
        countryHint: "Twee letters, bijvoorbeeld BE, FR, MA.",
        check: "3. De controle",
        checkLead: "Controleer een Belgisch document met Checkdoc; vergelijk een buitenlands document met PRADO.",
        checkdoc: "Checkdoc openen",
        prado: "PRADO openen",
        checkedWith: "Waarmee is het gecontroleerd?",
        tools: [.checkdoc: "Checkdoc", .prado: "PRADO", .none: "Niet gecontroleerd"],
        answer: "Antwoord",
        answers: [
            .noHit: "NO HIT: niet gekend als gestolen, verloren of ongeldig", .hit: "HIT",
            .notApplicable: "Geen antwoord (PRADO of geen controle)",
        ],
        hitStops: "Bij een HIT wordt niets uitgereikt.",
        register: "4. Het BIS-register",
        registerLead: "Zoek de burger eerst op naam in het register van de Kruispuntbank. Staat hij er niet in, registreer hem dan.",
        registered: "De burger is opgezocht en staat nu in het BIS-register.",
        registeredMissing: "Vink dit aan als het zo is; zonder registratie wordt niets uitgereikt.",
        registeredOn: "Dag van de registratie",
        number: "Rijksregisternummer of BIS-nummer",
        numberLegend: "Het nummer",
        numberHint: "11 cijfers, bijvoorbeeld 70.01.01-997.62. Het wordt niet bewaard.",
        bisNumber: "BIS-nummer",
        mailLegend: "De e-mail",
        email: "E-mailadres van de burger",
        emailHint: "Een persoonlijk adres, dat alleen de burger leest. Laat het de burger nalezen.",
        citizenLanguage: "Taal van de burger",
        languageNames: [.nl: "Nederlands", .fr: "Frans", .en: "Engels", .de: "Duits"],
        languageUntold: "Niet meegedeeld",
        binding: "Taal die bindt naast het Engels",
        codeLegend: "De code",
        channel: "Hoe krijgt de burger de code?",
        channels: [.paper: "Op papier", .spoken: "Mondeling", .video: "In een videogesprek"],
        assurance: "Zekerheid over de identiteit",
        assurances: [.normal: "Normaal", .low: "Laag"],
        issue: "Activatiecode uitreiken",
        confirm: "Bevestig wat hier opvalt",
        choose: "Kies een van de mogelijkheden.",
        hit: ConsoleTexts.Refusal(
            title: "Stop: de controle gaf HIT",
            text:
                "Er is niets uitgereikt. Geef het document niet terug zonder de procedure van uw gemeente voor een HIT te volgen, en verwittig "
                + "de politie zoals die het voorschrijft."),
        agreementMissing: ConsoleTexts.Refusal(
            title: "Geen gebruiksovereenkomst van kracht",
            text: "Voor deze gemeente mag niets uitgereikt worden voor de gebruiksovereenkomst met de FOD BOSA van kracht is. Verwittig uw "
                + "hoofdtoegangsbeheerder of de servicedesk."),
        sentBefore: ConsoleTexts.Refusal(
            title: "Dit formulier is al verstuurd",
            text: "Er is met dit formulier al een activatie uitgereikt, met andere gegevens. Begin een nieuwe activatie."),
        issued: "De activatiecode",
        code: "Activatiecode",
        codeLead:
            "Geef deze code nu door: op de startkaart of mondeling. Ze wordt maar één keer getoond: ook hier ziet u ze na deze pagina niet meer.",
        codeGone: "De code is al getoond, of het is te lang geleden. Is ze verloren, reik dan een nieuw paar uit.",
        card: "Startkaart afdrukken",
        cardWithCode: "Met de code erop, in deze taal:",
        cardWithBoxes: "Met vakjes om de code in te schrijven:",
        another: "Nog een activatie",
        toDetail: "Naar deze activatie",
        live: "Wat gebeurt er met de e-mail?",
        linkExpires: "Link geldig tot",
        codeExpires: "Code geldig tot",
        identification: "Gecontroleerd",
        confirmed: "Bevestigde waarschuwingen",
        acts: "Wat kan er nog?",
        nothingLeft:
            "Met deze activatie kan niets meer. Heeft de burger nog een sleutel nodig, identificeer hem dan opnieuw en begin een nieuwe activatie.",
        newAddress: "Nieuw e-mailadres",
        resend: Act(
            name: "E-mail opnieuw versturen",
            lead: "De burger krijgt een nieuwe link; de vorige werkt dan niet meer. De code op papier blijft.",
            button: "Opnieuw versturen", done: "De e-mail is opnieuw verstuurd."),
        reissue: Act(
            name: "Nieuwe code en nieuwe link",
            lead: "De vorige code en de vorige link werken dan niet meer. De nieuwe code wordt één keer getoond.",
            button: "Nieuwe code uitreiken", done: "Er is een nieuwe code uitgereikt."),
        correct: Act(
            name: "Adres verbeteren",
            lead:
                "De e-mail gaat naar het nieuwe adres; het vorige adres krijgt een bericht dat het vervangen is. Na de activering krijgt de "
                + "digitale sleutel het nieuwe adres.",
            button: "Adres verbeteren", done: "Het adres is verbeterd."),
        revoke: Act(
            name: "Intrekken",
            lead:
                "De code en de link werken dan niet meer, en een digitale sleutel die ermee gemaakt is ook niet. Dit kan niet ongedaan gemaakt "
                + "worden.",
            button: "Definitief intrekken", done: "De activatie is ingetrokken."))
}
