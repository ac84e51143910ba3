extension FigureTexts {
    static let nl = FigureTexts(
        section: "Cijfers", title: "Cijfers van de laatste dag", none: "Er is nog niets aanvaard.",
        since: "Deze cijfers staan in het geheugen, één blik per minuut. Ze tellen sinds {time}; een herstart begint opnieuw.",
        asTable: "Als tabel",
        latencyTitle: "Van aanvraag tot aanvaarding", latencyLead: "Hoelang het duurde tot een relay de e-mail aanvaardde, in seconden.",
        latencyTable: "E-mails naar hoelang ze duurden", seconds: "Seconden",
        latencyDescription: "{kind}: {count} aanvaard. De helft duurde {half} of minder, 99 op 100 duurden {most} of minder.",
        outcomeTitle: "Uitkomsten per uur", acceptedTitle: "Aanvaard per uur",
        lostTitle: "Geweigerd, teruggekomen, vervallen of in twijfel per uur", outcomeTable: "Wat in elk uur eindigde", hour: "Uur vanaf",
        outcomeDescription: "{what}: {count}. Getoonde uren: {hours}.",
        depthTitle: "Wat de laatste uren wachtte", depthDescription: "In de wachtrij, onderweg of tegengehouden, per strook. Nu:",
        depthTable: "Wat wachtte, per strook", strokes: ["volle lijn", "streepjes", "puntjes"],
        repliesSection: "Antwoorden", repliesTitle: "Wat de relays het laatst zeiden",
        repliesLead: "Sinds de start, in het geheugen: van elke relay de laatste vijftig die geen aanvaarding waren, en de laatste "
            + "tien aanvaardingen. Adressen in antwoorden zijn gemaskeerd.",
        otherReplies: "Uitgesteld, geweigerd of mislukt", noOtherReplies: "Er werd niets uitgesteld, geweigerd of mislukte.",
        acceptances: "Aanvaard", noAcceptances: "Er werd nog niets aanvaard.",
        templatesSection: "Teksten", templatesTitle: "Teksten van de e-mails",
        templatesTable: "Versies per soort en taal: elk leidt naar een voorbeeld", toTemplates: "Naar de teksten",
        inForce: "Van kracht is versie",
        former: "{count} vorige versies worden bewaard voor e-mails die wachten.",
        adviceTitle: "Advies", noAdvice: "Er is geen.", reloadTitle: "Ze wijzigen",
        reloadHow: "Wijzig de bestanden op de machine van de dienst, controleer ze daar en lees ze dan opnieuw. Ze worden allemaal "
            + "overgenomen of geen enkel, en e-mails die wachten, houden de hunne.",
        reload: "Opnieuw lezen", reloaded: "De bestanden werden gelezen: versie {version} is van kracht.",
        brokenTitle: "Gewijzigde teksten werden niet van kracht",
        broken: "Ze werden gelezen op {time} en hebben fouten; de vorige blijven van kracht. Herstel deze plaatsen en lees ze opnieuw:",
        brokenNote: "Ze werden gelezen op {time} en hebben fouten; de vorige blijven van kracht.",
        subject: "Onderwerp", example: "Namen, codes en links zijn voorbeelden en openen niets.", asHTML: "Zoals de meeste lezers het zien",
        asText: "Als gewone tekst")
}
