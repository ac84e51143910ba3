import Issuance
import Mail
import Queue

extension WriteBatch {
    func add(_ key: APIKey) throws {
        try db.run(
            Statements.insertAPIKey, .id(key.id), .text(key.name), .text(key.scopes.map(\.rawValue).sorted().joined(separator: " ")),
            .optional(key.municipality), .blob(key.digest), .time(key.created), .time(key.revoked))
    }
}
