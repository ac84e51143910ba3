import API
import Issuance

extension AdministrationFault {
    /// What the API would answer, in one text.
    init(_ refusal: IssuanceRefusal) {
        let problem = Problem(refusal)
        let faults = problem.errors.map { "\($0.field): \($0.reason)" }
        self.init(problem: problem.code.rawValue, detail: faults.isEmpty ? problem.detail : faults.joined(separator: "\n"))
    }
}
