import Issuance
import Mail

extension OfficerTexts {
    static let fr = OfficerTexts(
        section: "Activations",
        new: "Nouvelle activation",
        state: "État",
        anyState: "Tous",
        search: "Rechercher",
        searchHint: "Référence, partie de l’adresse masquée, ou numéro de l’activation (act_…).",
        show: "Afficher",
        none: "Aucune activation ne correspond.",
        older: "Plus anciennes",
        searchedAll: "Toutes les activations ont été parcourues.",
        searchedBack: "La recherche est remontée jusqu’au {time} et s’arrête là pour l’instant\u{202F}; de plus anciennes peuvent "
            + "correspondre.",
        searchOn: "Continuer à partir de là",
        reference: "Référence",
        address: "Adresse",
        caseName: "Situation",
        mail: "E-mail",
        issuedAt: "Délivrée",
        states: [
            .pending: "attend le citoyen", .redeemed: "activée", .revoked: "retirée", .locked: "bloquée", .expired: "expirée",
        ],
        mailStates: MailStates(
            waiting: "en route", accepted: "accepté", refused: "refusé", held: "retenu", expired: "trop tard",
            cancelled: "remplacé ou annulé", inDoubt: "incertain"),
        cases: [
            .noEID: Case(
                title: "Pas d’eID, mais un numéro",
                lead: "Le citoyen n’a pas de carte d’identité électronique, mais a un numéro de registre national ou un numéro BIS."),
            .noNumber: Case(
                title: "Ni eID ni numéro",
                lead: "Identifiez le citoyen, inscrivez-le au registre BIS, puis délivrez le code."),
            .eidUnusable: Case(
                title: "Une eID, mais la connexion ne marche pas",
                lead:
                    "Le citoyen a une eID avec laquelle il ne peut pas se connecter, par exemple parce que les certificats ne sont pas activés."
            ),
        ],
        chooseTitle: "Nouvelle activation\u{202F}: quelle situation\u{202F}?",
        chooseLead: "Choisissez ce qui vaut pour le citoyen au guichet.",
        municipality: "Commune",
        person: "1. La personne",
        present: "Je vois le citoyen, ici ou par vidéo, et son visage correspond à la photo du document.",
        presentMissing: "Cochez si c’est le cas\u{202F}; rien n’est délivré sans que vous voyiez le citoyen.",
        document: "2. Le document",
        documentKind: "Type de document",
        documents: [
            .passport: "Passeport", .identityCard: "Carte d’identité", .residencePermit: "Titre de séjour", .other: "Autre document",
        ],
        country: "Pays du document",
        countryHint: "Deux lettres, par exemple BE, FR, MA.",
        check: "3. La vérification",
        checkLead: "Vérifiez un document belge avec Checkdoc\u{202F}; comparez un document étranger avec PRADO.",
        checkdoc: "Ouvrir Checkdoc",
        prado: "Ouvrir PRADO",
        checkedWith: "Avec quoi a-t-il été vérifié\u{202F}?",
        tools: [.checkdoc: "Checkdoc", .prado: "PRADO", .none: "Pas vérifié"],
        answer: "Réponse",
        answers: [
            .noHit: "NO HIT\u{202F}: pas connu comme volé, perdu ou non valable", .hit: "HIT",
            .notApplicable: "Pas de réponse (PRADO ou pas de vérification)",
        ],
        hitStops: "En cas de HIT, rien n’est délivré.",
        register: "4. Le registre BIS",
        registerLead: "Cherchez d’abord le citoyen par son nom dans le registre de la Banque Carrefour. S’il n’y figure pas, inscrivez-le.",
        registered: "Le citoyen a été recherché et figure maintenant au registre BIS.",
        registeredMissing: "Cochez si c’est le cas\u{202F}; rien n’est délivré sans inscription.",
        registeredOn: "Jour de l’inscription",
        number: "Numéro de registre national ou numéro BIS",
        numberLegend: "Le numéro",
        numberHint: "11 chiffres, par exemple 70.01.01-997.62. Il n’est pas conservé.",
        bisNumber: "Numéro BIS",
        mailLegend: "L’e-mail",
        email: "Adresse e-mail du citoyen",
        emailHint: "Une adresse personnelle, que seul le citoyen lit. Faites-la relire par le citoyen.",
        citizenLanguage: "Langue du citoyen",
        languageNames: [.nl: "Néerlandais", .fr: "Français", .en: "Anglais", .de: "Allemand"],
        languageUntold: "Non communiquée",
        binding: "Langue qui fait foi à côté de l’anglais",
        codeLegend: "Le code",
        channel: "Comment le citoyen reçoit-il le code\u{202F}?",
        channels: [.paper: "Sur papier", .spoken: "De vive voix", .video: "Lors d’un entretien vidéo"],
        assurance: "Certitude de l’identité",
        assurances: [.normal: "Normale", .low: "Faible"],
        issue: "Délivrer le code d’activation",
        confirm: "Confirmez ces points inhabituels",
        choose: "Choisissez une des possibilités.",
        hit: ConsoleTexts.Refusal(
            title: "Stop\u{202F}: le contrôle a donné HIT",
            text:
                "Rien n’a été délivré. Ne rendez pas le document sans suivre la procédure de votre commune pour un HIT, et prévenez la police "
                + "comme elle le prescrit."),
        agreementMissing: ConsoleTexts.Refusal(
            title: "Pas de convention d’utilisation en vigueur",
            text:
                "Rien ne peut être délivré pour cette commune avant que la convention d’utilisation avec le SPF BOSA soit en vigueur. Prévenez "
                + "votre gestionnaire d’accès principal ou le service desk."),
        sentBefore: ConsoleTexts.Refusal(
            title: "Ce formulaire a déjà été envoyé",
            text: "Une activation a déjà été délivrée avec ce formulaire, avec d’autres données. Commencez une nouvelle activation."),
        issued: "Le code d’activation",
        code: "Code d’activation",
        codeLead:
            "Transmettez ce code maintenant\u{202F}: sur la carte de démarrage ou de vive voix. Il n’est montré qu’une fois\u{202F}: même ici, vous ne le verrez plus après "
            + "cette page.",
        codeGone: "Le code a déjà été montré, ou cela fait trop longtemps. S’il est perdu, délivrez une nouvelle paire.",
        card: "Imprimer la carte de démarrage",
        cardWithCode: "Avec le code imprimé, dans cette langue\u{202F}:",
        cardWithBoxes: "Avec des cases pour y écrire le code\u{202F}:",
        another: "Encore une activation",
        toDetail: "Vers cette activation",
        live: "Que devient l’e-mail\u{202F}?",
        linkExpires: "Lien valable jusqu’au",
        codeExpires: "Code valable jusqu’au",
        identification: "Vérifié",
        confirmed: "Avertissements confirmés",
        acts: "Que peut-on encore faire\u{202F}?",
        nothingLeft:
            "Cette activation ne permet plus rien. Si le citoyen a encore besoin d’une clé, identifiez-le à nouveau et commencez une nouvelle "
            + "activation.",
        newAddress: "Nouvelle adresse e-mail",
        resend: Act(
            name: "Renvoyer l’e-mail",
            lead: "Le citoyen reçoit un nouveau lien\u{202F}; le précédent ne fonctionne plus. Le code sur papier reste.",
            button: "Renvoyer", done: "L’e-mail a été renvoyé."),
        reissue: Act(
            name: "Nouveau code et nouveau lien",
            lead: "Le code et le lien précédents ne fonctionnent plus. Le nouveau code est montré une fois.",
            button: "Délivrer un nouveau code",
            done: "Un nouveau code a été délivré."),
        correct: Act(
            name: "Corriger l’adresse",
            lead:
                "L’e-mail va à la nouvelle adresse\u{202F}; l’ancienne reçoit un message disant qu’elle est remplacée. Après l’activation, la clé "
                + "numérique reçoit la nouvelle adresse.",
            button: "Corriger l’adresse", done: "L’adresse a été corrigée."),
        revoke: Act(
            name: "Retirer",
            lead: "Le code et le lien ne fonctionnent plus, ni une clé numérique créée avec eux. Cela ne peut pas être annulé.",
            button: "Retirer définitivement", done: "L’activation a été retirée."))
}
