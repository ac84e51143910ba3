extension StartCardTexts {
    static let nl = StartCardTexts(
        title: "Startkaart",
        lead: "Met deze kaart activeert u uw digitale sleutel “beveiligingscode via e-mail”.",
        codeTitle: "Uw activatiecode",
        code: "Schrijf hier de code die u van uw gemeente krijgt. Bewaar deze kaart goed tot uw sleutel geactiveerd is.",
        codeGiven: "Dit is uw activatiecode. Bewaar deze kaart goed tot uw sleutel geactiveerd is.",
        stepsTitle: "Zo activeert u uw sleutel",
        steps: [
            "Wacht op de e-mail met uw activatielink. Die gaat naar {address}.",
            "Open de link in die e-mail. De link begint met {url}",
            "Typ op die pagina uw activatiecode. Hoofdletters, spaties en streepjes maken niet uit.",
            "Klaar? U krijgt een e-mail die de activering bevestigt.",
        ],
        until: "De link vervalt {until} (Belgische tijd).",
        start: "Scan dit met uw telefoon of ga naar {url}: op die pagina staat hoe het verder gaat.",
        startTyped: "Ga naar {url}: op die pagina staat hoe het verder gaat.",
        mailTitle: "Zo herkent u de e-mail",
        sender: "Afzender",
        subject: "Onderwerp",
        reference: "Referentie",
        mail: "Geen e-mail gekregen? Kijk ook bij de ongewenste e-mail. Hebt u er meer dan één? Alleen de nieuwste link werkt.",
        safetyTitle: "Geef uw code nooit door",
        safety: "De gemeente, de servicedesk, de politie en uw bank vragen u nooit naar uw code: niet per telefoon, sms of e-mail. "
            + "Vertrouwt u een e-mail niet? Open de link niet en stuur de e-mail door naar Safeonweb: verdacht@safeonweb.be.",
        helpTitle: "Hulp nodig?",
        phone: "Telefoon",
        email: "E-mail")
}
