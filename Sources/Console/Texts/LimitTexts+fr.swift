import Issuance

extension LimitTexts {
    static let fr = LimitTexts(
        title: "La limite est atteinte",
        limited: "Rien n’a été fait\u{202F}: {why}.",
        reasons: [
            LimitCharge.recipientMinute: "cette adresse a déjà reçu autant d’e-mails qu’il est permis en une minute",
            LimitCharge.recipientHour: "cette adresse a déjà reçu autant d’e-mails qu’il est permis en une heure",
            LimitCharge.recipientDay: "cette adresse a déjà reçu autant d’e-mails qu’il est permis en un jour",
            LimitCharge.officerDay: "vous avez déjà fait envoyer autant d’e-mails qu’il vous est permis en un jour",
            LimitCharge.municipalityDay: "votre commune a déjà fait envoyer autant d’e-mails qu’il lui est permis en un jour",
            LimitCharge.trialsMinute: "vous avez déjà envoyé autant de formulaires sans rien délivrer qu’il vous est permis en une minute",
            LimitCharge.trialsDay: "vous avez déjà envoyé autant de formulaires sans rien délivrer qu’il vous est permis en un jour",
        ],
        reason: "une limite est atteinte",
        busy: "Le service ne peut pas accepter cela pour le moment.",
        lasts: "Si cela dure, prévenez le service desk.",
        again: "Réessayez dans {time}.",
        kept: "Ce que vous avez rempli se trouve encore ci-dessous.",
        minutes: Unit(one: "1 minute", many: "{count} minutes"),
        hours: Unit(one: "1 heure", many: "{count} heures"),
        days: Unit(one: "1 jour", many: "{count} jours"))
}
