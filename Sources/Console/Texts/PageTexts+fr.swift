import Mail

extension PageTexts {
    // A narrow no-break space (U+202F) stands before ? and : and inside « » as French typography has it.
    static let fr = PageTexts(
        language: .fr,
        languageName: "Français",
        errorPrefix: "Erreur\u{202F}:",
        title: "Activer votre clé numérique",
        lead: "Votre commune vous a donné un code d’activation et vous a envoyé par e-mail le lien vers cette page. "
            + "Avec ce code, vous activez ici votre clé numérique «\u{202F}code de sécurité via e-mail\u{202F}».",
        municipality: "Votre commune\u{202F}:",
        reference: "Référence dans votre e-mail\u{202F}:",
        until: "Le lien expire {until} (heure belge).",
        wasUntil: "Le lien a expiré {until} (heure belge).",
        overTitle: "Ce lien a expiré",
        over: "Ce lien ne permet plus d’activer votre clé. Demandez un nouveau lien ci-dessous. Votre code d’activation reste le même.",
        label: "Code d’activation",
        hint: "Les 10 caractères reçus de votre commune, par exemple sur papier. "
            + "Les majuscules, les espaces et les tirets n’ont pas d’importance. "
            + "Un O compte comme le chiffre 0, un I ou un L comme le chiffre 1.",
        button: "Activer la clé",
        privacy: "Personne ne vous demandera ce code, ni par téléphone ni par e-mail. Ne le saisissez que sur cette page.",
        lostTitle: "Vous n’avez plus votre code\u{202F}?",
        lost: "Sans code, vous ne pouvez pas activer votre clé. Demandez un nouveau code à votre commune. "
            + "Vous recevrez aussi un nouveau lien.",
        again: Again(
            title: "Vous avez besoin d’un nouveau lien\u{202F}?",
            words: "Ce lien ne fonctionne pas, ou vous ne trouvez pas l’e-mail le plus récent\u{202F}? "
                + "Nous envoyons un nouveau lien à l’adresse "
                + "e-mail que vous avez donnée à votre commune. Votre code reste le même. Les liens précédents ne fonctionneront plus.",
            button: "Demander un nouveau lien",
            askedTitle: "Regardez dans votre boîte e-mail",
            asked: "Ce lien vient de nous et vous pouvez encore activer votre clé\u{202F}? "
                + "Alors un nouvel e-mail est en route vers l’adresse "
                + "que vous avez donnée à votre commune.",
            next: [
                "Ouvrez le lien de l’e-mail le plus récent. Les liens précédents ne fonctionnent plus.",
                "Votre code d’activation reste le même.",
                "Toujours rien après quelques minutes\u{202F}? Regardez aussi dans le courrier indésirable.",
                "Nous n’envoyons que quelques e-mails par heure. Attendez donc un peu avant de redemander un lien.",
                "Toujours rien\u{202F}? Votre code a peut-être expiré, ou votre clé est déjà activée. Contactez votre commune.",
            ]),
        start: Start(
            title: "Comment activer votre clé numérique",
            lead: "Votre commune vous a donné un code d’activation et vous a envoyé un e-mail avec un lien. Il vous faut "
                + "les deux.",
            steps: [
                "Ouvrez l’e-mail de votre commune. L’expéditeur et l’objet figurent sur votre carte de démarrage.",
                "Ouvrez le lien de cet e-mail.",
                "Saisissez votre code d’activation sur la page qui s’ouvre.",
            ],
            notes: [
                "Pas d’e-mail après quelques minutes\u{202F}? Regardez aussi dans le courrier indésirable. Toujours "
                    + "rien\u{202F}? Demandez à votre commune de l’envoyer à nouveau.",
                "Personne ne vous demandera votre code, ni par téléphone ni par e-mail. Sur cette page, il n’y a rien à "
                    + "remplir.",
            ]),
        fault: Fault(
            title: "Vérifiez votre code",
            empty: "Saisissez votre code d’activation.",
            length: "Un code d’activation a 10 caractères. Vous en avez saisi {count}.",
            character: "Vous avez saisi un caractère qui n’existe dans aucun code d’activation. "
                + "Un code est fait de chiffres et de lettres, sans la "
                + "lettre U.",
            noTry: "Ceci ne compte pas comme un essai erroné."),
        failureTitle: "L’activation n’a pas réussi",
        failure: "Ce lien et ce code ne permettent pas d’activer une clé numérique.",
        failureReasons: [
            "Vérifiez le code reçu de votre commune et saisissez-le à nouveau. Après cinq codes erronés, ce n’est plus possible.",
            "Avez-vous déjà activé votre clé\u{202F}? Alors vous n’avez plus rien à faire.",
            "Vous avez reçu plusieurs e-mails\u{202F}? "
                + "Utilisez le lien de l’e-mail le plus récent\u{202F}: un nouvel e-mail rend le lien précédent "
                + "non valable.",
            "Le lien a expiré, ou vous ne trouvez pas l’e-mail le plus récent\u{202F}? Demandez un nouveau lien ci-dessous.",
            "Le code a expiré, ou vous avez saisi trop de codes erronés\u{202F}? Demandez un nouveau code à votre commune.",
        ],
        toField: "Vers le champ pour votre code",
        busyTitle: "Ce n’est pas possible pour le moment",
        busy: "Votre code n’a pas été utilisé.",
        waitOne: "Réessayez dans une minute.",
        waitMany: "Réessayez dans {minutes} minutes.",
        problem: Problems(
            notFoundTitle: "Cette page n’existe pas",
            notFound: "Ouvrez le lien dans l’e-mail de votre commune. Vous recopiez l’adresse\u{202F}? Vérifiez qu’elle est complète.",
            unreadableTitle: "Nous n’avons pas pu lire cela",
            unreadable: "Votre code n’a pas été utilisé. Ouvrez à nouveau le lien dans votre e-mail et saisissez-y votre code.",
            brokenTitle: "Une erreur s’est produite",
            broken: "L’erreur vient de nous. Réessayez dans quelques minutes."),
        doneTitle: "Votre clé numérique est activée",
        done: "Vous pouvez désormais vous connecter avec un code de sécurité via e-mail.",
        proof: "Référence de l’activation\u{202F}:",
        proofHint: "Notez cette référence pour le cas où vous nous appelez. Elle figure aussi dans l’e-mail qui confirme l’activation.",
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
