extension HelpTexts {
    static let de = HelpTexts(
        title: "Hilfe für Beauftragte",
        lead: "Der Bürger bekommt zwei Dinge auf zwei Wegen: einen Aktivierungscode von Ihnen und einen Aktivierungslink per E-Mail. Nur "
            + "beide zusammen aktivieren den Schlüssel.",
        stepsTitle: "Vom Schalter bis zum Schlüssel",
        steps: [
            "Wählen Sie oben Ihre Sprache, bevor Sie ein Formular beginnen: Wer sie später wechselt, leert das Formular.",
            "Sehen Sie den Bürger, persönlich oder per Video. Vergleichen Sie das Gesicht mit dem Foto, und prüfen Sie das Dokument. Bei einem "
                + "HIT wird nichts ausgegeben.",
            "Schreiben Sie die Nummer vom Dokument ab, und lassen Sie den Bürger die E-Mail-Adresse auf Ihrem Bildschirm nachlesen.",
            "Fällt etwas auf, lesen Sie jede Zeile mit dem Bürger. Kreuzen Sie nur an, was trotzdem stimmt.",
            "Geben Sie den Code gleich weiter: auf der Startkarte oder mündlich. Schließen Sie danach den Tab der Karte. In einem Videogespräch "
                + "sagen Sie ihn dort und senden keine Karte mit einem Code.",
            "Warten Sie, bis die E-Mail angenommen ist: Dann hat unser Mailserver sie übernommen. Sie kann noch zurückkommen: Lassen Sie den "
                + "Bürger nachsehen, auch bei den unerwünschten E-Mails.",
            "Melden Sie sich ab, wenn Sie den Schalter verlassen.",
        ],
        neverTitle: "Was Sie nie tun",
        never: [
            "Sagen Sie nie einen Code am Telefon, per SMS oder per E-Mail. Niemand darf Sie danach fragen.",
            "Geben Sie nie etwas für jemanden aus, den Sie nicht sehen.",
            "Verwenden Sie nie Ihre eigene Adresse, eine der Gemeinde oder die eines Angehörigen für einen Bürger.",
            "Geben Sie den Code nie anstelle des Bürgers ein, und öffnen Sie nie seine E-Mail.",
            "Schreiben Sie nie eine Nummer, eine Adresse oder einen Code eines Bürgers in ein Ticket oder eine Nachricht: Die Referenz genügt.",
        ])
}
