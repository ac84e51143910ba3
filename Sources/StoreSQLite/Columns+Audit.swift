import Issuance
import Mail

extension Columns {
    func auditEntry() -> AuditEntry {
        AuditEntry(
            number: int(0), at: time(1), actor: text(2), action: text(3), object: text(4), municipality: optionalText(5),
            details: text(6), mac: blob(7))
    }
}
