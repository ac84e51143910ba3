import Issuance
import Mail
import Queue

extension WriteBatch {
    func insert(_ result: KeptResult, of activation: ActivationID) throws {
        try db.run(Statements.insertResult, .blob(result.digest), .id(activation), .time(result.expires))
    }

    /// Another municipality's stays where it is.
    func take(_ taking: ResultTaking) throws -> RedeemedActivation? {
        let found = try db.row(Statements.result, .blob(taking.digest), .time(taking.now)) { columns in
            RedeemedActivation(
                activationID: try columns.id(0), keyID: try columns.id(1), assurance: try columns.word(2),
                languages: MailLanguages(try columns.word(3), binding: try columns.optionalWord(4)), municipality: columns.text(5))
        }
        guard let found, taking.reach.contains(found.municipality) else { return nil }
        try db.run(Statements.deleteResult, .blob(taking.digest))
        return found
    }
}
