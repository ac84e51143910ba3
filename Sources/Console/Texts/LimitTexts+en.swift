import Issuance

extension LimitTexts {
    static let en = LimitTexts(
        title: "The limit is reached",
        limited: "Nothing was done: {why}.",
        reasons: [
            LimitCharge.recipientMinute: "this address has had as many mails as it may in one minute",
            LimitCharge.recipientHour: "this address has had as many mails as it may in one hour",
            LimitCharge.recipientDay: "this address has had as many mails as it may in one day",
            LimitCharge.officerDay: "you have sent as many mails as you may in one day",
            LimitCharge.municipalityDay: "your municipality has sent as many mails as it may in one day",
            LimitCharge.trialsMinute: "you have sent as many forms that issued nothing as you may in one minute",
            LimitCharge.trialsDay: "you have sent as many forms that issued nothing as you may in one day",
        ],
        reason: "a limit is reached",
        busy: "The service cannot take this now.",
        lasts: "If that lasts, tell the service desk.",
        again: "Try again in {time}.",
        kept: "What you filled in still stands below.",
        minutes: Unit(one: "1 minute", many: "{count} minutes"),
        hours: Unit(one: "1 hour", many: "{count} hours"),
        days: Unit(one: "1 day", many: "{count} days"))
}
