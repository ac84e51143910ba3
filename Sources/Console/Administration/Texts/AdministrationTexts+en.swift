import Issuance

extension AdministrationTexts {
    static let en = AdministrationTexts(
        number: "No.", more: "More",
        audit: "Audit", auditTitle: "Audit log", auditCaption: "Entries, newest first", action: "Action", object: "Object", actor: "By",
        since: "From the day", until: "Up to the day", details: "Details", noEntries: "No entry matches.",
        verifyTitle: "Is it whole?",
        verifyLead: "Reads the whole log and proves that nothing was changed, removed, put in or moved. Note the end elsewhere: it "
            + "shows later that the end was not replaced.",
        verify: "Prove it", cuts: "Entries that say that the log had been cut before a start:", end: "It ends at",
        verifiedAt: "Proved on {time}:", intact: "{count} entries follow one another.",
        broken: "It is not whole. {count} entries follow one another, then:",
        keys: "Keys", keysTitle: "API keys", toKeys: "To the keys", key: "Key", keyName: "Name",
        keyNameHint: "Who uses it, such as the front.",
        scopes: "May", keyPlaceHint: "Its NIS code, where the key is limited to one municipality.", created: "Made", revoked: "Revoked on",
        revoke: "Revoke",
        revokeMeaning: "Whoever uses the key gets nothing any more, at once. This cannot be undone.", noKeys: "There is no key.",
        createTitle: "A new key", create: "Make the key", madeTitle: "The new key",
        madeLead: "This is shown once. Hand it to the front now; it is kept nowhere.",
        madeGone: "The key was shown already. Where it is lost, revoke it and make another.",
        municipalities: "Municipalities", municipalitiesTitle: "Municipalities", toMunicipalities: "To the municipalities",
        noMunicipalities: "None is registered.", register: "Register a municipality", change: "Change",
        changeHint: "An emptied field takes away what is registered. The NIS code stays.", save: "Save",
        nis: "NIS code", nisHint: "Five digits.", name: "Name", nameHint: "Where a language has no name of its own.", nameNL: "Dutch name",
        nameFR: "French name", nameDE: "German name", languages: "Languages", languagesHint: "nl, fr, de; the first one is the default.",
        enterpriseNumber: "Enterprise number", validFrom: "Valid from", validUntil: "Valid until",
        untilHint: "The first day on which it is no longer valid.", successor: "NIS code that follows", issuing: "Issuing",
        canIssue: "Activations can be issued", cannotIssue: "Nothing can be issued",
        agreement: "User agreement", agreements: "User agreements",
        agreementHint: "Leave it empty where it is not signed yet: nothing is issued before.",
        addAgreement: "Add a user agreement", noAgreements: "There is no user agreement.", signedOn: "Signed on", signatory: "Signed by",
        function: "Function", documentDigest: "SHA-256 of the document",
        withdraw: "Withdraw the agreement",
        withdrawMeaning: "From that day on nothing is issued for this municipality, unless another agreement is in force. This cannot be "
            + "undone: a new agreement would have to be signed.",
        withdrawnOn: "Withdrawn on", withdrawHint: "The first day on which it holds no longer. Empty: at once.",
        standings: [.inForce: "in force", .toCome: "to come", .ended: "ended", .withdrawn: "withdrawn", .none: "none"])
}
