package import Mail

extension Municipality {
    /// Why nothing may be issued under its agreements now, and what to do; `nil` with one in force.
    package func missingAgreement(at now: Instant) -> String? {
        let standing = standing(at: now)
        let register = "register the signed one with its day, signatory and function"
        guard let current = standing.current?.agreement else {
            return "Municipality \(nis) has no user agreement: \(register)."
        }
        let former = standing.former.map { Self.end(of: $0.agreement) }
        switch standing.state {
        case .inForce: return nil
        case .toCome:
            let next = "begins on \(current.validFrom.brusselsDay)"
            guard let former else { return "The user agreement of municipality \(nis) \(next); issue from that day on." }
            return "The user agreement of municipality \(nis) \(former) and the next one \(next); issue from that day on."
        case .ended, .withdrawn, .none:
            return "The user agreement of municipality \(nis) \(former ?? "has ended") and no other follows: \(register)."
        }
    }

    /// Why the NIS code may not be used now, and which one may; `nil` while it may.
    package func endedCode(at now: Instant) -> String? {
        if let validFrom, now < validFrom {
            return "The NIS code \(nis) begins on \(validFrom.brusselsDay); use the one before it until then."
        }
        guard let validUntil, validUntil <= now else { return nil }
        let follow = successor.map { "its successor \($0)" } ?? "the code of the municipality that followed"
        return "The NIS code \(nis) ended on \(validUntil.brusselsDay); use \(follow)."
    }

    private static func end(of agreement: Agreement) -> String {
        if agreement.isWithdrawn, let day = agreement.withdrawnOn { return "was withdrawn on \(day.brusselsDay)" }
        return agreement.validUntil.map { "ended on \($0.brusselsDay)" } ?? "has ended"
    }
}
