package import Mail

/// One entry of the audit log as it is kept: plain texts, so that one which was tampered with can be read and named.
package struct AuditEntry: Hashable, Sendable {
    /// From 1 on, without gaps.
    package let number: Int64
    package let at: Instant
    package let actor: String
    package let action: String
    package let object: String
    /// NIS code; `nil` for what belongs to none.
    package let municipality: String?
    /// Words with a space between.
    package let details: String
    /// HMAC over the MAC of the entry before and all of the above (``AuditChain``).
    package let mac: [UInt8]

    package init(
        number: Int64, at: Instant, actor: String, action: String, object: String, municipality: String?, details: String, mac: [UInt8]
    ) {
        self.number = number
        self.at = at
        self.actor = actor
        self.action = action
        self.object = object
        self.municipality = municipality
        self.details = details
        self.mac = mac
    }

    /// The end of the log when this entry is the last.
    package var end: AuditEnd { AuditEnd(number: number, mac: mac) }

    /// What the chain authenticates: number and time in 8 octets each, then each text behind its length in 4 octets (big endian);
    /// no municipality is told from an empty one.
    var canonical: [UInt8] {
        var bytes = AuditChain.octets(UInt64(bitPattern: number), 8) + AuditChain.octets(UInt64(bitPattern: at.microseconds), 8)
        for text in [actor, action, object] { bytes += Self.counted(text) }
        if let municipality { bytes += [1] + Self.counted(municipality) } else { bytes.append(0) }
        return bytes + Self.counted(details)
    }

    private static func counted(_ text: String) -> [UInt8] { AuditChain.octets(UInt64(text.utf8.count), 4) + text.utf8 }
}
