extension HelpTexts {
    static let fr = HelpTexts(
        title: "Aide pour les officiers",
        lead: "Le citoyen reçoit deux choses par deux voies\u{202F}: un code d’activation de votre part, et un lien d’activation par "
            + "e-mail. Seuls les deux ensemble activent la clé.",
        stepsTitle: "Du guichet jusqu’à la clé",
        steps: [
            "Choisissez votre langue en haut avant de commencer un formulaire\u{202F}: en changer plus tard vide le formulaire.",
            "Voyez le citoyen, en personne ou par vidéo. Comparez le visage avec la photo, et vérifiez le document. En cas de HIT, rien n’est "
                + "délivré.",
            "Recopiez le numéro du document, et faites relire l’adresse e-mail par le citoyen sur votre écran.",
            "Si quelque chose est inhabituel, lisez chaque ligne avec le citoyen. Ne cochez que ce qui est juste malgré tout.",
            "Remettez le code tout de suite\u{202F}: sur la carte de démarrage ou de vive voix. Fermez ensuite l’onglet de la carte. Lors d’un entretien "
                + "vidéo, dites-le pendant l’entretien et n’envoyez pas de carte avec un code.",
            "Attendez que l’e-mail soit accepté\u{202F}: notre serveur de messagerie l’a alors pris en charge. Il peut encore revenir\u{202F}: demandez donc au "
                + "citoyen de regarder, aussi dans les indésirables.",
            "Déconnectez-vous quand vous quittez le guichet.",
        ],
        neverTitle: "Ce qu’il ne faut jamais faire",
        never: [
            "Ne dites jamais un code par téléphone, par SMS ou par e-mail. Personne ne peut vous le demander.",
            "Ne délivrez jamais rien pour quelqu’un que vous ne voyez pas.",
            "N’utilisez jamais votre propre adresse, une adresse de la commune ou celle d’un proche pour un citoyen.",
            "Ne tapez jamais le code à la place du citoyen, et n’ouvrez jamais son e-mail.",
            "N’écrivez jamais un numéro, une adresse ou un code d’un citoyen dans un ticket ou un message\u{202F}: la référence suffit.",
        ])
}
