import Issuance
import Mail

/// `restore accept`.
struct AcceptRestored: Codable, Sendable {
    /// What waited is held, each message until somebody releases it.
    let hold: Bool
}

/// Whether the database is older than what happened, and what is in it.
struct RestoreStatus: Codable, Sendable {
    let restored: Bool
    /// When the copy was made.
    var madeAt: String?
    /// Messages that waited or were under way.
    var waiting = 0
    /// Messages that waited for a person.
    var held = 0

    init(_ restored: RestoredDatabase?) {
        self.restored = restored != nil
        madeAt = restored?.made.rfc3339
        waiting = restored?.waiting ?? 0
        held = restored?.held ?? 0
    }

    /// Why no service starts from it, with the way on.
    func refusal(of database: String) -> String {
        "\(database): holds what was known at \(madeAt ?? "an unknown time"); what was mailed, redeemed, revoked and erased since is not in it. "
            + "Look at 'postduif restore status', do again what must not be undone, then run 'postduif restore accept'"
    }
}
