import Mail

extension PageTexts {
    static let nl = PageTexts(
        language: .nl,
        languageName: "Nederlands",
        title: "Uw digitale sleutel activeren",
        lead: "Uw gemeente heeft u een activatiecode gegeven en u per e-mail de link naar deze pagina gestuurd. "
            + "Met die code activeert u hier uw digitale sleutel “beveiligingscode via e-mail”.",
        formTitle: "Vul uw activatiecode in",
        label: "Activatiecode",
        hint: "De 10 tekens die u van uw gemeente kreeg, bijvoorbeeld op papier. Hoofdletters, spaties en streepjes maken niet uit.",
        reference: "Referentie in uw e-mail:",
        button: "Sleutel activeren",
        privacy: "Niemand zal u om deze code vragen: niet per telefoon, niet per e-mail. Vul die alleen op deze pagina in.",
        failureTitle: "De activering is niet gelukt",
        failure: "Deze link en deze code activeren samen geen digitale sleutel.",
        failureReasons: [
            "Kijk de code na die u van uw gemeente kreeg en vul die opnieuw in.",
            "Hebt u uw sleutel al geactiveerd? Dan hoeft u niets meer te doen.",
            "Gebruik de link uit de recentste e-mail: een nieuwe e-mail maakt de vorige link ongeldig.",
            "Is de code of de link vervallen, of hebt u te vaak een foute code ingevuld? Neem dan contact op met uw gemeente.",
        ],
        busyTitle: "Dit lukt nu even niet",
        busy: "Uw code is niet gebruikt. Probeer het over een minuut opnieuw.",
        doneTitle: "Uw digitale sleutel is geactiveerd",
        done: "U kunt zich voortaan aanmelden met een beveiligingscode via e-mail.",
        continueTo: "Ga verder naar",
        continueHint: "Deze link werkt één keer, gedurende tien minuten.",
        nextTitle: "Hoe gaat het verder?",
        next: [
            "U ontvangt een e-mail die de activering bevestigt.",
            "Telkens als u zich aanmeldt, krijgt u per e-mail een nieuwe code, die kort geldig is.",
            "De activatiecode en de link hebt u niet meer nodig. U mag deze pagina sluiten.",
        ],
        helpTitle: "Hulp nodig?",
        help: "Hebt u geen activatiecode gevraagd? Sluit deze pagina en verwittig ons:",
        phoneLabel: "Telefoon",
        emailLabel: "E-mail")
}
