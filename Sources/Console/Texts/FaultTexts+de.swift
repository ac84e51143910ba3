extension FaultTexts {
    static let de = FaultTexts(
        notElevenDigits: "Eine Nationalregisternummer oder BIS-Nummer hat elf Ziffern.",
        checkDigits: "Die Prüfziffern passen nicht; vergleichen Sie die Nummer mit dem Dokument.",
        counter: "Die drei Ziffern nach dem Geburtsdatum gehen von 001 bis 998; vergleichen Sie die Nummer mit dem Dokument.",
        birthDate: "Die ersten sechs Ziffern sind kein Geburtsdatum; vergleichen Sie die Nummer mit dem Dokument.",
        futureBirth: "Das Geburtsdatum liegt in der Zukunft; vergleichen Sie die Nummer mit dem Dokument.",
        noAt: "Eine E-Mail-Adresse hat genau ein @.",
        localPart: "Der Teil vor dem @ stimmt nicht; lesen Sie die Adresse nach.",
        domain: "Der Teil nach dem @ ist keine Domäne wie example.be; lesen Sie die Adresse nach.",
        space: "Die Adresse enthält ein Leerzeichen oder ein unsichtbares Zeichen; tippen Sie sie neu.",
        addressTooLong: "Die Adresse ist zu lang.",
        sameAddress: "Das ist die Adresse, die schon da steht.",
        language: "Wählen Sie eine Sprache, die diese Gemeinde benutzen darf.",
        binding: "Wählen Sie eine Amtssprache dieser Gemeinde.",
        country: "Geben Sie das Land mit zwei Buchstaben an, zum Beispiel BE.",
        foreignDocument: "Checkdoc kennt nur belgische Dokumente; vergleichen Sie andere mit PRADO.",
        answerOfCheckdoc: "Checkdoc antwortet HIT oder NO HIT; geben Sie diese Antwort an.",
        answerWithoutCheck: "Ohne Prüfung gibt es keine Antwort.",
        eidWithBISNumber: "Keine eID hat eine BIS-Nummer: wählen Sie den Fall ohne eID, oder geben Sie die Nationalregisternummer an.",
        bisNumberNeeded: "Geben Sie die BIS-Nummer an, die die Eintragung ergab.",
        registrationNeeded: "Geben Sie den Tag der Eintragung an.",
        registrationNotNeeded: "Dieser Tag gehört nicht hierher.",
        day: "Geben Sie einen Tag, den es gibt, als JJJJ-MM-TT an.",
        dayInFuture: "Dieser Tag liegt in der Zukunft.",
        dayBeforeBirth: "Dieser Tag liegt vor der Geburt; prüfen Sie beide.",
        noTime: "Das Ende muss nach dem Anfang und in der Zukunft liegen.",
        empty: "Füllen Sie das aus.",
        tooLong: "Das ist zu lang.",
        invisible: "Das enthält ein unsichtbares Zeichen; tippen Sie es neu.",
        spacesAround: "Entfernen Sie die Leerzeichen davor und danach.",
        other: "Das stimmt nicht.",
        warnings: [
            "address_mistyped": "Die Domäne sieht nach einem Tippfehler aus; meint der Bürger {subject}?",
            "address_of_another_citizen": "Diese Adresse dient schon einem anderen Bürger. Wer sie liest, kann beide Schlüssel benutzen: "
                + "bitten Sie um eine eigene.",
            "address_of_municipality":
                "Das ist die Adresse einer Gemeinde. Der Schlüssel gehört dem Bürger: bitten Sie um eine Adresse von "
                + "ihm.",
            "address_of_officer": "Das ist Ihre Adresse oder die eines anderen Mitarbeiters. Der Schlüssel gehört dem Bürger: bitten "
                + "Sie um eine Adresse von ihm.",
            "address_shared": "Diese Adresse lesen wohl mehrere. Der Schlüssel gehört dem Bürger: bitten Sie um eine Adresse von ihm.",
            "belgian_document_not_in_checkdoc": "Ein belgisches Dokument wird mit Checkdoc geprüft, das auch gestohlene kennt.",
            "activation_pending": "Für diesen Bürger wartet hier noch eine andere Aktivierung. Widerrufen Sie sie, außer beide sind "
                + "gemeint.",
        ])
}
