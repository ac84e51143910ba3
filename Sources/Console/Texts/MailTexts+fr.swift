extension MailTexts {
    static let fr = MailTexts(
        words: [
            .waiting: ConsoleTexts.Refusal(
                title: "L’e-mail est en route",
                text: "Un instant\u{202F}: il est généralement accepté en quelques secondes."),
            .relayAway: ConsoleTexts.Refusal(
                title: "L’e-mail attend",
                text: "Notre serveur de messagerie ne répond pas pour le moment. L’e-mail partira de lui-même dès qu’il "
                    + "répondra\u{202F}; le citoyen peut partir avec la carte de démarrage."),
            .mailboxFull: ConsoleTexts.Refusal(
                title: "La boîte aux lettres du citoyen est pleine",
                text: "Demandez au citoyen de faire de la place ou de donner une autre adresse. L’envoi est retenté tant que le lien "
                    + "est valable."),
            .mailboxStaysFull: ConsoleTexts.Refusal(
                title: "La boîte aux lettres du citoyen est pleine",
                text:
                    "L’e-mail a été refusé et l’envoi n’est pas retenté. Demandez au citoyen de faire de la place et renvoyez l’e-mail, ou corrigez "
                    + "l’adresse\u{202F}; le code sur papier reste valable."),
            .later: ConsoleTexts.Refusal(
                title: "Le serveur du citoyen demande de revenir plus tard",
                text: "C’est habituel pour un premier message. L’envoi est retenté\u{202F}; regardez à nouveau tout à l’heure."),
            .held: ConsoleTexts.Refusal(
                title: "L’e-mail est retenu",
                text: "Un opérateur doit le libérer. Prévenez le service desk et donnez la référence."),
            .accepted: ConsoleTexts.Refusal(
                title: "L’e-mail est accepté",
                text: "Le serveur de messagerie l’a pris en charge. Si le citoyen ne le voit pas, faites regarder dans les indésirables."),
            .unknownAddress: ConsoleTexts.Refusal(
                title: "Cette adresse n’existe pas",
                text: "Relisez l’adresse avec le citoyen et corrigez-la\u{202F}; le code sur papier reste valable."),
            .closedMailbox: ConsoleTexts.Refusal(
                title: "Cette boîte n’accepte pas d’e-mail",
                text: "Demandez une autre adresse au citoyen et corrigez-la\u{202F}; le code sur papier reste valable."),
            .foreignAddress: ConsoleTexts.Refusal(
                title: "Cette adresse ne peut pas recevoir nos e-mails",
                text: "Elle contient des caractères que le serveur ne connaît pas. Demandez une autre adresse au citoyen et corrigez-la."),
            .refused: ConsoleTexts.Refusal(
                title: "L’e-mail est refusé",
                text: "Réessayez ou corrigez l’adresse. Si cela ne marche pas, prévenez le service desk et donnez la référence."),
            .expired: ConsoleTexts.Refusal(
                title: "L’e-mail n’a pas pu partir à temps",
                text: "Renvoyez-le."),
            .cancelled: ConsoleTexts.Refusal(
                title: "Cet e-mail ne partira plus",
                text: "Un e-mail plus récent l’a remplacé, ou il a été annulé."),
            .inDoubt: ConsoleTexts.Refusal(
                title: "Il n’est pas certain que l’e-mail soit arrivé",
                text: "La connexion s’est rompue au dernier moment. Demandez au citoyen de regarder\u{202F}; s’il n’y a rien, renvoyez-le."),
            .gone: ConsoleTexts.Refusal(
                title: "On ne sait plus rien de cet e-mail",
                text: "Le délai de conservation est passé."),
        ],
        reply: "Réponse du serveur\u{202F}")
}
