import Issuance
import Mail

extension OfficerTexts {
    static let de = OfficerTexts(
        section: "Aktivierungen",
        new: "Neue Aktivierung",
        state: "Stand",
        anyState: "Alle",
        search: "Suchen",
        searchHint: "Referenz, Teil der maskierten Adresse, oder Nummer der Aktivierung (act_…).",
        show: "Anzeigen",
        none: "Es gibt keine Aktivierung, die passt.",
        older: "Ältere",
        searchedAll: "Alle Aktivierungen wurden durchsucht.",
        searchedBack: "Gesucht wurde zurück bis {time}, und dort endet die Suche vorerst; ältere können passen.",
        searchOn: "Von dort weitersuchen",
        reference: "Referenz",
        address: "Adresse",
        caseName: "Fall",
        mail: "E-Mail",
        issuedAt: "Ausgestellt",
        states: [
            .pending: "wartet auf den Bürger", .redeemed: "aktiviert", .revoked: "widerrufen", .locked: "gesperrt", .expired: "abgelaufen",
        ],
        mailStates: MailStates(
            waiting: "unterwegs", accepted: "angenommen", refused: "abgelehnt", held: "angehalten", expired: "zu spät",
            cancelled: "ersetzt oder abgebrochen", inDoubt: "ungewiss"),
        cases: [
            .noEID: Case(
                title: "Keine eID, aber eine Nummer",
                lead: "Der Bürger hat keinen elektronischen Personalausweis, aber eine Nationalregisternummer oder BIS-Nummer."),
            .noNumber: Case(
                title: "Weder eID noch Nummer",
                lead: "Stellen Sie die Identität fest, tragen Sie den Bürger in das BIS-Register ein und geben Sie dann den Code aus."),
            .eidUnusable: Case(
                title: "Eine eID, mit der das Anmelden nicht geht",
                lead: "Der Bürger hat eine eID, mit der er sich nicht anmelden kann, zum Beispiel weil die Zertifikate nicht aktiv sind."),
        ],
        chooseTitle: "Neue Aktivierung: welcher Fall?",
        chooseLead: "Wählen Sie, was für den Bürger am Schalter gilt.",
        municipality: "Gemeinde",
        person: "1. Die Person",
        present: "Ich sehe den Bürger, hier oder per Video, und das Gesicht gleicht dem Foto des Dokuments.",
        presentMissing: "Kreuzen Sie das an, wenn es so ist; ohne dass Sie den Bürger sehen, wird nichts ausgegeben.",
        document: "2. Das Dokument",
        documentKind: "Art des Dokuments",
        documents: [
            .passport: "Reisepass", .identityCard: "Personalausweis", .residencePermit: "Aufenthaltstitel", .other: "Anderes Dokument",
        ],
        country: "Land des Dokuments",
        countryHint: "Zwei Buchstaben, zum Beispiel BE, FR, MA.",
        check: "3. Die Prüfung",
        checkLead: "Prüfen Sie ein belgisches Dokument mit Checkdoc; vergleichen Sie ein ausländisches mit PRADO.",
        checkdoc: "Checkdoc öffnen",
        prado: "PRADO öffnen",
        checkedWith: "Womit wurde es geprüft?",
        tools: [.checkdoc: "Checkdoc", .prado: "PRADO", .none: "Nicht geprüft"],
        answer: "Antwort",
        answers: [
            .noHit: "NO HIT: nicht als gestohlen, verloren oder ungültig bekannt", .hit: "HIT",
            .notApplicable: "Keine Antwort (PRADO oder keine Prüfung)",
        ],
        hitStops: "Bei einem HIT wird nichts ausgegeben.",
        register: "4. Das BIS-Register",
        registerLead:
            "Suchen Sie den Bürger zuerst nach Namen im Register der Zentralen Datenbank. Steht er nicht darin, tragen Sie ihn ein.",
        registered: "Der Bürger wurde gesucht und steht jetzt im BIS-Register.",
        registeredMissing: "Kreuzen Sie das an, wenn es so ist; ohne Eintragung wird nichts ausgegeben.",
        registeredOn: "Tag der Eintragung",
        number: "Nationalregisternummer oder BIS-Nummer",
        numberLegend: "Die Nummer",
        numberHint: "11 Ziffern, zum Beispiel 70.01.01-997.62. Sie wird nicht aufbewahrt.",
        bisNumber: "BIS-Nummer",
        mailLegend: "Die E-Mail",
        email: "E-Mail-Adresse des Bürgers",
        emailHint: "Eine persönliche Adresse, die nur der Bürger liest. Lassen Sie sie den Bürger nachlesen.",
        citizenLanguage: "Sprache des Bürgers",
        languageNames: [.nl: "Niederländisch", .fr: "Französisch", .en: "Englisch", .de: "Deutsch"],
        languageUntold: "Nicht angegeben",
        binding: "Sprache, die neben dem Englischen bindet",
        codeLegend: "Der Code",
        channel: "Wie bekommt der Bürger den Code?",
        channels: [.paper: "Auf Papier", .spoken: "Mündlich", .video: "Im Videogespräch"],
        assurance: "Gewissheit der Identität",
        assurances: [.normal: "Normal", .low: "Niedrig"],
        issue: "Aktivierungscode ausgeben",
        confirm: "Bestätigen Sie, was hier auffällt",
        choose: "Wählen Sie eine der Möglichkeiten.",
        hit: ConsoleTexts.Refusal(
            title: "Halt: Die Prüfung ergab HIT",
            text:
                "Es wurde nichts ausgegeben. Geben Sie das Dokument nicht zurück, ohne dem Verfahren Ihrer Gemeinde für einen HIT zu folgen, "
                + "und verständigen Sie die Polizei, wie es vorschreibt."),
        agreementMissing: ConsoleTexts.Refusal(
            title: "Keine Nutzungsvereinbarung in Kraft",
            text:
                "Für diese Gemeinde darf nichts ausgegeben werden, bevor die Nutzungsvereinbarung mit dem FÖD BOSA in Kraft ist. Verständigen "
                + "Sie Ihren Hauptzugangsverwalter oder den Helpdesk."),
        sentBefore: ConsoleTexts.Refusal(
            title: "Dieses Formular wurde schon gesendet",
            text: "Mit diesem Formular wurde schon eine Aktivierung ausgegeben, mit anderen Angaben. Beginnen Sie eine neue Aktivierung."),
        issued: "Der Aktivierungscode",
        code: "Aktivierungscode",
        codeLead:
            "Geben Sie diesen Code jetzt weiter: auf der Startkarte oder mündlich. Er wird nur einmal gezeigt: auch hier sehen Sie ihn nach dieser Seite nicht "
            + "mehr.",
        codeGone: "Der Code wurde schon gezeigt, oder es ist zu lange her. Ist er verloren, geben Sie ein neues Paar aus.",
        card: "Startkarte drucken",
        cardWithCode: "Mit dem Code darauf, in dieser Sprache:",
        cardWithBoxes: "Mit Kästchen, in die der Code geschrieben wird:",
        another: "Noch eine Aktivierung",
        toDetail: "Zu dieser Aktivierung",
        live: "Was wird aus der E-Mail?",
        linkExpires: "Link gültig bis",
        codeExpires: "Code gültig bis",
        identification: "Geprüft",
        confirmed: "Bestätigte Warnungen",
        acts: "Was ist noch möglich?",
        nothingLeft:
            "Mit dieser Aktivierung ist nichts mehr möglich. Braucht der Bürger noch einen Schlüssel, stellen Sie seine Identität noch einmal fest "
            + "und beginnen Sie eine neue Aktivierung.",
        newAddress: "Neue E-Mail-Adresse",
        resend: Act(
            name: "E-Mail noch einmal senden",
            lead: "Der Bürger bekommt einen neuen Link; der vorige gilt nicht mehr. Der Code auf Papier bleibt.",
            button: "Noch einmal senden", done: "Die E-Mail wurde noch einmal gesendet."),
        reissue: Act(
            name: "Neuer Code und neuer Link",
            lead: "Der vorige Code und der vorige Link gelten nicht mehr. Der neue Code wird einmal gezeigt.",
            button: "Neuen Code ausgeben", done: "Ein neuer Code wurde ausgegeben."),
        correct: Act(
            name: "Adresse berichtigen",
            lead:
                "Die E-Mail geht an die neue Adresse; die vorige bekommt eine Nachricht, dass sie ersetzt wurde. Nach der Aktivierung bekommt "
                + "der digitale Schlüssel die neue Adresse.",
            button: "Adresse berichtigen", done: "Die Adresse wurde berichtigt."),
        revoke: Act(
            name: "Widerrufen",
            lead:
                "Code und Link gelten nicht mehr, und auch kein digitaler Schlüssel, der damit gemacht wurde. Das lässt sich nicht rückgängig "
                + "machen.",
            button: "Endgültig widerrufen", done: "Die Aktivierung wurde widerrufen."))
}
