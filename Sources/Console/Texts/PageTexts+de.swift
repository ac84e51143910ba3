import Mail

extension PageTexts {
    static let de = PageTexts(
        language: .de,
        languageName: "Deutsch",
        errorPrefix: "Fehler:",
        title: "Ihren digitalen Schlüssel aktivieren",
        lead: "Ihre Gemeinde hat Ihnen einen Aktivierungscode gegeben und Ihnen per E-Mail den Link zu dieser Seite gesendet. "
            + "Mit diesem Code aktivieren Sie hier Ihren digitalen Schlüssel „Sicherheitscode über E-Mail“.",
        municipality: "Ihre Gemeinde:",
        reference: "Referenz in Ihrer E-Mail:",
        until: "Der Link läuft {until} (belgische Zeit) ab.",
        wasUntil: "Der Link ist {until} (belgische Zeit) abgelaufen.",
        overTitle: "Dieser Link ist abgelaufen",
        over: "Mit diesem Link können Sie Ihren Schlüssel nicht mehr aktivieren. Fordern Sie unten einen neuen Link an. "
            + "Ihr Aktivierungscode bleibt derselbe.",
        label: "Aktivierungscode",
        hint: "Die 10 Zeichen, die Sie von Ihrer Gemeinde erhalten haben, zum Beispiel auf Papier. "
            + "Großschreibung, Leerzeichen und Bindestriche spielen keine Rolle. "
            + "Ein O zählt als Ziffer 0, ein I oder ein L als Ziffer 1.",
        button: "Schlüssel aktivieren",
        privacy: "Niemand wird Sie nach diesem Code fragen, weder am Telefon noch per E-Mail. Geben Sie ihn nur auf dieser Seite ein.",
        lostTitle: "Haben Sie Ihren Code nicht mehr?",
        lost: "Ohne Code können Sie Ihren Schlüssel nicht aktivieren. Bitten Sie Ihre Gemeinde um einen neuen Code. "
            + "Sie erhalten dann auch einen neuen Link.",
        again: Again(
            title: "Brauchen Sie einen neuen Link?",
            words: "Funktioniert dieser Link nicht, oder finden Sie die neueste E-Mail nicht? Wir senden einen neuen Link an die "
                + "E-Mail-Adresse, die Sie Ihrer Gemeinde gegeben haben. Ihr Code bleibt derselbe. "
                + "Frühere Links funktionieren dann nicht mehr.",
            button: "Neuen Link anfordern",
            askedTitle: "Sehen Sie in Ihr Postfach",
            asked: "Ist dieser Link von uns, und können Sie Ihren Schlüssel noch aktivieren? "
                + "Dann ist eine neue E-Mail unterwegs an die Adresse, "
                + "die Sie Ihrer Gemeinde gegeben haben.",
            next: [
                "Öffnen Sie den Link in der neuesten E-Mail. Frühere Links funktionieren nicht mehr.",
                "Ihr Aktivierungscode bleibt derselbe.",
                "Nach einigen Minuten noch nichts? Sehen Sie auch bei den unerwünschten E-Mails nach.",
                "Wir senden nur einige E-Mails pro Stunde. Warten Sie also etwas, bevor Sie erneut einen Link anfordern.",
                "Immer noch nichts? Vielleicht ist Ihr Code abgelaufen, oder Ihr Schlüssel ist schon aktiviert. "
                    + "Wenden Sie sich an Ihre Gemeinde.",
            ]),
        start: Start(
            title: "So aktivieren Sie Ihren digitalen Schlüssel",
            lead: "Ihre Gemeinde hat Ihnen einen Aktivierungscode gegeben und eine E-Mail mit einem Link geschickt. Sie "
                + "brauchen beides.",
            steps: [
                "Öffnen Sie die E-Mail Ihrer Gemeinde. Absender und Betreff stehen auf Ihrer Startkarte.",
                "Öffnen Sie den Link in dieser E-Mail.",
                "Geben Sie Ihren Aktivierungscode auf der Seite ein, die sich öffnet.",
            ],
            notes: [
                "Nach einigen Minuten keine E-Mail? Sehen Sie auch bei den unerwünschten E-Mails nach. Immer noch "
                    + "nichts? Bitten Sie Ihre Gemeinde, sie noch einmal zu senden.",
                "Niemand fragt Sie nach Ihrem Code, weder am Telefon noch per E-Mail. Auf dieser Seite ist nichts "
                    + "auszufüllen.",
            ]),
        fault: Fault(
            title: "Prüfen Sie Ihren Code",
            empty: "Geben Sie Ihren Aktivierungscode ein.",
            length: "Ein Aktivierungscode hat 10 Zeichen. Sie haben {count} eingegeben.",
            character: "Sie haben ein Zeichen eingegeben, das in keinem Aktivierungscode vorkommt. "
                + "Ein Code besteht aus Ziffern und Buchstaben, "
                + "ohne den Buchstaben U.",
            noTry: "Das zählt nicht als falscher Versuch."),
        failureTitle: "Die Aktivierung ist nicht gelungen",
        failure: "Mit diesem Link und diesem Code lässt sich kein digitaler Schlüssel aktivieren.",
        failureReasons: [
            "Prüfen Sie den Code, den Sie von Ihrer Gemeinde erhalten haben, und geben Sie ihn erneut ein. "
                + "Nach fünf falschen Codes geht es "
                + "nicht mehr.",
            "Haben Sie Ihren Schlüssel schon aktiviert? Dann brauchen Sie nichts mehr zu tun.",
            "Haben Sie mehrere E-Mails erhalten? Verwenden Sie den Link aus der neuesten: Eine neue E-Mail macht den früheren Link "
                + "ungültig.",
            "Ist der Link abgelaufen, oder finden Sie die neueste E-Mail nicht? Fordern Sie unten einen neuen Link an.",
            "Ist der Code abgelaufen, oder haben Sie zu oft einen falschen Code eingegeben? Bitten Sie Ihre Gemeinde um einen neuen Code.",
        ],
        toField: "Zum Feld für Ihren Code",
        busyTitle: "Das ist im Moment nicht möglich",
        busy: "Ihr Code wurde nicht verwendet.",
        waitOne: "Versuchen Sie es in einer Minute erneut.",
        waitMany: "Versuchen Sie es in {minutes} Minuten erneut.",
        problem: Problems(
            notFoundTitle: "Diese Seite gibt es nicht",
            notFound: "Öffnen Sie den Link in der E-Mail Ihrer Gemeinde. Tippen Sie die Adresse ab? Prüfen Sie, ob sie vollständig ist.",
            unreadableTitle: "Das konnten wir nicht lesen",
            unreadable: "Ihr Code wurde nicht verwendet. Öffnen Sie den Link in Ihrer E-Mail erneut und geben Sie dort Ihren Code ein.",
            brokenTitle: "Etwas ist schiefgegangen",
            broken: "Der Fehler liegt bei uns. Versuchen Sie es in einigen Minuten erneut."),
        doneTitle: "Ihr digitaler Schlüssel ist aktiviert",
        done: "Sie können sich ab jetzt mit einem Sicherheitscode über E-Mail anmelden.",
        proof: "Referenz der Aktivierung:",
        proofHint: "Notieren Sie diese Referenz für den Fall, dass Sie uns anrufen. "
            + "Sie steht auch in der E-Mail, die die Aktivierung bestätigt.",
        continueTo: "Weiter zu",
        continueHint: "Dieser Link funktioniert einmal, zehn Minuten lang.",
        nextTitle: "Wie geht es weiter?",
        next: [
            "Sie erhalten eine E-Mail, die die Aktivierung bestätigt.",
            "Bei jeder Anmeldung erhalten Sie per E-Mail einen neuen Code, der kurze Zeit gültig ist.",
            "Den Aktivierungscode und den Link brauchen Sie nicht mehr. Sie können diese Seite schließen.",
        ],
        helpTitle: "Brauchen Sie Hilfe?",
        help: "Haben Sie keinen Aktivierungscode angefordert? Schließen Sie diese Seite und benachrichtigen Sie uns:",
        phoneLabel: "Telefon",
        emailLabel: "E-Mail")
}
