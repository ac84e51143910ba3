import Mail

extension PageTexts {
    static let fr = PageTexts(
        language: .fr,
        title: "Activez votre clé numérique",
        intro:
            "Introduisez ici le code d’activation que vous avez reçu au guichet. Avec le lien de votre e-mail, il active votre clé.",
        codeLabel: "Code d’activation",
        codeHint: "Dix caractères, par exemple 7K3MQ-X9D2V. Majuscules, minuscules et tirets n’ont pas d’importance.",
        submit: "Activer",
        safety: "Personne ne vous demandera jamais ce code\u{202F}: ni la commune, ni le service desk, ni la police, ni votre banque.",
        contact: "Besoin d’aide\u{202F}?",
        doneTitle: "Votre clé numérique est active",
        doneText:
            "Vous pouvez désormais vous connecter avec un code de sécurité reçu par e-mail. Un e-mail de confirmation vous parviendra.",
        doneNext: "Vous pouvez fermer cette page. Le code sur papier ne vous sert plus.",
        invalidTitle: "Cela n’a pas fonctionné",
        invalidText:
            "Le code ou le lien n’est pas correct, a déjà été utilisé ou n’est plus valable. Vérifiez le code et réessayez. "
            + "Si cela ne fonctionne toujours pas, retournez au guichet de votre commune.",
        busyTitle: "Un instant",
        busyText: "Le service ne peut pas traiter votre demande maintenant. Rien n’a changé. Réessayez dans une minute.")
}
