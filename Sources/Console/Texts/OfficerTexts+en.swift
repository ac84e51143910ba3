import Issuance
import Mail

extension OfficerTexts {
    static let en = OfficerTexts(
        section: "Activations",
        new: "New activation",
        state: "State",
        anyState: "All",
        search: "Search",
        searchHint: "Reference, part of the masked address, or number of the activation (act_…).",
        show: "Show",
        none: "There is no activation that fits.",
        older: "Older",
        searchedAll: "All activations were searched.",
        searchedBack: "The search has looked as far back as {time}, and stops there for now; older ones may fit.",
        searchOn: "Go on from there",
        reference: "Reference",
        address: "Address",
        caseName: "Case",
        mail: "Mail",
        issuedAt: "Issued",
        states: [
            .pending: "waits for the citizen", .redeemed: "activated", .revoked: "revoked", .locked: "locked", .expired: "expired",
        ],
        mailStates: MailStates(
            waiting: "on its way", accepted: "accepted", refused: "refused", held: "held", expired: "too late",
            cancelled: "replaced or cancelled", inDoubt: "in doubt"),
        cases: [
            .noEID: Case(
                title: "No eID, but a number",
                lead: "The citizen has no electronic identity card, but has a national registration number or a BIS number."),
            .noNumber: Case(
                title: "Neither eID nor number",
                lead: "Identify the citizen, register him in the BIS register, then issue the code."),
            .eidUnusable: Case(
                title: "An eID that cannot sign in",
                lead: "The citizen has an eID and cannot sign in with it, for instance because its certificates are not active."),
        ],
        chooseTitle: "New activation: which case?",
        chooseLead: "Choose what holds for the citizen at the counter.",
        municipality: "Municipality",
        person: "1. The person",
        present: "I see the citizen, here or by video, and the face matches the photo of the document.",
        presentMissing: "Tick this if it is so; nothing is issued unless you see the citizen, in person or by video.",
        document: "2. The document",
        documentKind: "Kind of document",
        documents: [
            .passport: "Passport", .identityCard: "Identity card", .residencePermit: "Residence permit", .other: "Other document",
        ],
        country: "Country of the document",
        countryHint: "Two letters, such as BE, FR, MA.",
        check: "3. The check",
        checkLead: "Check a Belgian document with Checkdoc; compare a foreign one with PRADO.",
        checkdoc: "Open Checkdoc",
        prado: "Open PRADO",
        checkedWith: "What was it checked with?",
        tools: [.checkdoc: "Checkdoc", .prado: "PRADO", .none: "Not checked"],
        answer: "Answer",
        answers: [
            .noHit: "NO HIT: not known as stolen, lost or void", .hit: "HIT", .notApplicable: "No answer (PRADO or no check)",
        ],
        hitStops: "With a HIT nothing is issued.",
        register: "4. The BIS register",
        registerLead: "First look for the citizen by name in the register of the Crossroads Bank. If he is not there, register him.",
        registered: "The citizen was looked for and is in the BIS register now.",
        registeredMissing: "Tick this if it is so; nothing is issued without the registration.",
        registeredOn: "Day of the registration",
        number: "National registration number or BIS number",
        numberLegend: "The number",
        numberHint: "11 digits, such as 70.01.01-997.62. It is not kept.",
        bisNumber: "BIS number",
        mailLegend: "The mail",
        email: "The citizen’s e-mail address",
        emailHint: "A personal address that the citizen alone reads. Have the citizen read it over.",
        citizenLanguage: "The citizen’s language",
        languageNames: [.nl: "Dutch", .fr: "French", .en: "English", .de: "German"],
        languageUntold: "Not told",
        binding: "Language that binds beside English",
        codeLegend: "The code",
        channel: "How does the citizen get the code?",
        channels: [.paper: "On paper", .spoken: "Spoken", .video: "In a video interview"],
        assurance: "Assurance of the identity",
        assurances: [.normal: "Normal", .low: "Low"],
        issue: "Issue the activation code",
        confirm: "Confirm what looks odd",
        choose: "Choose one of these.",
        hit: ConsoleTexts.Refusal(
            title: "Stop: the check gave HIT",
            text:
                "Nothing was issued. Do not hand the document back without following your municipality’s procedure for a HIT, and tell the "
                + "police as it says."),
        agreementMissing: ConsoleTexts.Refusal(
            title: "No user agreement in force",
            text:
                "Nothing may be issued for this municipality before the user agreement with FPS BOSA is in force. Tell your main access manager "
                + "or the service desk."),
        sentBefore: ConsoleTexts.Refusal(
            title: "This form was sent before",
            text: "An activation was issued with this form already, with other details. Begin a new activation."),
        issued: "The activation code",
        code: "Activation code",
        codeLead:
            "Hand this code over now: on the start card or by word of mouth. It is shown once: after this page you will not see it again, here either.",
        codeGone: "The code was shown already, or it is too long ago. If it is lost, issue a new pair.",
        card: "Print the start card",
        cardWithCode: "With the code on it, in this language:",
        cardWithBoxes: "With boxes to write the code into:",
        another: "Another activation",
        toDetail: "To this activation",
        live: "What becomes of the mail?",
        linkExpires: "Link valid until",
        codeExpires: "Code valid until",
        identification: "Checked",
        confirmed: "Confirmed warnings",
        acts: "What can still be done?",
        nothingLeft:
            "Nothing can be done with this activation any more. If the citizen still needs a key, identify the citizen again and begin a new "
            + "activation.",
        newAddress: "New e-mail address",
        resend: Act(
            name: "Send the mail again", lead: "The citizen gets a new link; the former one no longer works. The code on paper stays.",
            button: "Send again", done: "The mail was sent again."),
        reissue: Act(
            name: "New code and new link", lead: "The former code and the former link no longer work. The new code is shown once.",
            button: "Issue a new code", done: "A new code was issued."),
        correct: Act(
            name: "Correct the address",
            lead:
                "The mail goes to the new address; the former one gets a notice that it was replaced. After the activation the digital key gets "
                + "the new address.",
            button: "Correct the address", done: "The address was corrected."),
        revoke: Act(
            name: "Revoke",
            lead: "The code and the link no longer work, nor does a digital key that was made with them. This cannot be undone.",
            button: "Revoke for good", done: "The activation was revoked."))
}
