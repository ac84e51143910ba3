package import Hummingbird
package import Issuance
package import Queue

extension Problem {
    /// What a refusal by the logic looks like to a caller.
    package init(_ refusal: IssuanceRefusal) {
        switch refusal {
        case .invalid(let faults): self = .invalid(faults)
        case .agreementMissing(let detail): self.init(.agreementMissing, detail)
        case .identificationHit:
            self.init(
                .identificationHit, "The document is known as stolen, lost or void. Nothing is issued; follow the procedure for a hit.")
        case .warnings(let warnings):
            self.init(.warnings, "Repeat the request with these codes in confirm_warnings once the officer has confirmed them.")
            self.warnings = warnings
        case .forbidden(let detail): self.init(.forbidden, detail)
        case .notFound: self = .notFound
        case .conflict(let detail): self.init(.conflict, detail)
        case .idempotencyConflict:
            self.init(.idempotencyConflict, "Send a new Idempotency-Key with a new request, or the first body with this one.")
        case .tooManyRequests(let limit, let retryAfter):
            self.init(.tooManyRequests, "The limit \(limit) is reached.")
            self.limit = limit
            self.retryAfter = retryAfter
        case .activationInvalid:
            self.init(.activationInvalid, "Link and code do not belong together, were used before, or are no longer valid.")
        case .codeInvalid: self.init(.codeInvalid, "The code is wrong, was used before, or is no longer valid.")
        case .resultInvalid: self.init(.resultInvalid, "The result was not given here, was asked for before, or is no longer valid.")
        case .unavailable(let fault): self.init(fault)
        }
    }

    /// What a fault of the store looks like to a caller: when to come again, and no more.
    package init(_ fault: StoreFault) {
        self.init(.overloaded, "Nothing was kept of this request; send it again.")
        switch fault {
        case .overloaded: retryAfter = .seconds(1)
        case .closed: retryAfter = .seconds(5)
        case .unwritable, .broken: retryAfter = .seconds(30)
        }
    }

    /// What a refusal by Hummingbird looks like to a caller. Its own text is dropped: it may repeat what was sent.
    package init(_ error: HTTPError) {
        switch error.status {
        case .notFound: self = .notFound
        case .methodNotAllowed: self.init(.methodNotAllowed, "This method is not offered here.")
        case .requestTimeout: self.init(.requestTimeout, "The connection was closed; send the request again on another.")
        case .contentTooLarge: self = .tooLarge(limit: nil)
        case .unsupportedMediaType: self.init(.unsupportedMediaType, "Send application/json.")
        case .unauthorized: self = .unauthenticated
        case .serviceUnavailable: self.init(StoreFault.overloaded)
        case let status where status.kind == .clientError: self.init(.badRequest, "The request is not HTTP as it is taken here.")
        default: self = .internalFault
        }
    }

    package static let unauthenticated = Problem(
        .unauthenticated,
        "Send a valid API key or access token as Authorization: Bearer …. One that is revoked, expired or mistyped is refused the same way."
    )

    package static let internalFault = Problem(
        .internalFault, "The fault was logged under the number in X-Request-Id. Repeating the request is safe with an Idempotency-Key.")

    /// A body over the limit, in octets.
    package static func tooLarge(limit: Int?) -> Problem {
        Problem(.tooLarge, limit.map { "The body may have at most \($0) octets." } ?? "The body is larger than is accepted here.")
    }
}
