import API
import Issuance
import Mail
import Synchronization

/// Tokens that are good because the test says so.
final class KnownTokens: TokenVerifying {
    private let known = Mutex<[String: PersonIdentity]>([:])

    func add(_ token: String, for identity: PersonIdentity) { known.withLock { $0[token] = identity } }

    /// Its time is over.
    func remove(_ token: String) { known.withLock { $0[token] = nil } }

    func person(of token: Secret) async -> PersonIdentity? { known.withLock { $0[token.revealText()] } }
}
