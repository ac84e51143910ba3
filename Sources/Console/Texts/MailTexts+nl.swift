extension MailTexts {
    static let nl = MailTexts(
        words: [
            .waiting: ConsoleTexts.Refusal(
                title: "De e-mail is onderweg",
                text: "Even geduld: meestal is hij binnen enkele seconden aanvaard."),
            .relayAway: ConsoleTexts.Refusal(
                title: "De e-mail wacht",
                text: "Onze mailserver antwoordt nu niet. De e-mail vertrekt vanzelf zodra die weer antwoordt; de burger mag naar "
                    + "huis met de startkaart."),
            .mailboxFull: ConsoleTexts.Refusal(
                title: "De mailbox van de burger is vol",
                text: "Vraag de burger om plaats te maken of een ander adres te geven. Er wordt vanzelf opnieuw geprobeerd zolang de "
                    + "link geldig is."),
            .mailboxStaysFull: ConsoleTexts.Refusal(
                title: "De mailbox van de burger is vol",
                text:
                    "De mail werd geweigerd en wordt niet opnieuw geprobeerd. Vraag de burger om plaats te maken en verstuur de mail opnieuw, of "
                    + "verbeter het adres; de code op papier blijft geldig."),
            .later: ConsoleTexts.Refusal(
                title: "De server van de burger vraagt om later terug te komen",
                text: "Dat is gewoon bij een eerste bericht. Er wordt vanzelf opnieuw geprobeerd; kijk straks nog eens."),
            .held: ConsoleTexts.Refusal(
                title: "De e-mail wordt tegengehouden",
                text: "Een operator moet hem vrijgeven. Verwittig de servicedesk en geef de referentie door."),
            .accepted: ConsoleTexts.Refusal(
                title: "De e-mail is aanvaard",
                text: "De mailserver heeft hem aangenomen. Ziet de burger hem niet, laat dan in de ongewenste e-mail kijken."),
            .unknownAddress: ConsoleTexts.Refusal(
                title: "Dit adres bestaat niet",
                text: "Lees het adres samen met de burger na en verbeter het; de code op papier blijft geldig."),
            .closedMailbox: ConsoleTexts.Refusal(
                title: "Deze mailbox neemt geen e-mail aan",
                text: "Vraag de burger een ander adres en verbeter het; de code op papier blijft geldig."),
            .foreignAddress: ConsoleTexts.Refusal(
                title: "Dit adres kan geen e-mail van ons krijgen",
                text: "Het heeft tekens die de mailserver niet aankan. Vraag de burger een ander adres en verbeter het."),
            .refused: ConsoleTexts.Refusal(
                title: "De e-mail is geweigerd",
                text: "Probeer het opnieuw of verbeter het adres. Lukt het niet, verwittig dan de servicedesk en geef de referentie door."),
            .expired: ConsoleTexts.Refusal(
                title: "De e-mail kon niet op tijd weg",
                text: "Verstuur hem opnieuw."),
            .cancelled: ConsoleTexts.Refusal(
                title: "Deze e-mail gaat niet meer uit",
                text: "Een nieuwere e-mail heeft hem vervangen, of hij is geannuleerd."),
            .inDoubt: ConsoleTexts.Refusal(
                title: "Het is onzeker of de e-mail is aangekomen",
                text: "De verbinding brak af op het laatste ogenblik. Vraag de burger om te kijken; is er niets, verstuur hem dan opnieuw."),
            .gone: ConsoleTexts.Refusal(
                title: "Van deze e-mail is niets meer bekend",
                text: "De bewaartermijn is voorbij."),
        ],
        reply: "Antwoord van de server")
}
