package import Issuance
package import Mail

extension FieldFault {
    /// The time that a field has, as RFC 3339 writes it.
    ///
    /// - Parameter remark: What to mind where it is given.
    /// - Returns: `nil` where it is none, which is among the faults then.
    package static func instant(_ text: String, _ field: String, _ faults: inout [FieldFault], remark: String = "") -> Instant? {
        if let instant = Instant(rfc3339: text) { return instant }
        faults.append(FieldFault(field: field, reason: "must be a time such as 2026-11-23T12:00:00Z\(remark)"))
        return nil
    }
}
