package import Issuance

/// One refusal on its way to the caller. Details never hold a secret, an address or anything from inside the service.
package struct Problem: Error, Hashable, Sendable {
    package let code: ProblemCode
    /// What happened this time and what to do, in one or two sentences.
    package let detail: String
    package var errors: [FieldFault] = []
    package var warnings: [IssuanceWarning] = []
    /// Sent as `Retry-After` in whole seconds, rounded up, at least 1.
    package var retryAfter: Duration?
    /// The limit that is reached, by its name in the configuration.
    package var limit: String?
    /// The methods of the path, for `Allow` (RFC 9110 §15.5.6).
    package var allow: String?

    package init(_ code: ProblemCode, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Fields that are wrong.
    package static func invalid(_ errors: [FieldFault]) -> Problem {
        var problem = Problem(.invalid, errors.count == 1 ? "One field is wrong." : "\(errors.count) fields are wrong.")
        problem.errors = errors
        return problem
    }

    /// One field that is wrong.
    package static func invalid(_ field: String, _ reason: String) -> Problem {
        .invalid([FieldFault(field: field, reason: reason)])
    }

    package static let notFound = Problem(.notFound, "No such thing exists, or this credential may not see it.")
}
