import Mail

/// Whom a one-time code is for.
struct CodeTarget: Sendable {
    let address: EmailAddress
    /// `nil` when the caller gave an address.
    let key: DigitalKeyID?
    let municipality: String?
    let language: Language
    let bindingLanguage: Language?
    /// Of the mail.
    var languages: MailLanguages { MailLanguages(language, binding: bindingLanguage) }
    /// HMAC of the key's address, as it was read; `nil` when the caller gave an address.
    var keyAddress: [UInt8]?

    /// What makes two codes codes for the same one: the key, else the mailbox.
    var subject: [UInt8] {
        if let key { Self.subject(of: key) } else { Self.subject(of: address) }
    }

    /// The first octet keeps the two apart.
    static func subject(of key: DigitalKeyID) -> [UInt8] { [1] + key.bytes }
    static func subject(of address: EmailAddress) -> [UInt8] { [0] + Array(address.normalized.utf8) }
}
