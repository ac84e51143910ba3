import Issuance

extension AdministrationTexts {
    static let de = AdministrationTexts(
        number: "Nr.", more: "Mehr",
        audit: "Protokoll", auditTitle: "Prüfprotokoll",
        auditCaption: "Einträge, die neuesten zuerst", action: "Handlung", object: "Gegenstand",
        actor: "Von", since: "Ab dem Tag", until: "Bis zum Tag", details: "Einzelheiten", noEntries: "Kein Eintrag passt.",
        verifyTitle: "Ist es vollständig?",
        verifyLead: "Liest das ganze Protokoll und beweist, dass nichts geändert, entfernt, eingefügt oder verschoben wurde. Schreiben "
            + "Sie das Ende anderswo auf: das zeigt später, dass es nicht ersetzt wurde.",
        verify: "Beweisen", cuts: "Einträge, die sagen, dass das Protokoll vor einem Start gekürzt war:", end: "Es endet mit",
        verifiedAt: "Bewiesen am {time}:", intact: "{count} Einträge folgen aufeinander.",
        broken: "Es ist nicht vollständig. {count} Einträge folgen aufeinander, dann:",
        keys: "Schlüssel", keysTitle: "API-Schlüssel", toKeys: "Zu den Schlüsseln", key: "Schlüssel", keyName: "Name",
        keyNameHint: "Wer ihn benutzt, etwa die Anwendung.", scopes: "Darf",
        keyPlaceHint: "Der NIS-Code, wenn der Schlüssel auf eine Gemeinde begrenzt ist.", created: "Gemacht", revoked: "Widerrufen am",
        revoke: "Widerrufen",
        revokeMeaning: "Wer den Schlüssel benutzt, bekommt sofort nichts mehr. Das lässt sich nicht rückgängig machen.",
        noKeys: "Es gibt keinen Schlüssel.",
        createTitle: "Ein neuer Schlüssel", create: "Schlüssel machen", madeTitle: "Der neue Schlüssel",
        madeLead: "Das wird einmal gezeigt. Geben Sie ihn jetzt der Anwendung; er wird nirgends behalten.",
        madeGone: "Der Schlüssel wurde schon gezeigt. Ist er verloren, widerrufen Sie ihn und machen Sie einen anderen.",
        municipalities: "Gemeinden", municipalitiesTitle: "Gemeinden", toMunicipalities: "Zu den Gemeinden",
        noMunicipalities: "Keine ist eingetragen.", register: "Eine Gemeinde eintragen", change: "Ändern",
        changeHint: "Ein geleertes Feld nimmt weg, was eingetragen ist. Der NIS-Code bleibt.", save: "Speichern",
        nis: "NIS-Code", nisHint: "Fünf Ziffern.", name: "Name", nameHint: "Wo eine Sprache keinen eigenen Namen hat.",
        nameNL: "Niederländischer Name", nameFR: "Französischer Name", nameDE: "Deutscher Name", languages: "Sprachen",
        languagesHint: "nl, fr, de; die erste gilt als Vorgabe.", enterpriseNumber: "Unternehmensnummer", validFrom: "Gültig ab",
        validUntil: "Gültig bis", untilHint: "Der erste Tag, an dem es nicht mehr gilt.",
        successor: "NIS-Code, der folgt", issuing: "Ausgabe",
        canIssue: "Aktivierungen können ausgegeben werden", cannotIssue: "Nichts kann ausgegeben werden",
        agreement: "Nutzervereinbarung", agreements: "Nutzervereinbarungen",
        agreementHint: "Lassen Sie es leer, wenn sie noch nicht unterschrieben ist: vorher wird nichts ausgegeben.",
        addAgreement: "Eine Vereinbarung hinzufügen", noAgreements: "Es gibt keine Nutzervereinbarung.", signedOn: "Unterschrieben am",
        signatory: "Unterschrieben von", function: "Funktion", documentDigest: "SHA-256 des Dokuments",
        withdraw: "Vereinbarung zurückziehen",
        withdrawMeaning: "Ab diesem Tag wird für diese Gemeinde nichts ausgegeben, wenn keine andere Vereinbarung gilt. Das lässt sich "
            + "nicht rückgängig machen: eine neue müsste unterschrieben werden.",
        withdrawnOn: "Zurückgezogen am", withdrawHint: "Der erste Tag, an dem sie nicht mehr gilt. Leer: sofort.",
        standings: [.inForce: "in Kraft", .toCome: "noch nicht begonnen", .ended: "beendet", .withdrawn: "zurückgezogen", .none: "keine"])
}
