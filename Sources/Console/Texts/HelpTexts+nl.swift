extension HelpTexts {
    static let nl = HelpTexts(
        title: "Hulp voor officieren",
        lead: "De burger krijgt twee dingen langs twee wegen: een activatiecode van u, en een activatielink per e-mail. Alleen beide samen "
            + "activeren de sleutel.",
        stepsTitle: "Van het loket tot de sleutel",
        steps: [
            "Kies bovenaan uw taal voor u een formulier begint: verandert u die later, dan wordt het formulier leeggemaakt.",
            "Zie de burger, in persoon of per video. Vergelijk het gezicht met de foto, en controleer het document. Bij een HIT wordt niets "
                + "uitgereikt.",
            "Typ het nummer over van het document, en laat de burger het e-mailadres op uw scherm nalezen.",
            "Valt er iets op, lees dan elke regel samen met de burger. Vink alleen aan wat toch juist is.",
            "Geef de code meteen door: op de startkaart of mondeling. Sluit daarna het tabblad van de kaart. In een videogesprek zegt u de code "
                + "daar, en stuurt u geen kaart met een code.",
            "Wacht tot de e-mail aanvaard is: dan heeft onze mailserver hem overgenomen. Hij kan nog terugkomen: laat de burger dus kijken, ook "
                + "bij de ongewenste e-mail.",
            "Meld u af als u het loket verlaat.",
        ],
        neverTitle: "Wat u nooit doet",
        never: [
            "Zeg nooit een code per telefoon, sms of e-mail. Niemand mag u ernaar vragen.",
            "Reik nooit iets uit voor iemand die u niet ziet.",
            "Gebruik nooit uw eigen adres, een adres van de gemeente of dat van een familielid voor een burger.",
            "Typ de code nooit in de plaats van de burger, en open nooit de e-mail van de burger.",
            "Schrijf nooit een nummer, een adres of een code van een burger in een melding of een bericht: de referentie volstaat.",
        ])
}
