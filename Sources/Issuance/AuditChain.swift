package import Mail
import Queue

/// The chain of the audit log: each entry's HMAC covers the one before, so that none can be changed, removed, put in or moved
/// without the key, which is not in the database.
///
/// HMACs do not change their key with a rotation (``Keyring``), so one chain serves the life of an installation.
package struct AuditChain: Sendable {
    private let hmac: @Sendable ([UInt8]) -> [UInt8]

    /// What an HMAC is over, as its first octet: one never passes for another.
    private enum Kind: UInt8 {
        case entry = 1
        case checkpoint = 2
        case anchor = 3
    }

    package init(keyring: Keyring) {
        hmac = { keyring.hmac(.audit, $0) }
    }

    /// The entry of an act, behind the present end. A forged number at the end of all numbers must not end the process.
    package func entry(of act: AuditAct, at: Instant, after end: AuditEnd) -> AuditEntry {
        let open = AuditEntry(
            number: end.number &+ 1, at: at, actor: act.actor.text, action: act.action.rawValue, object: act.object,
            municipality: act.municipality, details: act.details.map(\.text).joined(separator: " "), mac: [])
        return AuditEntry(
            number: open.number, at: at, actor: open.actor, action: open.action, object: open.object, municipality: open.municipality,
            details: open.details, mac: mac(of: open, after: end))
    }

    /// Whether an entry is the one that was written behind this end.
    package func isIntact(_ entry: AuditEntry, after end: AuditEnd) -> Bool {
        entry.number == end.number &+ 1 && constantTimeEqual(entry.mac, mac(of: entry, after: end))
    }

    /// Proves a checkpoint: that everything up to this entry was removed by retention.
    package func checkpointProof(_ end: AuditEnd) -> [UInt8] { proof(.checkpoint, end) }

    /// Proves an anchor: that the log reached this entry.
    package func anchorProof(_ end: AuditEnd) -> [UInt8] { proof(.anchor, end) }

    private func mac(of entry: AuditEntry, after end: AuditEnd) -> [UInt8] {
        hmac([Kind.entry.rawValue] + end.mac + entry.canonical)
    }

    private func proof(_ kind: Kind, _ end: AuditEnd) -> [UInt8] {
        hmac([kind.rawValue] + Self.octets(UInt64(bitPattern: end.number), 8) + end.mac)
    }

    /// The last `count` octets of a number, big endian.
    static func octets(_ number: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64(count - 1 - $0))) }
    }
}
