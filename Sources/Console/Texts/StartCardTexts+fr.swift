extension StartCardTexts {
    static let fr = StartCardTexts(
        title: "Carte de démarrage",
        lead: "Cette carte vous aide à activer votre clé numérique «\u{202F}code de sécurité via e-mail\u{202F}».",
        codeTitle: "Votre code d'activation",
        code: "Écrivez ici le code que votre commune vous donne. Gardez bien cette carte jusqu'à ce que votre clé soit activée.",
        codeGiven: "Voici votre code d'activation. Gardez bien cette carte jusqu'à ce que votre clé soit activée.",
        stepsTitle: "Comment activer votre clé",
        steps: [
            "Attendez l'e-mail qui contient votre lien d'activation. Il est envoyé à {address}.",
            "Ouvrez le lien de cet e-mail. Le lien commence par {url}",
            "Sur cette page, saisissez votre code d'activation. Majuscules, espaces et tirets n'ont pas d'importance.",
            "C'est fait\u{202F}? Vous recevez un e-mail qui confirme l'activation.",
        ],
        until: "Le lien expire {until} (heure belge).",
        start: "Scannez ceci avec votre téléphone ou allez sur {url}\u{202F}: cette page explique la suite.",
        startTyped: "Allez sur {url}\u{202F}: cette page explique la suite.",
        mailTitle: "Comment reconnaître l'e-mail",
        sender: "Expéditeur",
        subject: "Objet",
        reference: "Référence",
        mail:
            "Vous n'avez rien reçu\u{202F}? Regardez aussi dans le courrier indésirable. Vous avez reçu plusieurs e-mails\u{202F}? Seul le lien le plus "
            + "récent fonctionne.",
        safetyTitle: "Ne donnez votre code à personne",
        safety:
            "La commune, le helpdesk, la police et votre banque ne vous demanderont jamais votre code\u{202F}: ni par téléphone, ni par SMS, ni "
            + "par e-mail. Un e-mail vous semble suspect\u{202F}? N'ouvrez pas le lien et transférez l'e-mail à Safeonweb\u{202F}: suspect@safeonweb.be.",
        helpTitle: "Besoin d'aide\u{202F}?",
        phone: "Téléphone",
        email: "E-mail")
}
