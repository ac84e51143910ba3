import Mail

extension PageTexts {
    static let de = PageTexts(
        language: .de,
        title: "Aktivieren Sie Ihren digitalen Schlüssel",
        intro:
            "Geben Sie hier den Aktivierungscode ein, den Sie am Schalter erhalten haben. Zusammen mit dem Link in Ihrer E-Mail "
            + "aktiviert er Ihren Schlüssel.",
        codeLabel: "Aktivierungscode",
        codeHint: "Zehn Zeichen, zum Beispiel 7K3MQ-X9D2V. Groß- und Kleinschreibung und Bindestriche spielen keine Rolle.",
        submit: "Aktivieren",
        safety: "Niemand wird Sie je nach diesem Code fragen: weder die Gemeinde noch der Helpdesk, die Polizei oder Ihre Bank.",
        contact: "Brauchen Sie Hilfe?",
        doneTitle: "Ihr digitaler Schlüssel ist aktiv",
        doneText:
            "Ab jetzt können Sie sich mit einem Sicherheitscode über E-Mail anmelden. Sie erhalten noch eine E-Mail, die das bestätigt.",
        doneNext: "Sie können diese Seite schließen. Den Code auf Papier brauchen Sie nicht mehr.",
        invalidTitle: "Das hat nicht geklappt",
        invalidText:
            "Der Code oder der Link stimmt nicht, wurde schon benutzt oder ist nicht mehr gültig. Prüfen Sie den Code und versuchen "
            + "Sie es erneut. Klappt es nicht, gehen Sie bitte noch einmal zum Schalter Ihrer Gemeinde.",
        busyTitle: "Einen Augenblick",
        busyText: "Der Dienst kann Ihre Anfrage jetzt nicht bearbeiten. Es hat sich nichts geändert. Versuchen Sie es in einer Minute erneut.")
}
