import Mail

/// That the log reached an entry, as a line of text that is kept apart from the database: a log that ends before it was cut.
///
/// Its HMAC keeps it from being written by somebody without the key. An older line of the same file is as valid as it was: whoever
/// can put back both the database and this file of one day is found only by what was noted elsewhere.
package enum AuditAnchor {
    private static let format = "postduif-audit-1"

    package static func text(_ end: AuditEnd, chain: AuditChain) -> String {
        "\(format) \(end) \(Hexadecimal.text(chain.anchorProof(end)))\n"
    }

    /// `nil`: garbled, or not written with this key.
    package static func end(in text: String, chain: AuditChain) -> AuditEnd? {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 3, parts[0] == format, let end = AuditEnd(String(parts[1])), let proof = Hexadecimal.bytes(parts[2]),
            constantTimeEqual(proof, chain.anchorProof(end))
        else { return nil }
        return end
    }
}
