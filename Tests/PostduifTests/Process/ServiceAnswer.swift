/// What a service answered.
struct ServiceAnswer: Sendable {
    let status: Int
    let body: String
    /// In seconds; `nil` without the field, or when it is no number.
    let retryAfter: Int?

    /// A refusal as the contract has it: 503, `overloaded`, with the time to come again.
    var isOverloaded: Bool { status == 503 && body.contains("/problems/overloaded\"") && (retryAfter ?? 0) > 0 }
}
