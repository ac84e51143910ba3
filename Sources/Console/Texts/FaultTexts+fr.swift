extension FaultTexts {
    static let fr = FaultTexts(
        notElevenDigits: "Un numéro de registre national ou un numéro BIS a onze chiffres.",
        checkDigits: "Les chiffres de contrôle ne correspondent pas\u{202F}; comparez le numéro avec le document.",
        counter: "Les trois chiffres après la date de naissance vont de 001 à 998\u{202F}; comparez le numéro avec le document.",
        birthDate: "Les six premiers chiffres ne sont pas une date de naissance\u{202F}; comparez le numéro avec le document.",
        futureBirth: "La date de naissance est dans le futur\u{202F}; comparez le numéro avec le document.",
        noAt: "Une adresse e-mail a un seul @.",
        localPart: "La partie avant le @ n’est pas correcte\u{202F}; relisez l’adresse.",
        domain: "La partie après le @ n’est pas un domaine, comme example.be\u{202F}; relisez l’adresse.",
        space: "L’adresse contient une espace ou un caractère invisible\u{202F}; retapez-la.",
        addressTooLong: "L’adresse est trop longue.",
        sameAddress: "C’est l’adresse actuelle.",
        language: "Choisissez une langue que cette commune peut utiliser.",
        binding: "Choisissez une langue officielle de cette commune.",
        country: "Donnez le pays en deux lettres, par exemple BE.",
        foreignDocument: "Checkdoc ne connaît que les documents belges\u{202F}; comparez les autres avec PRADO.",
        answerOfCheckdoc: "Checkdoc répond HIT ou NO HIT\u{202F}; donnez cette réponse.",
        answerWithoutCheck: "Sans vérification, il n’y a pas de réponse.",
        eidWithBISNumber:
            "Aucune eID n’a de numéro BIS\u{202F}: choisissez la situation sans eID, ou donnez le numéro de registre national.",
        bisNumberNeeded: "Donnez le numéro BIS que l’inscription a donné.",
        registrationNeeded: "Donnez le jour de l’inscription.",
        registrationNotNeeded: "Ce jour n’a pas sa place ici.",
        day: "Donnez un jour existant sous la forme AAAA-MM-JJ.",
        dayInFuture: "Ce jour est dans le futur.",
        dayBeforeBirth: "Ce jour précède la naissance\u{202F}; vérifiez les deux.",
        noTime: "La fin doit être après le début et dans le futur.",
        empty: "Remplissez ce champ.",
        tooLong: "C’est trop long.",
        invisible: "Ce champ contient un caractère invisible\u{202F}; retapez-le.",
        spacesAround: "Enlevez les espaces avant et après.",
        other: "Ce n’est pas correct.",
        warnings: [
            "address_mistyped": "Le domaine ressemble à une faute de frappe\u{202F}; le citoyen veut-il dire {subject}\u{202F}?",
            "address_of_another_citizen": "Cette adresse sert déjà à un autre citoyen. Qui la lit peut utiliser les deux clés\u{202F}: "
                + "demandez une adresse qui n’est qu’à lui.",
            "address_of_municipality": "C’est une adresse d’une commune. La clé est celle du citoyen\u{202F}: demandez une adresse à lui.",
            "address_of_officer": "C’est votre adresse ou celle d’un autre agent. La clé est celle du citoyen\u{202F}: demandez une "
                + "adresse à lui.",
            "address_shared": "Plusieurs personnes semblent lire cette adresse. La clé est celle du citoyen\u{202F}: demandez une "
                + "adresse à lui.",
            "belgian_document_not_in_checkdoc": "Un document belge se vérifie avec Checkdoc, qui connaît aussi les documents volés.",
            "activation_pending": "Une autre activation de ce citoyen attend encore ici. Retirez-la, sauf si les deux sont voulues.",
        ])
}
