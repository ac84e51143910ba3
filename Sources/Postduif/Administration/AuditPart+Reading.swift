import Issuance
import Mail

extension AuditPart {
    /// The entries as they are verified. One whose MAC cannot be read has none, and so is found.
    var readEntries: [AuditEntry] {
        entries.map {
            AuditEntry(
                number: $0.number, at: Instant(microseconds: $0.atMicroseconds), actor: $0.actor, action: $0.action, object: $0.object,
                municipality: $0.municipality, details: $0.details, mac: Hexadecimal.bytes($0.mac) ?? [])
        }
    }

    var readCheckpoint: AuditCheckpoint? {
        checkpoint.map {
            AuditCheckpoint(end: AuditEnd($0.end) ?? .beginning, proof: Hexadecimal.bytes($0.proof) ?? [])
        }
    }
}
