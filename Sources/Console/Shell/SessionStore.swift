import Crypto
package import Issuance
package import Mail
import Metrics
import Synchronization

/// Sessions in memory: gone with the process, and known by the digest of their identifier alone.
///
/// Metric: `postduif_console_sessions`.
package final class SessionStore: Sendable {
    /// Octets of an identifier: 256 bits.
    static let octets = 32

    private let bounds: SessionBounds
    private let clock: any TimeSource
    private let random: any RandomSource
    private let sessions = Mutex<[[UInt8]: Session]>([:])
    private let gauge = Gauge(label: "postduif_console_sessions")

    package init(bounds: SessionBounds = SessionBounds(), clock: any TimeSource, random: any RandomSource) {
        self.bounds = bounds
        self.clock = clock
        self.random = random
        gauge.record(0)
    }

    /// How many there are.
    package var count: Int { sessions.withLock { $0.count } }

    /// Begins a session.
    ///
    /// - Parameter idToken: By which the issuer vouched, for the sign-out there.
    /// - Returns: Its identifier, for the cookie; `nil` when there are too many.
    package func begin(_ identity: PersonIdentity, language: Language, idToken: Secret? = nil) -> Secret? {
        let now = clock.monotonic
        let id = Base64URL.encode(random.bytes(Self.octets))
        let session = Session(
            identity: identity, formToken: Secret(Base64URL.encode(random.bytes(16))), language: language,
            idToken: idToken, began: now, used: now)
        return sessions.withLock { sessions in
            sessions = sessions.filter { isAlive($0.value, at: now) }
            let own = sessions.filter { Self.isSame($0.value.identity, identity) }.sorted { $0.value.used < $1.value.used }
            for former in own.prefix(max(0, own.count - bounds.perPerson + 1)) { sessions[former.key] = nil }
            guard sessions.count < bounds.total else { return nil }
            sessions[Self.digest(id)] = session
            gauge.record(sessions.count)
            return Secret(id)
        }
    }

    /// The session of an identifier, used now; `nil` when there is none or its time is over.
    package func use(_ id: Secret) -> Session? { session(id, isUse: true) }

    /// The same, without a use of it: what a page does by itself keeps nobody signed in.
    package func peek(_ id: Secret) -> Session? { session(id, isUse: false) }

    /// Ends it.
    package func end(_ id: Secret) {
        sessions.withLock { sessions in
            sessions[Self.digest(id.reveal())] = nil
            gauge.record(sessions.count)
        }
    }

    /// Chooses the language of its pages.
    package func setLanguage(_ language: Language, of id: Secret) {
        sessions.withLock { $0[Self.digest(id.reveal())]?.language = language }
    }

    /// Keeps something that one page shows once.
    package func keep(_ secret: Secret, for page: String, of id: Secret) {
        let now = clock.monotonic
        sessions.withLock { sessions in
            let key = Self.digest(id.reveal())
            guard var session = sessions[key] else { return }
            session.once = session.once.filter { $0.value.until > now }
            session.once[page] = Session.Shown(secret: secret, until: now + bounds.shown)
            sessions[key] = session
        }
    }

    /// Gives it up; `nil` when it was shown, or too long ago.
    package func take(for page: String, of id: Secret) -> Secret? {
        let now = clock.monotonic
        return sessions.withLock { sessions in
            let shown = sessions[Self.digest(id.reveal())]?.once.removeValue(forKey: page)
            return shown.flatMap { $0.until > now ? $0.secret : nil }
        }
    }

    private func session(_ id: Secret, isUse: Bool) -> Session? {
        let (now, key) = (clock.monotonic, Self.digest(id.reveal()))
        return sessions.withLock { sessions in
            guard var session = sessions[key] else { return nil }
            guard isAlive(session, at: now) else {
                sessions[key] = nil
                gauge.record(sessions.count)
                return nil
            }
            if isUse { session.used = now }
            // What nobody came for is not kept until the session ends.
            session.once = session.once.filter { $0.value.until > now }
            sessions[key] = session
            return session
        }
    }

    private func isAlive(_ session: Session, at now: Duration) -> Bool {
        now < session.began + bounds.absolute && now < session.used + bounds.idle
    }

    /// The address may be another.
    private static func isSame(_ one: PersonIdentity, _ other: PersonIdentity) -> Bool {
        one.issuer == other.issuer && one.subject == other.subject
    }

    private static func digest(_ id: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: id)) }
}
