import Mail

extension PageTexts {
    // A narrow no-break space (U+202F) stands before ? and : and inside « » as French typography has it.
    static let fr = PageTexts(
        language: .fr,
        languageName: "Français",
        title: "Activer votre clé numérique",
        lead: "Votre commune vous a donné un code d’activation et vous a envoyé par e-mail le lien vers cette page. "
            + "Avec ce code, vous activez ici votre clé numérique «\u{202F}code de sécurité via e-mail\u{202F}».",
        formTitle: "Saisissez votre code d’activation",
        label: "Code d’activation",
        hint: "Les 10 caractères reçus de votre commune, par exemple sur papier. "
            + "Les majuscules, les espaces et les tirets n’ont pas d’importance.",
        reference: "Référence dans votre e-mail\u{202F}:",
        button: "Activer la clé",
        privacy: "Personne ne vous demandera ce code, ni par téléphone ni par e-mail. Ne le saisissez que sur cette page.",
        failureTitle: "L’activation n’a pas réussi",
        failure: "Ce lien et ce code ne permettent pas d’activer une clé numérique.",
        failureReasons: [
            "Vérifiez le code reçu de votre commune et saisissez-le à nouveau.",
            "Avez-vous déjà activé votre clé\u{202F}? Alors vous n’avez plus rien à faire.",
            "Utilisez le lien de l’e-mail le plus récent\u{202F}: un nouvel e-mail rend le lien précédent non valable.",
            "Le code ou le lien a expiré, ou vous avez saisi trop de codes erronés\u{202F}? Contactez votre commune.",
        ],
        busyTitle: "Ce n’est pas possible pour le moment",
        busy: "Votre code n’a pas été utilisé. Réessayez dans une minute.",
        doneTitle: "Votre clé numérique est activée",
        done: "Vous pouvez désormais vous connecter avec un code de sécurité via e-mail.",
        continueTo: "Continuer vers",
        continueHint: "Ce lien fonctionne une seule fois, pendant dix minutes.",
        nextTitle: "Et ensuite\u{202F}?",
        next: [
            "Vous recevez un e-mail qui confirme l’activation.",
            "À chaque connexion, vous recevez par e-mail un nouveau code, valable peu de temps.",
            "Vous n’avez plus besoin du code d’activation ni du lien. Vous pouvez fermer cette page.",
        ],
        helpTitle: "Besoin d’aide\u{202F}?",
        help: "Vous n’avez pas demandé de code d’activation\u{202F}? Fermez cette page et prévenez-nous\u{202F}:",
        phoneLabel: "Téléphone",
        emailLabel: "E-mail")
}
