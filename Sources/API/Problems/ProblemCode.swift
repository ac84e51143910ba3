package import HTTPTypes

/// What can go wrong, as a caller's program tells it apart: the last part of `type` in a problem document (RFC 9457 §3.1.1).
package enum ProblemCode: String, CaseIterable, Hashable, Sendable {
    case badRequest = "bad-request"
    case unauthenticated
    case forbidden
    case agreementMissing = "agreement-missing"
    case activationInvalid = "activation-invalid"
    case codeInvalid = "code-invalid"
    case resultInvalid = "result-invalid"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case requestTimeout = "request-timeout"
    case conflict
    case idempotencyConflict = "idempotency-conflict"
    case identificationHit = "identification-hit"
    case tooLarge = "too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case invalid
    case warnings
    case tooManyRequests = "too-many-requests"
    case internalFault = "internal"
    case overloaded

    package var status: HTTPResponse.Status {
        switch self {
        case .badRequest: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden, .agreementMissing, .activationInvalid, .codeInvalid, .resultInvalid: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .requestTimeout: .requestTimeout
        case .conflict, .idempotencyConflict, .identificationHit: .conflict
        case .tooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalid, .warnings: .unprocessableContent
        case .tooManyRequests: .tooManyRequests
        case .internalFault: .internalServerError
        case .overloaded: .serviceUnavailable
        }
    }

    /// The same for every occurrence.
    package var title: String {
        switch self {
        case .badRequest: "The request cannot be read"
        case .unauthenticated: "A valid credential is needed"
        case .forbidden: "This credential may not do this"
        case .agreementMissing: "No user agreement is in force"
        case .activationInvalid: "The link and the code do not activate anything"
        case .codeInvalid: "The code is not valid"
        case .resultInvalid: "The result is not valid"
        case .notFound: "There is nothing here"
        case .methodNotAllowed: "This method is not offered here"
        case .requestTimeout: "The request did not arrive in time"
        case .conflict: "The present state does not allow this"
        case .idempotencyConflict: "The Idempotency-Key was used with another body"
        case .identificationHit: "The document check answered HIT"
        case .tooLarge: "The body is too large"
        case .unsupportedMediaType: "The body is not of a type that is taken here"
        case .invalid: "The request has faults"
        case .warnings: "The request has warnings to confirm"
        case .tooManyRequests: "A limit is reached"
        case .internalFault: "The service failed"
        case .overloaded: "The service cannot take this now"
        }
    }
}
