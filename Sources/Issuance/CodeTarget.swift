import Mail

/// Whom a one-time code is for.
struct CodeTarget: Sendable {
    let address: EmailAddress
    /// `nil` when the caller gave an address.
    let key: DigitalKeyID?
    let municipality: String?
    let language: Language
    let bindingLanguage: Language?
    /// HMAC of the key's address, as it was read; `nil` when the caller gave an address.
    var keyAddress: [UInt8]?

    /// What makes two codes codes for the same one: the key, else the mailbox. The first octet keeps the two apart.
    var subject: [UInt8] {
        if let key { [1] + key.bytes } else { [0] + Array(address.normalized.utf8) }
    }
}
