import Mail
import Queue

/// The fields of a code request that need no look-up, checked.
enum CheckedCode {
    /// Seconds a caller may ask for.
    static let lifetimes: ClosedRange<Duration> = .seconds(60)...(.seconds(600))

    /// 1 to 64 of `a-z 0-9 . _ -`.
    static func checkPurpose(_ purpose: String, into faults: inout [FieldFault]) {
        let isAllowed = purpose.utf8.allSatisfy {
            switch $0 {
            case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isAllowed, (1...Limits.purposeOctets).contains(purpose.utf8.count) else {
            faults.append(
                FieldFault("purpose", "Give 1 to \(Limits.purposeOctets) of the characters a-z, 0-9, dot, underscore and hyphen."))
            return
        }
    }

    static func checkBinding(_ binding: String, into faults: inout [FieldFault]) {
        guard (1...Limits.bindingOctets).contains(binding.utf8.count) else {
            faults.append(FieldFault("binding", "Give 1 to \(Limits.bindingOctets) octets, such as your session's identifier."))
            return
        }
    }

    /// The lifetime asked for, else the kind's.
    static func lifetime(_ asked: Duration?, kind: Kind, into faults: inout [FieldFault]) -> Duration {
        guard let asked else { return kind.lifetime }
        let least = kind.minimumLeft.components.seconds
        if !lifetimes.contains(asked) {
            faults.append(FieldFault("lifetime_s", "Give 60 to 600 seconds."))
        } else if asked <= kind.minimumLeft {
            faults.append(
                FieldFault("lifetime_s", "Must be more than \(least): nothing is mailed with \(least) seconds or less of its life left."))
        }
        return asked
    }
}
