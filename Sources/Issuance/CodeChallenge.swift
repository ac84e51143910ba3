package import Mail

/// One one-time code: bound to its purpose and its caller, used once.
package struct CodeChallenge: Hashable, Sendable {
    package enum State: String, CaseIterable, Hashable, Sendable {
        case pending, verified, cancelled, locked, expired
        /// A newer code for the same subject and purpose took its place.
        case superseded
    }

    package let id: CodeID
    /// The key it is for; `nil` when the caller gave an address.
    package let key: DigitalKeyID?
    package let municipality: String?
    /// HMAC of key or address with the purpose: a newer challenge with the same value supersedes this one.
    package let subject: [UInt8]
    package let purpose: String
    /// HMAC of the caller's binding.
    package let binding: [UInt8]
    /// HMAC of identifier and code.
    package let code: [UInt8]
    /// The address, sealed with the identifier as context.
    package let sealedAddress: [UInt8]
    package let language: Language
    package let bindingLanguage: Language?
    package var state: State
    /// The word of the first mail; a re-sent one has its own (``Reference``).
    package let reference: String
    package let issued: Instant
    package let expires: Instant
    /// Wrong tries for the code in force.
    package let tries: Int
    /// Wrong tries over all re-sent codes.
    package let triesTotal: Int
    /// The newest mail.
    package let message: QueueID
    /// HMAC of key or address, whatever the purpose: whose wrong tries in a row are counted (``SubjectTries``).
    package let triesSubject: [UInt8]

    package init(
        id: CodeID, key: DigitalKeyID?, municipality: String?, subject: [UInt8], purpose: String, binding: [UInt8], code: [UInt8],
        sealedAddress: [UInt8], language: Language, bindingLanguage: Language?, state: State = .pending, reference: String,
        issued: Instant, expires: Instant, tries: Int = 0, triesTotal: Int = 0, message: QueueID,
        triesSubject: [UInt8]
    ) {
        self.id = id
        self.key = key
        self.municipality = municipality
        self.subject = subject
        self.purpose = purpose
        self.binding = binding
        self.code = code
        self.sealedAddress = sealedAddress
        self.language = language
        self.bindingLanguage = bindingLanguage
        self.state = state
        self.reference = reference
        self.issued = issued
        self.expires = expires
        self.tries = tries
        self.triesTotal = triesTotal
        self.message = message
        self.triesSubject = triesSubject
    }

    /// Whether its code may still be given in.
    package func isPending(at now: Instant) -> Bool { state == .pending && now < expires }
}
