import Issuance
import Mail

/// A row of `former_links` without its token.
struct FormerLink {
    let activation: ActivationID
    let message: QueueID
    let expires: Instant
    let mayAsk: Bool
}

extension Columns {
    /// The columns of `Statements.formerLink`.
    func formerLink() throws -> FormerLink {
        FormerLink(activation: try id(0), message: try id(1), expires: time(2), mayAsk: number(3) == 1)
    }
}
