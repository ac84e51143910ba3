import Mail

extension PageTexts {
    static let de = PageTexts(
        language: .de,
        languageName: "Deutsch",
        title: "Ihren digitalen Schlüssel aktivieren",
        lead: "Ihre Gemeinde hat Ihnen einen Aktivierungscode gegeben und Ihnen per E-Mail den Link zu dieser Seite gesendet. "
            + "Mit diesem Code aktivieren Sie hier Ihren digitalen Schlüssel „Sicherheitscode über E-Mail“.",
        formTitle: "Geben Sie Ihren Aktivierungscode ein",
        label: "Aktivierungscode",
        hint: "Die 10 Zeichen, die Sie von Ihrer Gemeinde erhalten haben, zum Beispiel auf Papier. "
            + "Großschreibung, Leerzeichen und Bindestriche spielen keine Rolle.",
        reference: "Referenz in Ihrer E-Mail:",
        button: "Schlüssel aktivieren",
        privacy: "Niemand wird Sie nach diesem Code fragen, weder am Telefon noch per E-Mail. Geben Sie ihn nur auf dieser Seite ein.",
        failureTitle: "Die Aktivierung ist nicht gelungen",
        failure: "Mit diesem Link und diesem Code lässt sich kein digitaler Schlüssel aktivieren.",
        failureReasons: [
            "Prüfen Sie den Code, den Sie von Ihrer Gemeinde erhalten haben, und geben Sie ihn erneut ein.",
            "Haben Sie Ihren Schlüssel schon aktiviert? Dann brauchen Sie nichts mehr zu tun.",
            "Verwenden Sie den Link aus der neuesten E-Mail: Eine neue E-Mail macht den früheren Link ungültig.",
            "Ist der Code oder der Link abgelaufen, oder haben Sie zu oft einen falschen Code eingegeben? "
                + "Wenden Sie sich an Ihre Gemeinde.",
        ],
        busyTitle: "Das ist im Moment nicht möglich",
        busy: "Ihr Code wurde nicht verwendet. Versuchen Sie es in einer Minute erneut.",
        doneTitle: "Ihr digitaler Schlüssel ist aktiviert",
        done: "Sie können sich ab jetzt mit einem Sicherheitscode über E-Mail anmelden.",
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
