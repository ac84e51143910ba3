import JWTKit
import Logging
import Mail
import Synchronization

/// An issuer's keys in memory, and their rotation.
///
/// A token with a key that is not known has the set fetched again, at most once a minute; one that is older than a quarter of an
/// hour is renewed beside the next request, so that a key which its issuer took back does not stay. Where fetching fails, what was
/// known goes on.
final class KeySetCache: Sendable {
    /// Of one key set.
    static let octets = 256 * 1_024
    /// Between two attempts to fetch.
    static let interval: Duration = .seconds(60)
    /// After which a set is fetched again without need.
    static let age: Duration = .seconds(15 * 60)

    private let source: any KeySetSource
    private let clock: any TimeSource
    private let logger: Logger
    private let state = Mutex(State())

    private struct State: Sendable {
        var keys = KeySet.none
        var attempted: Duration?
        var fetched: Duration?
        /// Under way; all who need it wait for this one.
        var fetching: Task<Void, Never>?
    }

    /// Empty until ``load()`` or the first token.
    init(source: any KeySetSource, clock: any TimeSource, logger: Logger) {
        self.source = source
        self.clock = clock
        self.logger = logger
    }

    /// The first fetch.
    ///
    /// - Returns: How many keys can be used.
    func load() async throws(KeySetFault) -> Int {
        state.withLock { $0.attempted = clock.monotonic }
        let keys = try await fetched()
        keep(keys)
        return keys.count
    }

    /// The key that a token names; fetched when it is not known and the time for it has come.
    func verifier(id: String?, algorithm: SignatureAlgorithm) async -> (any JWTAlgorithm)? {
        if let known = current().verifier(id: id, algorithm: algorithm) { return known }
        guard let fetching = renewal() else { return nil }
        await fetching.value
        return state.withLock(\.keys).verifier(id: id, algorithm: algorithm)
    }

    /// What is known; begins a renewal when it is old.
    private func current() -> KeySet {
        let now = clock.monotonic
        let (keys, isOld) = state.withLock { state in (state.keys, state.fetched.map { now - $0 >= Self.age } ?? false) }
        if isOld { _ = renewal() }
        return keys
    }

    /// The fetch under way, or a new one; `nil` when the last was begun less than a minute ago.
    private func renewal() -> Task<Void, Never>? {
        let now = clock.monotonic
        return state.withLock { state in
            if let fetching = state.fetching { return fetching }
            if let attempted = state.attempted, now - attempted < Self.interval { return nil }
            state.attempted = now
            let task = Task { await self.renew() }
            state.fetching = task
            return task
        }
    }

    private func renew() async {
        do throws(KeySetFault) {
            let keys = try await fetched()
            keep(keys)
            logger.info("the issuer's keys were fetched", metadata: ["oidc.keys": "\(keys.count)"])
        } catch {
            logger.warning("the issuer's keys were not fetched; those known go on", metadata: ["oidc.fault": "\(error)"])
        }
        state.withLock { $0.fetching = nil }
    }

    private func fetched() async throws(KeySetFault) -> KeySet {
        guard let keys = await KeySet.read(try await source.fetch()) else { throw KeySetFault("what was had is no JSON Web Key Set") }
        guard keys.count > 0 else { throw KeySetFault("the key set has no key that can be used") }
        return keys
    }

    private func keep(_ keys: KeySet) {
        let now = clock.monotonic
        state.withLock {
            $0.keys = keys
            $0.fetched = now
        }
    }
}
