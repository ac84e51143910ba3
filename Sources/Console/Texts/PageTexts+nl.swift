import Mail

extension PageTexts {
    static let nl = PageTexts(
        language: .nl,
        languageName: "Nederlands",
        errorPrefix: "Fout:",
        title: "Uw digitale sleutel activeren",
        lead: "Uw gemeente heeft u een activatiecode gegeven en u per e-mail de link naar deze pagina gestuurd. "
            + "Met die code activeert u hier uw digitale sleutel “beveiligingscode via e-mail”.",
        municipality: "Uw gemeente:",
        reference: "Referentie in uw e-mail:",
        until: "De link vervalt {until} (Belgische tijd).",
        wasUntil: "De link verviel {until} (Belgische tijd).",
        overTitle: "Deze link is vervallen",
        over: "Met deze link kunt u uw sleutel niet meer activeren. Vraag hieronder een nieuwe link. Uw activatiecode blijft dezelfde.",
        label: "Activatiecode",
        hint: "De 10 tekens die u van uw gemeente kreeg, bijvoorbeeld op papier. Hoofdletters, spaties en streepjes maken niet uit. "
            + "Een O telt als het cijfer 0, een I of een L als het cijfer 1.",
        button: "Sleutel activeren",
        privacy: "Niemand zal u om deze code vragen: niet per telefoon, niet per e-mail. Vul die alleen op deze pagina in.",
        lostTitle: "Hebt u uw code niet meer?",
        lost: "Zonder code kunt u uw sleutel niet activeren. Vraag uw gemeente een nieuwe code. U krijgt dan ook een nieuwe link.",
        again: Again(
            title: "Hebt u een nieuwe link nodig?",
            words: "Werkt deze link niet, of vindt u de nieuwste e-mail niet? Wij sturen een nieuwe link naar het e-mailadres dat u aan uw "
                + "gemeente gaf. Uw code blijft dezelfde. De vorige links werken dan niet meer.",
            button: "Nieuwe link vragen",
            askedTitle: "Kijk in uw mailbox",
            asked: "Is deze link van ons en kunt u uw sleutel nog activeren? "
                + "Dan is er een nieuwe e-mail onderweg naar het adres dat u aan uw "
                + "gemeente gaf.",
            next: [
                "Open de link in de nieuwste e-mail. De vorige links werken niet meer.",
                "Uw activatiecode blijft dezelfde.",
                "Na enkele minuten nog niets? Kijk ook bij de ongewenste e-mail.",
                "Wij sturen maar enkele e-mails per uur. Wacht dus even voor u opnieuw een link vraagt.",
                "Nog altijd niets? Dan is uw code misschien vervallen, of is uw sleutel al geactiveerd. Neem contact op met uw gemeente.",
            ]),
        start: Start(
            title: "Zo activeert u uw digitale sleutel",
            lead: "Uw gemeente gaf u een activatiecode en stuurde u een e-mail met een link. U hebt beide nodig.",
            steps: [
                "Open de e-mail van uw gemeente. De afzender en het onderwerp staan op uw startkaart.",
                "Open de link in die e-mail.",
                "Vul uw activatiecode in op de pagina die opengaat.",
            ],
            notes: [
                "Na enkele minuten nog geen e-mail? Kijk ook bij de ongewenste e-mail. Nog niets? Vraag uw gemeente om "
                    + "de e-mail opnieuw te versturen.",
                "Niemand vraagt u naar uw code, ook niet per telefoon of per e-mail. Op deze pagina hoeft u niets in te "
                    + "vullen.",
            ]),
        fault: Fault(
            title: "Kijk uw code na",
            empty: "Vul uw activatiecode in.",
            length: "Een activatiecode heeft 10 tekens. U vulde er {count} in.",
            character: "Er staat een teken in dat in geen enkele activatiecode voorkomt. "
                + "Een code bestaat uit cijfers en letters, zonder de letter U.",
            noTry: "Dit telt niet als een foute poging."),
        failureTitle: "De activering is niet gelukt",
        failure: "Deze link en deze code activeren samen geen digitale sleutel.",
        failureReasons: [
            "Kijk de code na die u van uw gemeente kreeg en vul die opnieuw in. Na vijf foute codes kan het niet meer.",
            "Hebt u uw sleutel al geactiveerd? Dan hoeft u niets meer te doen.",
            "Kreeg u meer dan één e-mail? Gebruik de link uit de recentste: een nieuwe e-mail maakt de vorige link ongeldig.",
            "Is de link vervallen, of vindt u de recentste e-mail niet? Vraag hieronder een nieuwe link.",
            "Is de code vervallen, of hebt u te vaak een foute code ingevuld? Vraag uw gemeente een nieuwe code.",
        ],
        toField: "Naar het veld voor uw code",
        busyTitle: "Dit lukt nu even niet",
        busy: "Uw code is niet gebruikt.",
        waitOne: "Probeer het over een minuut opnieuw.",
        waitMany: "Probeer het over {minutes} minuten opnieuw.",
        problem: Problems(
            notFoundTitle: "Deze pagina bestaat niet",
            notFound: "Open de link in de e-mail van uw gemeente. Typt u het adres over? Kijk dan na of het volledig is.",
            unreadableTitle: "Dit konden we niet lezen",
            unreadable: "Uw code is niet gebruikt. Open de link in uw e-mail opnieuw en vul daar uw code in.",
            brokenTitle: "Er ging iets mis",
            broken: "De fout ligt bij ons. Probeer het over enkele minuten opnieuw."),
        doneTitle: "Uw digitale sleutel is geactiveerd",
        done: "U kunt zich voortaan aanmelden met een beveiligingscode via e-mail.",
        proof: "Referentie van de activering:",
        proofHint: "Noteer deze referentie voor als u ons belt. Ze staat ook in de e-mail die de activering bevestigt.",
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
