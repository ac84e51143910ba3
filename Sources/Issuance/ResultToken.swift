package import Mail

/// What a citizen takes back to a front, so that it learns what was activated: 128 random bits and as many of an HMAC over them, as 43
/// base64url characters. One that was not made here is known without the store.
package struct ResultToken: Sendable {
    package static let octets = 16
    package static let characters = 43
    /// From the redemption on: a click, and a front's answer.
    package static let life: Duration = .seconds(600)

    package let text: Secret

    /// A fresh token.
    package init(random: some RandomSource, keyring: Keyring) {
        let bits = random.bytes(Self.octets)
        text = Secret(Base64URL.encode(bits + Self.signature(of: bits, keyring)))
    }

    /// As a front gives it in; `nil` for one that ``init(random:keyring:)`` did not make.
    package init?(_ text: Secret, keyring: Keyring) {
        guard text.count == Self.characters, let decoded = Base64URL.decode(text.reveal()) else { return nil }
        let (bits, signature) = (Array(decoded.prefix(Self.octets)), Array(decoded.dropFirst(Self.octets)))
        guard constantTimeEqual(signature, Self.signature(of: bits, keyring)) else { return nil }
        self.text = text
    }

    /// What is kept of it.
    func digest(_ keyring: Keyring) -> [UInt8] { keyring.hmac(.resultToken, text.reveal()) }

    private static func signature(of bits: [UInt8], _ keyring: Keyring) -> [UInt8] {
        Array(keyring.hmac(.resultSignature, bits).prefix(octets))
    }
}
