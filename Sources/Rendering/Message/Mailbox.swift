package import Mail

/// RFC 5322 §3.4 mailbox: a display name and an address.
package struct Mailbox: Hashable, Sendable {
    /// The sender only: no subject, no recipient, no signs (receivers mark those as deceptive). May be empty.
    package let displayName: String
    package let address: EmailAddress

    package init(displayName: String, address: EmailAddress) {
        self.displayName = displayName
        self.address = address
    }
}
