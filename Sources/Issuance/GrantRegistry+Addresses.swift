import Mail
import Queue
import Synchronization

/// The addresses that tokens bring.
extension GrantRegistry {
    /// Between two writes of a person's address that a token brings.
    package static let learningInterval = Duration.seconds(3_600)

    /// Keeps the address that a caller's token has, where another stands or none: others are warned of it too.
    ///
    /// The request does not wait for it. At most one write in ``learningInterval`` for a person, whatever tokens say; a fault costs a
    /// warning, and the first request after that time tries again.
    ///
    /// - Returns: The write, where there is one.
    @discardableResult
    package func learnAddress(of caller: Caller) -> Task<Void, Never>? {
        guard case .person(let person) = caller.principal, !caller.address.isEmpty else { return nil }
        let (address, now) = (caller.address, clock.now)
        let former: [UInt8]?? = known.withLock { known in
            let former = known.addresses[person]
            guard former != address, known.learned[person].map({ now >= $0 + Self.learningInterval }) ?? true else { return nil }
            known.addresses[person] = address
            known.learned[person] = now
            return .some(former)
        }
        guard let former else { return nil }
        return Task {
            do { try await store.setAddress(address, of: person) } catch { putBack(former, insteadOf: address, of: person) }
        }
    }

    /// Unless it is another by now.
    private func putBack(_ former: [UInt8]?, insteadOf address: [UInt8], of person: PersonID) {
        known.withLock { if $0.addresses[person] == address { $0.addresses[person] = former } }
    }

    /// After the commit of an erasure.
    func forgetAddress(of person: PersonID) {
        known.withLock { known in
            known.addresses[person] = nil
            known.learned[person] = nil
        }
    }
}
