import Issuance

extension AdministrationTexts {
    static let nl = AdministrationTexts(
        number: "Nr.", more: "Meer",
        audit: "Audit", auditTitle: "Auditlogboek", auditCaption: "Regels, de nieuwste eerst", action: "Handeling", object: "Voorwerp",
        actor: "Door", since: "Vanaf de dag", until: "Tot en met de dag", details: "Bijzonderheden",
        noEntries: "Geen enkele regel voldoet.",
        verifyTitle: "Is het volledig?",
        verifyLead: "Leest het hele logboek en bewijst dat niets is gewijzigd, verwijderd, toegevoegd of verplaatst. Noteer het einde "
            + "elders: dat toont later dat het einde niet vervangen is.",
        verify: "Bewijzen", cuts: "Regels die zeggen dat het logboek voor een start was ingekort:", end: "Het eindigt met",
        verifiedAt: "Bewezen op {time}:", intact: "{count} regels volgen op elkaar.",
        broken: "Het is niet volledig. {count} regels volgen op elkaar, daarna:",
        keys: "Sleutels", keysTitle: "API-sleutels", toKeys: "Naar de sleutels", key: "Sleutel", keyName: "Naam",
        keyNameHint: "Wie hem gebruikt, zoals de toepassing.", scopes: "Mag",
        keyPlaceHint: "De NIS-code, als de sleutel tot één gemeente beperkt is.", created: "Gemaakt", revoked: "Ingetrokken op",
        revoke: "Intrekken", revokeMeaning: "Wie de sleutel gebruikt, krijgt meteen niets meer. Dit kan niet ongedaan worden gemaakt.",
        noKeys: "Er is geen sleutel.",
        createTitle: "Een nieuwe sleutel", create: "Sleutel maken", madeTitle: "De nieuwe sleutel",
        madeLead: "Dit wordt één keer getoond. Geef hem nu aan de toepassing; hij wordt nergens bewaard.",
        madeGone: "De sleutel is al getoond. Is hij verloren, trek hem dan in en maak een andere.",
        municipalities: "Gemeenten", municipalitiesTitle: "Gemeenten", toMunicipalities: "Naar de gemeenten",
        noMunicipalities: "Er is er geen geregistreerd.", register: "Een gemeente registreren", change: "Wijzigen",
        changeHint: "Een leeggemaakt veld haalt weg wat geregistreerd is. De NIS-code blijft.", save: "Bewaren",
        nis: "NIS-code", nisHint: "Vijf cijfers.", name: "Naam",
        nameHint: "Waar een taal geen eigen naam heeft.", nameNL: "Nederlandse naam",
        nameFR: "Franse naam", nameDE: "Duitse naam", languages: "Talen", languagesHint: "nl, fr, de; de eerste is de standaard.",
        enterpriseNumber: "Ondernemingsnummer", validFrom: "Geldig vanaf", validUntil: "Geldig tot",
        untilHint: "De eerste dag waarop het niet meer geldt.", successor: "NIS-code die volgt", issuing: "Uitgeven",
        canIssue: "Activaties kunnen worden uitgegeven", cannotIssue: "Er kan niets worden uitgegeven",
        agreement: "Gebruikersovereenkomst", agreements: "Gebruikersovereenkomsten",
        agreementHint: "Laat leeg als ze nog niet ondertekend is: voordien wordt niets uitgegeven.",
        addAgreement: "Een overeenkomst toevoegen",
        noAgreements: "Er is geen gebruikersovereenkomst.", signedOn: "Ondertekend op", signatory: "Ondertekend door", function: "Functie",
        documentDigest: "SHA-256 van het document",
        withdraw: "Overeenkomst intrekken",
        withdrawMeaning: "Vanaf die dag wordt niets uitgegeven voor deze gemeente, tenzij een andere overeenkomst geldt. Dit kan niet "
            + "ongedaan worden gemaakt: er moet dan een nieuwe worden ondertekend.",
        withdrawnOn: "Ingetrokken op", withdrawHint: "De eerste dag waarop ze niet meer geldt. Leeg: meteen.",
        standings: [.inForce: "van kracht", .toCome: "nog niet begonnen", .ended: "geëindigd", .withdrawn: "ingetrokken", .none: "geen"])
}
