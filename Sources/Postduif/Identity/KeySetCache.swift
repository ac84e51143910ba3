import JWTKit
import Logging
import Mail
import Synchronization

/// An issuer's keys in memory, and their rotation.
///
/// A set that was fetched takes the place of the one before, whatever it holds: a key that is no longer in it is not taken any more, and
/// from an empty set none. It is renewed after a quarter of an hour (``KeySetRenewal``), and at most once a minute for a token with
/// a key that is not known. Where fetching fails, what was known goes on for a day; a key that nobody confirmed for longer is not
/// taken.
final class KeySetCache: Sendable {
    /// Of one key set.
    static let octets = 256 * 1_024
    /// Between two attempts to fetch.
    static let interval: Duration = .seconds(60)
    /// After which a set is fetched again without need.
    static let age: Duration = .seconds(15 * 60)
    /// Without a fetch for so long an operator should look.
    static let staleness: Duration = .seconds(30 * 60)
    /// After the last fetch: what it brought is taken until then.
    static let lifetime: Duration = .seconds(24 * 3_600)

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
    /// - Throws: Also for a set without any: a start with it would be a mistake.
    func load() async throws(KeySetFault) -> Int {
        state.withLock { $0.attempted = clock.monotonic }
        let keys = try await KeySet.read(try await source.fetch())
        guard keys.count > 0 else { throw KeySetFault(Self.withoutKeys) }
        keep(keys)
        return keys.count
    }

    /// The keys that a token may be signed with; fetched when none is known and the time for it has come.
    func verifiers(id: String?, algorithm: SignatureAlgorithm) async -> [any JWTAlgorithm] {
        if isDue { _ = renewal() }
        let known = taken.verifiers(id: id, algorithm: algorithm)
        guard known.isEmpty, let fetching = renewal() else { return known }
        await fetching.value
        return taken.verifiers(id: id, algorithm: algorithm)
    }

    /// Fetches when what is known is old, or nothing is.
    func renewIfDue() async {
        guard isDue || state.withLock({ $0.fetched == nil }) else { return }
        await renewal()?.value
    }

    /// What an operator should know; `nil` while the keys are there and were confirmed in time.
    var trouble: String? {
        let keys = taken
        let age = age
        switch age {
        case nil: return "nobody can sign in: the issuer's keys were not fetched yet"
        case let age? where age >= Self.lifetime:
            return "nobody can sign in: the issuer's keys were not fetched for \(Self.lifetime.components.seconds / 3_600) h"
        case _ where keys.count == 0: return "nobody can sign in: \(Self.withoutKeys)"
        case let age? where age >= Self.staleness:
            return "the issuer's keys were not fetched for \(age.components.seconds / 60) min; "
                + "those known are taken for \(Self.lifetime.components.seconds / 3_600) h"
        default: return nil
        }
    }

    private static let withoutKeys = "the key set has no key that can be used"

    /// Since the last fetch; `nil`: there was none.
    private var age: Duration? {
        let now = clock.monotonic
        return state.withLock(\.fetched).map { now - $0 }
    }

    private var isDue: Bool { age.map { $0 >= Self.age } ?? false }

    /// What counts now.
    private var taken: KeySet {
        let now = clock.monotonic
        return state.withLock { state in
            guard let fetched = state.fetched, now - fetched < Self.lifetime else { return .none }
            return state.keys
        }
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
            let keys = try await KeySet.read(try await source.fetch())
            keep(keys)
            if keys.count > 0 {
                logger.info("the issuer's keys were fetched", metadata: ["oidc.keys": "\(keys.count)"])
            } else {
                logger.warning("the issuer's key set has no key that can be used; nobody can sign in")
            }
        } catch {
            logger.warning("the issuer's keys were not fetched; those known go on for a day", metadata: ["oidc.fault": "\(error)"])
        }
        state.withLock { $0.fetching = nil }
    }

    private func keep(_ keys: KeySet) {
        let now = clock.monotonic
        state.withLock {
            $0.keys = keys
            $0.fetched = now
        }
    }
}
