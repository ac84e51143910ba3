extension FaultTexts {
    static let nl = FaultTexts(
        notElevenDigits: "Een rijksregisternummer of BIS-nummer heeft elf cijfers.",
        checkDigits: "De controlecijfers kloppen niet; vergelijk het nummer met het document.",
        counter: "De drie cijfers na de geboortedatum gaan van 001 tot 998; vergelijk het nummer met het document.",
        birthDate: "De eerste zes cijfers zijn geen geboortedatum; vergelijk het nummer met het document.",
        futureBirth: "De geboortedatum ligt in de toekomst; vergelijk het nummer met het document.",
        noAt: "Een e-mailadres heeft één @.",
        localPart: "Het deel voor de @ klopt niet; lees het adres na.",
        domain: "Het deel na de @ is geen domein, zoals example.be; lees het adres na.",
        space: "Het adres bevat een spatie of een onzichtbaar teken; typ het opnieuw.",
        addressTooLong: "Het adres is te lang.",
        sameAddress: "Dit is het adres dat er al staat.",
        language: "Kies een taal die deze gemeente mag gebruiken.",
        binding: "Kies een officiële taal van deze gemeente.",
        country: "Geef het land met twee letters, bijvoorbeeld BE.",
        foreignDocument: "Checkdoc kent alleen Belgische documenten; vergelijk andere met PRADO.",
        answerOfCheckdoc: "Checkdoc antwoordt HIT of NO HIT; geef dat antwoord.",
        answerWithoutCheck: "Zonder controle is er geen antwoord.",
        eidWithBISNumber: "Geen enkele eID heeft een BIS-nummer: kies de situatie zonder eID, of geef het rijksregisternummer.",
        bisNumberNeeded: "Geef het BIS-nummer dat de registratie opleverde.",
        registrationNeeded: "Geef de dag van de registratie.",
        registrationNotNeeded: "Deze dag hoort hier niet.",
        day: "Geef een bestaande dag als JJJJ-MM-DD.",
        dayInFuture: "Deze dag ligt in de toekomst.",
        dayBeforeBirth: "Deze dag ligt voor de geboorte; kijk beide na.",
        noTime: "Het einde moet na het begin en in de toekomst liggen.",
        empty: "Vul dit in.",
        tooLong: "Dit is te lang.",
        invisible: "Dit bevat een onzichtbaar teken; typ het opnieuw.",
        spacesAround: "Haal de spaties ervoor en erachter weg.",
        other: "Dit klopt niet.",
        warnings: [
            "address_mistyped": "Het domein lijkt een tikfout; bedoelt de burger {subject}?",
            "address_of_another_citizen":
                "Dit adres dient al voor een andere burger. Wie het leest, kan beide sleutels gebruiken: vraag een "
                + "eigen adres.",
            "address_of_municipality": "Dit is een adres van een gemeente. De sleutel is van de burger: vraag een adres van hemzelf.",
            "address_of_officer": "Dit is het adres van u of van een andere medewerker. De sleutel is van de burger: vraag een adres "
                + "van hemzelf.",
            "address_shared": "Dit lijkt een adres dat meerdere mensen lezen. De sleutel is van de burger: vraag een adres van hemzelf.",
            "belgian_document_not_in_checkdoc": "Een Belgisch document wordt met Checkdoc gecontroleerd; dat kent ook gestolen "
                + "documenten.",
            "activation_pending": "Voor deze burger wacht hier nog een andere activatie. Trek die in, tenzij beide bedoeld zijn.",
        ])
}
