package import Mail

/// How the agreements of a municipality stand at one time.
package struct AgreementStanding: Hashable, Sendable {
    package enum State: String, CaseIterable, Hashable, Sendable {
        case inForce = "in_force"
        /// None is in force and one will be.
        case toCome = "to_come"
        case ended
        case withdrawn
        /// None was ever registered.
        case none
    }

    /// An agreement with its place in the municipality's list, from 1.
    package struct Numbered: Hashable, Sendable {
        package let number: Int
        package let agreement: Agreement
    }

    package let state: State
    /// The one that counts: in force, else the next, else the last; `nil` in the state `none` alone.
    package let current: Numbered?
    /// The one that ended last, when none is in force.
    package let former: Numbered?
}

extension Municipality {
    /// The agreement in force, else the next one, else the one that ended last. Of several in force the one that began last: a renewal
    /// takes over on its first day, however early it was registered.
    package func standing(at now: Instant) -> AgreementStanding {
        let numbered = agreements.enumerated().map { AgreementStanding.Numbered(number: $0.offset + 1, agreement: $0.element) }
        if let current = numbered.filter({ $0.agreement.isInForce(at: now) }).max(by: { Self.began($0, before: $1) }) {
            return AgreementStanding(state: .inForce, current: current, former: nil)
        }
        let former = numbered.filter { !$0.agreement.isToCome(at: now) }.max { Self.ended($0, before: $1) }
        let next = numbered.filter { $0.agreement.isToCome(at: now) }.min { Self.began($0, before: $1) }
        if let next { return AgreementStanding(state: .toCome, current: next, former: former) }
        guard let former else { return AgreementStanding(state: .none, current: nil, former: nil) }
        return AgreementStanding(state: former.agreement.isWithdrawn ? .withdrawn : .ended, current: former, former: former)
    }

    private static func began(_ one: AgreementStanding.Numbered, before other: AgreementStanding.Numbered) -> Bool {
        (one.agreement.validFrom, one.number) < (other.agreement.validFrom, other.number)
    }

    private static func ended(_ one: AgreementStanding.Numbered, before other: AgreementStanding.Numbered) -> Bool {
        (one.agreement.ends ?? .distantFuture, one.number) < (other.agreement.ends ?? .distantFuture, other.number)
    }
}
