import Issuance

/// Boxes, whatever holds them: for a change of the key.
extension Statements {
    private static let queueBoxes = boxes(of: "queue", "sealed")
    private static let replaceQueueBox = replaceBox(of: "queue", "sealed")
    private static let activationBoxes = boxes(of: "activations", "sealed_address")
    private static let replaceActivationBox = replaceBox(of: "activations", "sealed_address")
    private static let digitalKeyBoxes = boxes(of: "digital_keys", "sealed_address")
    private static let replaceDigitalKeyBox = replaceBox(of: "digital_keys", "sealed_address")
    private static let challengeBoxes = boxes(of: "code_challenges", "sealed_address")
    private static let replaceChallengeBox = replaceBox(of: "code_challenges", "sealed_address")
    private static let personBoxes = boxes(of: "persons", "sealed_name")
    private static let replacePersonBox = replaceBox(of: "persons", "sealed_name")

    private static func boxes(of table: String, _ column: String) -> SQL {
        SQL("SELECT id, \(column) FROM \(table) WHERE id > ?1 ORDER BY id LIMIT ?2")
    }

    private static func replaceBox(of table: String, _ column: String) -> SQL {
        SQL("UPDATE \(table) SET \(column) = ?3 WHERE id = ?1 AND \(column) = ?2")
    }

    static func boxes(in place: SealedPlace) -> SQL {
        switch place {
        case .queue: queueBoxes
        case .activations: activationBoxes
        case .digitalKeys: digitalKeyBoxes
        case .codeChallenges: challengeBoxes
        case .persons: personBoxes
        }
    }

    static func replaceBox(in place: SealedPlace) -> SQL {
        switch place {
        case .queue: replaceQueueBox
        case .activations: replaceActivationBox
        case .digitalKeys: replaceDigitalKeyBox
        case .codeChallenges: replaceChallengeBox
        case .persons: replacePersonBox
        }
    }

    static let sealedUnder = SQL("SELECT key, since FROM sealed_under")
    static let setSealedUnder = SQL(
        """
        INSERT INTO sealed_under (one, key, since) VALUES (1, ?1, ?2) \
        ON CONFLICT (one) DO UPDATE SET key = ?1, since = ?2 WHERE key <> ?1 OR since IS NULL
        """)
}
