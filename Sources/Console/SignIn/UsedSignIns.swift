import Mail
import Synchronization

/// Sign-ins that came back from the issuer: each may do so once, whatever cookie is shown again.
final class UsedSignIns: Sendable {
    /// At one time; beyond, the oldest is forgotten. Its code is good once at the issuer as well.
    static let limit = 1_000

    private let names = Mutex<[[UInt8]: Duration]>([:])

    /// Whether this is the first time.
    func take(_ signIn: PendingSignIn, at now: Duration) -> Bool {
        names.withLock { names in
            names = names.filter { now < $0.value + PendingSignIn.lifetime }
            guard names[signIn.name] == nil else { return false }
            if names.count >= Self.limit, let oldest = names.min(by: { $0.value < $1.value }) { names[oldest.key] = nil }
            names[signIn.name] = now
            return true
        }
    }
}
