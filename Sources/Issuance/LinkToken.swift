package import Mail

/// The token in the mailed link: 128 random bits as 22 base64url characters.
package struct LinkToken: Sendable {
    package static let octets = 16
    package static let characters = 22

    package let text: Secret

    /// A fresh token.
    package init(random: some RandomSource) {
        text = Secret(Base64URL.encode(random.bytes(Self.octets)))
    }

    /// As it stands in a link; strict, since nobody types it. `nil` for anything that ``init(random:)`` cannot give.
    package init?(_ text: Secret) {
        guard text.count == Self.characters, Base64URL.decode(text.reveal()) != nil else { return nil }
        self.text = text
    }
}
