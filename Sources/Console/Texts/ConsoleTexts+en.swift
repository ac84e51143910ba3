import Issuance
import Mail

extension ConsoleTexts {
    static let en = ConsoleTexts(
        language: .en,
        languageName: "English",
        product: "Postduif",
        skip: "Skip to the content",
        menu: "Menu",
        languages: "Language",
        signOut: "Sign out",
        roles: [
            .registrationOfficer: "Local registration officer", .mainAccessManager: "Main access manager",
            .coAccessManager: "Co-access manager", .auditor: "Auditor", .operator: "Operator", .administrator: "Administrator",
        ],
        everywhere: "everywhere",
        serviceDesk: "Service desk",
        signInTitle: "Sign in",
        signInLead: "This application is for local registration offices. Sign in with the identity that your municipality gave you.",
        signInButton: "Sign in",
        signInNone: "No sign-in is set up. The operator sets it up with oidc.issuer and oidc.client_id.",
        signInByLink: "This is a trial. Ask for a sign-in link on this machine and open it in this browser:",
        signedOut: "You are signed out. Close this browser if others use this computer.",
        signingOut: Refusal(title: "Signing out", text: "You are signed out here. Now the sign-in service signs you out as well."),
        signOutThere: "Sign out there too",
        signedInThere:
            "At the sign-in service you may still be signed in. At the next sign-in we ask it to ask again who you are.",
        linkTitle: "Sign in with a link",
        linkLead: "This link signs in once, for a trial.",
        linkButton: "Sign in",
        linkBad: Refusal(title: "This link no longer works", text: "The link was used or has expired. Ask for a new one."),
        signInFailed: Refusal(title: "Signing in did not work", text: "You are not signed in. Try again."),
        signInUnavailable: Refusal(
            title: "Signing in is not possible now", text: "The sign-in service does not answer. Try again in a minute."),
        signInsLimited: Refusal(
            title: "Signing in is not possible now", text: "Too many people are signing in at once. Try again in a minute."),
        tryAgain: "Try again",
        noRole: Refusal(
            title: "You have no role here",
            text: "You are not signed in, for you have no role in this application. Your main access manager can give you one."),
        tooMany: Refusal(title: "Signing in is not possible now", text: "Too many people are signed in. Try again later."),
        notFound: Refusal(title: "Not found", text: "It does not exist, or does not belong to your municipality."),
        notOffered: Refusal(
            title: "This page does not work that way", text: "Nothing was done. Go to the start and choose there what you want to do."),
        forbidden: Refusal(title: "You may not do this", text: "None of your roles allows it now."),
        staleForm: Refusal(
            title: "This form has expired", text: "Nothing was done. Open the page again and fill in the form once more."),
        busy: "This is not possible now",
        conflict: Refusal(
            title: "This is no longer possible", text: "Things have changed meanwhile. Nothing was done; look again at how they stand."),
        failed: Refusal(title: "Something went wrong", text: "The fault was noted. Try again, or tell the service desk."),
        backToStart: "To the start",
        faults: "Check these points",
        needed: "(required)",
        cancel: "Cancel",
        look: "Look again",
        opensBeside: "(opens in a new tab)")
}
