import HTTPTypes
import Issuance

/// What became, or would become, of one item of a batch.
struct BatchResult: Sendable {
    let index: Int
    /// As a request for this one alone would be answered; 200 for one that was only tried and would pass.
    let status: Int
    /// The body of that answer; `nil` when it was refused or only tried.
    let activation: [UInt8]?
    let problem: Problem?
    /// Answered to an earlier request.
    let isReplayed: Bool

    /// - Parameter untried: What those are answered that were not tried, where admission ended the batch and not the store.
    init(index: Int, outcome: Issuer.BatchOutcome, untried: Problem?) {
        self.index = index
        switch outcome {
        case .success(.fresh(let issued)):
            (status, activation, problem, isReplayed) = (201, ActivationRoutes.issued(issued, withCode: true), nil, false)
        case .success(.replayed(let record)):
            (status, activation, problem, isReplayed) = (record.status, record.answer, nil, true)
        case .failure(let refusal):
            let problem = if case .unavailable = refusal, let untried { untried } else { Problem(refusal) }
            (status, activation, self.problem, isReplayed) = (problem.code.status.code, nil, problem, false)
        }
    }

    init(index: Int, trial refusal: IssuanceRefusal?) {
        self.index = index
        problem = refusal.map { Problem($0) }
        status = problem?.code.status.code ?? 200
        (activation, isReplayed) = (nil, false)
    }
}
