import Crypto
import FoundationEssentials
package import Mail

/// The text of an API key: `pdk_` and 48 base64url characters for 256 random bits and their CRC-32.
///
/// The prefix lets secret scanners find a leaked key; the checksum turns a mistyped one away without a search.
package struct APIKeyText: Sendable {
    package static let prefix = "pdk_"
    private static let randomOctets = 32

    package let text: Secret

    package init(random: some RandomSource) {
        let octets = random.bytes(Self.randomOctets)
        text = Secret(Array(Self.prefix.utf8) + Base64URL.encode(octets + CRC32.octets(of: octets)))
    }

    /// As presented; `nil` when prefix, length, alphabet or checksum is wrong.
    package init?(_ presented: Secret) {
        let bytes = presented.reveal()
        guard bytes.count == Self.prefix.utf8.count + 48, bytes.starts(with: Self.prefix.utf8),
            let octets = Base64URL.decode(bytes.dropFirst(Self.prefix.utf8.count))
        else { return nil }
        let checksum = CRC32.octets(of: Array(octets.prefix(Self.randomOctets)))
        guard Array(octets.dropFirst(Self.randomOctets)) == checksum else { return nil }
        text = presented
    }

    /// SHA-256 of the text: what is kept.
    package var digest: [UInt8] { Array(SHA256.hash(data: text.reveal())) }
}
