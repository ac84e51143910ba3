import Issuance

extension LimitTexts {
    static let de = LimitTexts(
        title: "Die Grenze ist erreicht",
        limited: "Es ist nichts geschehen: {why}.",
        reasons: [
            LimitCharge.recipientMinute: "an diese Adresse gingen schon so viele E-Mails, wie in einer Minute erlaubt sind",
            LimitCharge.recipientHour: "an diese Adresse gingen schon so viele E-Mails, wie in einer Stunde erlaubt sind",
            LimitCharge.recipientDay: "an diese Adresse gingen schon so viele E-Mails, wie an einem Tag erlaubt sind",
            LimitCharge.officerDay: "Sie haben schon so viele E-Mails versenden lassen, wie Ihnen an einem Tag erlaubt sind",
            LimitCharge.municipalityDay: "Ihre Gemeinde hat schon so viele E-Mails versenden lassen, wie ihr an einem Tag erlaubt sind",
            LimitCharge.trialsMinute:
                "Sie haben schon so viele Formulare gesendet, mit denen nichts ausgestellt wurde, wie Ihnen in einer Minute erlaubt sind",
            LimitCharge.trialsDay:
                "Sie haben schon so viele Formulare gesendet, mit denen nichts ausgestellt wurde, wie Ihnen an einem Tag erlaubt sind",
        ],
        reason: "eine Grenze ist erreicht",
        busy: "Der Dienst kann das jetzt nicht annehmen.",
        lasts: "Hält das an, melden Sie es dem Helpdesk.",
        again: "Versuchen Sie es in {time} noch einmal.",
        kept: "Was Sie ausgefüllt haben, steht unten noch da.",
        minutes: Unit(one: "1 Minute", many: "{count} Minuten"),
        hours: Unit(one: "1 Stunde", many: "{count} Stunden"),
        days: Unit(one: "1 Tag", many: "{count} Tagen"))
}
