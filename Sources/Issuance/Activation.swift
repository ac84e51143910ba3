package import Mail

/// A code on paper and a link by mail, redeemed together, once.
package struct Activation: Hashable, Sendable {
    /// Why the citizen stands at the counter.
    package enum Case: String, CaseIterable, Hashable, Sendable {
        case noEID = "no_eid"
        case noNumber = "no_number"
        case eidUnusable = "eid_unusable"
    }

    /// How sure the officer is of the identity; goes with the key.
    package enum Assurance: String, CaseIterable, Hashable, Sendable { case normal, low }

    /// How the code reaches the citizen.
    package enum Channel: String, CaseIterable, Hashable, Sendable { case paper, spoken, video }

    package enum State: String, CaseIterable, Hashable, Sendable {
        /// Waits for both halves.
        case pending
        case redeemed
        case revoked
        /// Too many wrong codes: a new identification at the counter is needed.
        case locked
        /// The link's or the code's lifetime is over.
        case expired
    }

    package let id: ActivationID
    package let municipality: String
    package let `case`: Case
    /// HMAC of the citizen number; the number itself is forgotten.
    package let citizen: [UInt8]
    /// The citizen's; of the second block of its mails where they have two (``MailLanguages``).
    package let language: Language
    /// Of the block that stands first where its mails have two.
    package let bindingLanguage: Language?
    /// The address, sealed with the identifier as context; empty once wiped.
    package let sealedAddress: [UInt8]
    package let channel: Channel
    package let assurance: Assurance
    package let identification: Identification
    package var state: State
    /// HMAC of the link token.
    package let token: [UInt8]
    /// HMAC of the code on paper.
    package let code: [UInt8]
    /// The word of the first mail, which the paper shows too; a re-sent mail has its own (``Reference``).
    package let reference: String
    package let issued: Instant
    /// Exclusive: end of the link.
    package let expires: Instant
    /// Exclusive: end of the code on paper.
    package let codeExpires: Instant
    /// Wrong codes for the pair in force.
    package let tries: Int
    /// Wrong codes over all pairs.
    package let triesTotal: Int
    /// The newest mail.
    package let message: QueueID
    /// Once redeemed.
    package let key: DigitalKeyID?
    /// HMAC of the address in its normalized form; empty once wiped, and for activations of before it was kept.
    package let address: [UInt8]
    package let evidence: ActivationEvidence
    /// When the address was corrected last.
    package let corrected: Instant?
    /// Where the citizen's page leads to once it is redeemed; `nil` without such, and once it is over.
    package let returnTo: String?
    /// Notices about the activation or its key, oldest first: their recipient may stand in no record any more. `nil` where they were not
    /// noted yet: it is of before that.
    package var notices: [QueueID]?

    /// How many notices are remembered: as many corrections as limits let through while the first of them waits.
    package static let noticesKept = 100

    package init(
        id: ActivationID, municipality: String, case: Case, citizen: [UInt8], language: Language, bindingLanguage: Language?,
        sealedAddress: [UInt8], channel: Channel, assurance: Assurance, identification: Identification, state: State = .pending,
        token: [UInt8], code: [UInt8], reference: String, issued: Instant, expires: Instant, codeExpires: Instant,
        tries: Int = 0, triesTotal: Int = 0, message: QueueID, key: DigitalKeyID? = nil, address: [UInt8] = [],
        evidence: ActivationEvidence = ActivationEvidence(), corrected: Instant? = nil, returnTo: String? = nil,
        notices: [QueueID]? = []
    ) {
        self.id = id
        self.municipality = municipality
        self.case = `case`
        self.citizen = citizen
        self.language = language
        self.bindingLanguage = bindingLanguage
        self.sealedAddress = sealedAddress
        self.channel = channel
        self.assurance = assurance
        self.identification = identification
        self.state = state
        self.token = token
        self.code = code
        self.reference = reference
        self.issued = issued
        self.expires = expires
        self.codeExpires = codeExpires
        self.tries = tries
        self.triesTotal = triesTotal
        self.message = message
        self.key = key
        self.address = address
        self.evidence = evidence
        self.corrected = corrected
        self.returnTo = returnTo
        self.notices = notices
    }

    /// Of its mails.
    package var languages: MailLanguages { MailLanguages(language, binding: bindingLanguage) }

    /// All mails that are known to belong to it.
    package var mails: [QueueID] { [message] + (notices ?? []) }

    /// The notices with one more; the oldest of too many goes.
    package func notices(and new: QueueID) -> [QueueID] { ((notices ?? []) + [new]).suffix(Self.noticesKept) }

    /// The state as it is now: a pending activation whose time is over has expired.
    package func state(at now: Instant) -> State {
        state == .pending && (now >= expires || now >= codeExpires) ? .expired : state
    }
}

/// What the officer checked; never a copy of the document.
package struct Identification: Hashable, Sendable {
    package enum Document: String, CaseIterable, Hashable, Sendable {
        case passport
        case identityCard = "identity_card"
        case residencePermit = "residence_permit"
        case other
    }

    package enum CheckedWith: String, CaseIterable, Hashable, Sendable { case checkdoc, prado, none }

    package enum Result: String, CaseIterable, Hashable, Sendable {
        case noHit = "no_hit"
        case hit
        case notApplicable = "not_applicable"
    }

    package let document: Document
    /// ISO 3166-1 alpha-2, upper case.
    package let country: String
    package let checkedWith: CheckedWith
    package let result: Result

    package init(document: Document, country: String, checkedWith: CheckedWith, result: Result) {
        self.document = document
        self.country = country
        self.checkedWith = checkedWith
        self.result = result
    }
}
