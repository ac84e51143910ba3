package import Mail
import Queue
extension Issuer {
    package func issueActivation(_ request: ActivationRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?) async throws(IssuanceRefusal) -> Answer<IssuedActivation> { throw .unavailable(.closed) }
    package func resendActivation(_ id: ActivationID, by caller: Caller, idempotency: IdempotencyRequest<ResentActivation>?) async throws(IssuanceRefusal) -> Answer<ResentActivation> { throw .unavailable(.closed) }
    package func activation(_ id: ActivationID, for caller: Caller) async throws(IssuanceRefusal) -> ActivationView { throw .unavailable(.closed) }
    package func redeem(token: Secret, code: Secret) async throws(IssuanceRefusal) -> RedeemedActivation { throw .unavailable(.closed) }
    package func pageLanguage(token: Secret) async -> Language? { nil }
    package func issueCode(_ request: CodeRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedCode>?) async throws(IssuanceRefusal) -> Answer<IssuedCode> { throw .unavailable(.closed) }
    package func resendCode(_ id: CodeID, by caller: Caller, idempotency: IdempotencyRequest<IssuedCode>?) async throws(IssuanceRefusal) -> Answer<IssuedCode> { throw .unavailable(.closed) }
    package func cancelCode(_ id: CodeID, by caller: Caller) async throws(IssuanceRefusal) { throw .unavailable(.closed) }
    package func verifyCode(_ id: CodeID, code: Secret, binding: String, by caller: Caller) async throws(IssuanceRefusal) -> DigitalKeyID? { throw .unavailable(.closed) }
}
