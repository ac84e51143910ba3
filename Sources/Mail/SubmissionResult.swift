/// What one submission of one message came to, before anybody judges it.
package enum SubmissionResult: Hashable, Sendable {
    /// The reply that decided: the first one that was not the expected one, or the one after the final dot.
    case reply(Reply, at: SubmissionStage)
    /// No reply decided.
    case fault(TransportFault, at: SubmissionStage)

    package var stage: SubmissionStage {
        switch self {
        case .reply(_, let stage), .fault(_, let stage): stage
        }
    }

    package var reply: Reply? {
        if case .reply(let reply, _) = self { reply } else { nil }
    }
}
