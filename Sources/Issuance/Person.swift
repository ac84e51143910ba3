package import Mail

/// Somebody who signs in, by a number of our own: who it is stands nowhere in clear.
package struct Person: Hashable, Sendable {
    package let id: PersonID
    /// HMAC of the issuer and the subject that it knows the person by.
    package let subject: [UInt8]
    /// The name that a list of grants shows, sealed under the identifier; empty once it was erased.
    package let sealedName: [UInt8]
    package let created: Instant
    /// HMAC of the person's own address in its normalized form; empty where none is known.
    package let address: [UInt8]

    package init(id: PersonID, subject: [UInt8], sealedName: [UInt8], created: Instant, address: [UInt8] = []) {
        self.id = id
        self.subject = subject
        self.sealedName = sealedName
        self.created = created
        self.address = address
    }
}
