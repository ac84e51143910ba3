import Issuance

extension LimitTexts {
    static let nl = LimitTexts(
        title: "De grens is bereikt",
        limited: "Er is niets gebeurd: {why}.",
        reasons: [
            LimitCharge.recipientMinute: "naar dit adres gingen al zoveel e-mails als er in één minuut mogen",
            LimitCharge.recipientHour: "naar dit adres gingen al zoveel e-mails als er in één uur mogen",
            LimitCharge.recipientDay: "naar dit adres gingen al zoveel e-mails als er op één dag mogen",
            LimitCharge.officerDay: "u hebt al zoveel e-mails laten versturen als u er op één dag mag",
            LimitCharge.municipalityDay: "uw gemeente heeft al zoveel e-mails laten versturen als ze er op één dag mag",
            LimitCharge.trialsMinute: "u hebt al zoveel formulieren verstuurd waarmee niets is uitgereikt als er in één minuut mogen",
            LimitCharge.trialsDay: "u hebt al zoveel formulieren verstuurd waarmee niets is uitgereikt als er op één dag mogen",
        ],
        reason: "een grens is bereikt",
        busy: "De dienst kan dit nu niet aannemen.",
        lasts: "Blijft dat duren, verwittig dan de servicedesk.",
        again: "Probeer het opnieuw over {time}.",
        kept: "Wat u invulde, staat hieronder nog.",
        minutes: Unit(one: "1 minuut", many: "{count} minuten"),
        hours: Unit(one: "1 uur", many: "{count} uur"),
        days: Unit(one: "1 dag", many: "{count} dagen"))
}
