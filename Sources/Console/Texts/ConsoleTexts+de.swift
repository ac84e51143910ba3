import Issuance
import Mail

extension ConsoleTexts {
    static let de = ConsoleTexts(
        language: .de,
        languageName: "Deutsch",
        product: "Postduif",
        skip: "Zum Inhalt",
        menu: "Menü",
        languages: "Sprache",
        signOut: "Abmelden",
        roles: [
            .registrationOfficer: "Lokaler Registrierungsbeauftragter", .mainAccessManager: "Hauptzugangsverwalter",
            .coAccessManager: "Mitzugangsverwalter", .auditor: "Prüfer", .operator: "Operator", .administrator: "Verwalter",
        ],
        everywhere: "überall",
        serviceDesk: "Helpdesk",
        signInTitle: "Anmelden",
        signInLead:
            "Diese Anwendung ist für lokale Registrierungsstellen. Melden Sie sich mit der Identität an, die Ihre Gemeinde Ihnen gab.",
        signInButton: "Anmelden",
        signInNone: "Es ist keine Anmeldung eingerichtet. Der Betreiber richtet sie mit oidc.issuer und oidc.client_id ein.",
        signInByLink:
            "Dies ist ein Versuchsaufbau. Fordern Sie auf dieser Maschine einen Anmeldelink an und öffnen Sie ihn in diesem Browser:",
        signedOut: "Sie sind abgemeldet. Schließen Sie diesen Browser, wenn andere diesen Computer benutzen.",
        signingOut: Refusal(title: "Abmelden", text: "Sie sind hier abgemeldet. Jetzt meldet Sie auch der Anmeldedienst ab."),
        signOutThere: "Auch dort abmelden",
        signedInThere:
            "Beim Anmeldedienst sind Sie vielleicht noch angemeldet. Bei der nächsten Anmeldung bitten wir ihn, erneut zu fragen, wer Sie sind.",
        linkTitle: "Mit einem Link anmelden",
        linkLead: "Dieser Link meldet einmal an, für einen Versuchsaufbau.",
        linkButton: "Anmelden",
        linkBad: Refusal(
            title: "Dieser Link geht nicht mehr", text: "Der Link wurde benutzt oder ist abgelaufen. Fordern Sie einen neuen an."),
        signInFailed: Refusal(title: "Die Anmeldung ist nicht gelungen", text: "Sie sind nicht angemeldet. Versuchen Sie es noch einmal."),
        signInUnavailable: Refusal(
            title: "Anmelden geht gerade nicht", text: "Der Anmeldedienst antwortet nicht. Versuchen Sie es in einer Minute noch einmal."),
        signInsLimited: Refusal(
            title: "Anmelden geht gerade nicht",
            text: "Zu viele Personen melden sich gleichzeitig an. Versuchen Sie es in einer Minute noch einmal."),
        tryAgain: "Noch einmal versuchen",
        noRole: Refusal(
            title: "Sie haben hier keine Rolle",
            text: "Sie sind nicht angemeldet, denn Sie haben in dieser Anwendung keine Rolle. Ihr Hauptzugangsverwalter kann Ihnen eine "
                + "geben."),
        tooMany: Refusal(
            title: "Anmelden geht gerade nicht", text: "Zu viele Personen sind angemeldet. Versuchen Sie es später noch einmal."),
        notFound: Refusal(title: "Nicht gefunden", text: "Das gibt es nicht, oder es gehört nicht zu Ihrer Gemeinde."),
        notOffered: Refusal(
            title: "So funktioniert diese Seite nicht",
            text: "Es ist nichts geschehen. Gehen Sie zum Anfang und wählen Sie dort, was Sie tun möchten."),
        forbidden: Refusal(title: "Das dürfen Sie nicht", text: "Keine Ihrer Rollen erlaubt das jetzt."),
        staleForm: Refusal(
            title: "Dieses Formular ist abgelaufen",
            text: "Es ist nichts geschehen. Öffnen Sie die Seite neu und füllen Sie das Formular noch einmal aus."),
        busy: "Das geht gerade nicht",
        conflict: Refusal(
            title: "Das geht nicht mehr",
            text: "Die Lage hat sich inzwischen geändert. Es ist nichts geschehen; sehen Sie nach, was jetzt gilt."),
        failed: Refusal(
            title: "Etwas ist schiefgegangen",
            text: "Der Fehler wurde notiert. Versuchen Sie es noch einmal oder melden Sie es dem Helpdesk."),
        backToStart: "Zum Anfang",
        faults: "Prüfen Sie diese Punkte",
        needed: "(Pflichtfeld)",
        cancel: "Abbrechen",
        look: "Noch einmal nachsehen",
        opensBeside: "(öffnet einen neuen Tab)")
}
