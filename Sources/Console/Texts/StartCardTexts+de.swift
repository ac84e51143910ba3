extension StartCardTexts {
    static let de = StartCardTexts(
        title: "Startkarte",
        lead: "Mit dieser Karte aktivieren Sie Ihren digitalen Schlüssel „Sicherheitscode über E-Mail“.",
        codeTitle: "Ihr Aktivierungscode",
        code: "Schreiben Sie hier den Code auf, den Sie von Ihrer Gemeinde erhalten. Bewahren Sie diese Karte gut auf, bis Ihr Schlüssel "
            + "aktiviert ist.",
        codeGiven: "Das ist Ihr Aktivierungscode. Bewahren Sie diese Karte gut auf, bis Ihr Schlüssel aktiviert ist.",
        stepsTitle: "So aktivieren Sie Ihren Schlüssel",
        steps: [
            "Warten Sie auf die E-Mail mit Ihrem Aktivierungslink. Sie geht an {address}.",
            "Öffnen Sie den Link in dieser E-Mail. Der Link beginnt mit {url}",
            "Geben Sie auf dieser Seite Ihren Aktivierungscode ein. Großschreibung, Leerzeichen und Bindestriche spielen keine Rolle.",
            "Fertig? Sie erhalten eine E-Mail, die die Aktivierung bestätigt.",
        ],
        until: "Der Link läuft {until} (belgische Zeit) ab.",
        start: "Scannen Sie dies mit Ihrem Telefon oder gehen Sie auf {url}: Dort steht, wie es weitergeht.",
        startTyped: "Gehen Sie auf {url}: Dort steht, wie es weitergeht.",
        mailTitle: "So erkennen Sie die E-Mail",
        sender: "Absender",
        subject: "Betreff",
        reference: "Referenz",
        mail: "Keine E-Mail erhalten? Sehen Sie auch bei den unerwünschten E-Mails nach. Haben Sie mehrere erhalten? Nur der neueste Link "
            + "funktioniert.",
        safetyTitle: "Geben Sie Ihren Code nie weiter",
        safety:
            "Die Gemeinde, der Helpdesk, die Polizei und Ihre Bank fragen Sie nie nach Ihrem Code: nicht am Telefon, per SMS oder per E-Mail. "
            + "Kommt Ihnen eine E-Mail verdächtig vor? Öffnen Sie den Link nicht und leiten Sie die E-Mail an Safeonweb weiter: "
            + "verdacht@safeonweb.be.",
        helpTitle: "Brauchen Sie Hilfe?",
        phone: "Telefon",
        email: "E-Mail")
}
