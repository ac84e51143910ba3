import Issuance
import Mail

extension ConsoleTexts {
    static let nl = ConsoleTexts(
        language: .nl,
        languageName: "Nederlands",
        product: "Postduif",
        skip: "Naar de inhoud",
        menu: "Menu",
        languages: "Taal",
        signOut: "Afmelden",
        roles: [
            .registrationOfficer: "Lokale Registratie Officier", .mainAccessManager: "Hoofdtoegangsbeheerder",
            .coAccessManager: "Medetoegangsbeheerder", .auditor: "Auditor", .operator: "Operator", .administrator: "Beheerder",
        ],
        everywhere: "overal",
        serviceDesk: "Servicedesk",
        signInTitle: "Aanmelden",
        signInLead: "Deze toepassing is voor lokale registratiekantoren. U meldt zich aan met de identiteit die uw gemeente u gaf.",
        signInButton: "Aanmelden",
        signInNone: "Er is geen aanmelding ingesteld. De operator stelt die in met oidc.issuer en oidc.client_id.",
        signInByLink: "Dit is een proefopstelling. Vraag op deze machine een aanmeldlink en open die in deze browser:",
        signedOut: "U bent afgemeld. Sluit deze browser als anderen deze computer gebruiken.",
        signingOut: Refusal(title: "Afmelden", text: "U bent hier afgemeld. Nu meldt ook de aanmelddienst u af."),
        signOutThere: "Ook daar afmelden",
        signedInThere:
            "Bij de aanmelddienst bent u misschien nog aangemeld. Bij de volgende aanmelding verzoeken wij die opnieuw te vragen wie u bent.",
        linkTitle: "Aanmelden met een link",
        linkLead: "Deze link meldt één keer aan, voor een proefopstelling.",
        linkButton: "Aanmelden",
        linkBad: Refusal(title: "Deze link werkt niet meer", text: "De link is gebruikt of vervallen. Vraag een nieuwe."),
        signInFailed: Refusal(title: "Het aanmelden is niet gelukt", text: "U bent niet aangemeld. Probeer het opnieuw."),
        signInUnavailable: Refusal(
            title: "Aanmelden lukt nu niet", text: "De aanmelddienst antwoordt niet. Probeer het over een minuut opnieuw."),
        signInsLimited: Refusal(
            title: "Aanmelden lukt nu niet", text: "Er melden zich te veel mensen tegelijk aan. Probeer het over een minuut opnieuw."),
        tryAgain: "Opnieuw proberen",
        noRole: Refusal(
            title: "U hebt hier geen rol",
            text: "U bent niet aangemeld, want u hebt in deze toepassing geen rol. Uw hoofdtoegangsbeheerder kan u er een geven."),
        tooMany: Refusal(title: "Aanmelden lukt nu niet", text: "Er zijn te veel mensen aangemeld. Probeer het later opnieuw."),
        notFound: Refusal(title: "Niet gevonden", text: "Dit bestaat niet, of het is niet van uw gemeente."),
        notOffered: Refusal(
            title: "Zo werkt deze pagina niet", text: "Er is niets gebeurd. Ga naar het begin en kies daar wat u wilt doen."),
        forbidden: Refusal(title: "Dit mag u niet", text: "Geen van uw rollen laat dit nu toe."),
        staleForm: Refusal(
            title: "Dit formulier is verlopen", text: "Er is niets gebeurd. Open de pagina opnieuw en vul het formulier nog eens in."),
        busy: "Dit lukt nu even niet",
        conflict: Refusal(
            title: "Dit kan niet meer", text: "De toestand is intussen veranderd. Er is niets gebeurd; kijk opnieuw wat er nu geldt."),
        failed: Refusal(title: "Er ging iets mis", text: "De fout is genoteerd. Probeer het opnieuw of verwittig de servicedesk."),
        backToStart: "Naar het begin",
        faults: "Controleer deze punten",
        needed: "(verplicht)",
        cancel: "Annuleren",
        look: "Opnieuw kijken",
        opensBeside: "(opent in een nieuw tabblad)")
}
