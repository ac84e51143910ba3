extension MailTexts {
    static let de = MailTexts(
        words: [
            .waiting: ConsoleTexts.Refusal(
                title: "Die E-Mail ist unterwegs",
                text: "Einen Augenblick: meist ist sie in wenigen Sekunden angenommen."),
            .relayAway: ConsoleTexts.Refusal(
                title: "Die E-Mail wartet",
                text: "Unser Mailserver antwortet gerade nicht. Die E-Mail geht von selbst hinaus, sobald er antwortet; der Bürger "
                    + "kann mit der Startkarte gehen."),
            .mailboxFull: ConsoleTexts.Refusal(
                title: "Das Postfach des Bürgers ist voll",
                text: "Bitten Sie den Bürger, Platz zu machen oder eine andere Adresse zu geben. Es wird weiter versucht, solange "
                    + "der Link gilt."),
            .mailboxStaysFull: ConsoleTexts.Refusal(
                title: "Das Postfach des Bürgers ist voll",
                text:
                    "Die E-Mail wurde abgelehnt und wird nicht mehr versucht. Bitten Sie den Bürger, Platz zu machen, und senden Sie die E-Mail erneut, "
                    + "oder berichtigen Sie die Adresse; der Code auf Papier bleibt gültig."),
            .later: ConsoleTexts.Refusal(
                title: "Der Server des Bürgers bittet, später wiederzukommen",
                text: "Das ist bei einer ersten Nachricht üblich. Es wird von selbst wieder versucht; sehen Sie nachher noch einmal nach."),
            .held: ConsoleTexts.Refusal(
                title: "Die E-Mail wird angehalten",
                text: "Ein Operator muss sie freigeben. Verständigen Sie den Helpdesk und nennen Sie die Referenz."),
            .accepted: ConsoleTexts.Refusal(
                title: "Die E-Mail ist angenommen",
                text: "Der Mailserver hat sie übernommen. Sieht der Bürger sie nicht, lassen Sie ihn bei den unerwünschten E-Mails "
                    + "nachsehen."),
            .unknownAddress: ConsoleTexts.Refusal(
                title: "Diese Adresse gibt es nicht",
                text: "Lesen Sie die Adresse mit dem Bürger nach und berichtigen Sie sie; der Code auf Papier gilt weiter."),
            .closedMailbox: ConsoleTexts.Refusal(
                title: "Dieses Postfach nimmt keine E-Mail an",
                text: "Bitten Sie den Bürger um eine andere Adresse und berichtigen Sie sie; der Code auf Papier gilt weiter."),
            .foreignAddress: ConsoleTexts.Refusal(
                title: "Diese Adresse kann von uns keine E-Mail bekommen",
                text: "Sie hat Zeichen, mit denen der Mailserver nicht umgehen kann. Bitten Sie um eine andere Adresse und "
                    + "berichtigen Sie sie."),
            .refused: ConsoleTexts.Refusal(
                title: "Die E-Mail wurde abgelehnt",
                text: "Versuchen Sie es noch einmal oder berichtigen Sie die Adresse. Hilft das nicht, verständigen Sie den Helpdesk "
                    + "und nennen Sie die Referenz."),
            .expired: ConsoleTexts.Refusal(
                title: "Die E-Mail konnte nicht rechtzeitig hinaus",
                text: "Senden Sie sie noch einmal."),
            .cancelled: ConsoleTexts.Refusal(
                title: "Diese E-Mail geht nicht mehr hinaus",
                text: "Eine neuere E-Mail hat sie ersetzt, oder sie wurde abgebrochen."),
            .inDoubt: ConsoleTexts.Refusal(
                title: "Es ist ungewiss, ob die E-Mail angekommen ist",
                text: "Die Verbindung brach im letzten Augenblick ab. Bitten Sie den Bürger nachzusehen; ist nichts da, senden Sie "
                    + "sie noch einmal."),
            .gone: ConsoleTexts.Refusal(
                title: "Von dieser E-Mail ist nichts mehr bekannt",
                text: "Die Aufbewahrungsfrist ist vorbei."),
        ],
        reply: "Antwort des Servers")
}
