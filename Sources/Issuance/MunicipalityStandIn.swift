import Synchronization

/// A municipality to look up where a link that nobody has names none: that of the last link that was found, so that a miss takes no less.
final class MunicipalityStandIn: Sendable {
    /// Nobody's, until a link was found.
    private let nis = Mutex("00000")

    /// The code to look up.
    func code(for found: String?) -> String {
        nis.withLock { nis in
            if let found { nis = found }
            return nis
        }
    }
}
