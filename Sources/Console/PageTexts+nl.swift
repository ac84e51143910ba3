import Mail

extension PageTexts {
    static let nl = PageTexts(
        language: .nl,
        title: "Activeer uw digitale sleutel",
        intro: "Typ hier de activatiecode die u aan het loket hebt gekregen. Samen met de link in uw e-mail activeert ze uw sleutel.",
        codeLabel: "Activatiecode",
        codeHint: "Tien tekens, bijvoorbeeld 7K3MQ-X9D2V. Hoofdletters, kleine letters en streepjes maken niet uit.",
        submit: "Activeren",
        safety: "Niemand vraagt u ooit naar deze code: niet de gemeente, niet de servicedesk, niet de politie, niet uw bank.",
        contact: "Hulp nodig?",
        doneTitle: "Uw digitale sleutel is actief",
        doneText: "U kunt zich vanaf nu aanmelden met een beveiligingscode via e-mail. U krijgt nog een e-mail die dit bevestigt.",
        doneNext: "U mag deze pagina sluiten. De code op papier hebt u niet meer nodig.",
        invalidTitle: "Dat is niet gelukt",
        invalidText:
            "De code of de link klopt niet, is al gebruikt of is niet meer geldig. Kijk de code na en probeer het opnieuw. "
            + "Lukt het niet, ga dan terug naar het loket van uw gemeente.",
        busyTitle: "Even geduld",
        busyText: "De dienst kan uw aanvraag nu niet verwerken. Er is niets veranderd. Probeer het over een minuut opnieuw.")
}
