import Mail

/// A batch that is only tried: each item is judged as if those before it had been issued.
struct BatchTrial: Sendable {
    /// In the order of the items; `nil`: it passed all but the limits.
    private var judged: [IssuanceRefusal?] = []
    /// What the items that passed count against.
    private(set) var charges: [[LimitCharge]] = []
    /// Citizens by address, both as HMACs, of the items that passed.
    private var citizens: [[UInt8]: Set<[UInt8]>] = [:]

    /// - Throws: The warning that an item before this one gives.
    mutating func add(_ prepared: PreparedActivation, confirmed: Set<String>) throws(IssuanceRefusal) {
        let activation = prepared.activation
        let others = (citizens[activation.address] ?? []).subtracting([activation.citizen])
        if !others.isEmpty {
            let standing = CitizenStanding(isAddressOfAnother: true, pending: nil)
            _ = try Issuer.confirmed(ActivationWarnings.warnings(about: standing), by: confirmed)
        }
        citizens[activation.address, default: []].insert(activation.citizen)
        judged.append(nil)
        charges.append(prepared.charges)
    }

    mutating func add(_ refusal: IssuanceRefusal) { judged.append(refusal) }

    /// - Parameter limited: For each item that passed, the limit that would refuse it.
    func refusals(_ limited: [IssuanceRefusal?]) -> [IssuanceRefusal?] {
        var limited = limited[...]
        return judged.map { $0 ?? limited.popFirst() ?? nil }
    }
}
