import API
import Issuance

extension AdministrationFault {
    /// What the API would answer, in one text.
    init(_ refusal: IssuanceRefusal) { self.init(Problem(refusal)) }

    /// The faults of its fields, or its detail.
    init(_ problem: Problem) {
        let faults = problem.errors.map { "\($0.field): \($0.reason)" }
        self.init(problem: problem.code.rawValue, detail: faults.isEmpty ? problem.detail : faults.joined(separator: "\n"))
    }
}
