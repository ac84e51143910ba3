import ArgumentParser

/// What every message goes through, each part alone.
enum HotPath: String, CaseIterable, ExpressibleByArgument {
    /// From variables to the octets of a code's mail.
    case render
    /// The four replies of one message, all kept, the first one judged.
    case replies
    /// One message through the pipelined dialogue, without a connection.
    case dialogue
    /// A content sealed and opened.
    case seal
    /// The body of a request for a code, read and checked for unknown fields.
    case json
    /// A code issued, up to the store.
    case issue
    /// A request for a code, from its octets to those of its answer, up to the store: `json` and `issue` with the HTTP around them.
    case request
    /// An entry written, leased and settled, each in a commit of its own, in memory.
    case store

    /// Everything that is done once; the result goes the path as often as it is told.
    func prepare(templates: String) async throws -> (Int) async throws -> Void {
        switch self {
        case .render: try await MailPath(templates: templates).render
        case .replies: DialoguePath.replies
        case .dialogue: try await DialoguePath(templates: templates).dialogue
        case .seal: try await MailPath(templates: templates).seal
        case .json: RequestPath.json
        case .issue: try await RequestPath(templates: templates).issue
        case .request: try await HTTPPath(templates: templates).request
        case .store: try await StorePath(templates: templates).store
        }
    }
}
