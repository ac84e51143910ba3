package import Mail
import Queue

extension Issuer {
    /// Whether the code is right: once, in time, for the same challenge and the same binding.
    ///
    /// - Parameter id: `nil` for a text that is no identifier: the same steps follow, with one that nobody has.
    /// - Returns: The key that it was for, with its assurance.
    /// - Throws: ``IssuanceRefusal/codeInvalid`` for all that is not right, or ``IssuanceRefusal/unavailable(_:)``.
    package func verifyCode(
        _ id: CodeID?, code: Secret, binding: String, by caller: Caller
    ) async throws(IssuanceRefusal) -> VerifiedCode {
        let now = clock.now
        let asked = id ?? CodeID(at: now, random: random)
        let id = try await isOwn(asked, by: caller) ? asked : CodeID(at: now, random: random)
        let typed = OneTimeCodeText(typed: code)?.digits.reveal() ?? Self.impossibleCode
        let attempt = VerificationAttempt(
            challenge: id, code: keyring.hmac(.oneTimeCode, id.bytes, typed),
            binding: keyring.hmac(.binding, id.bytes, Array(binding.utf8)), now: now)
        let result = try await stored { () async throws(StoreFault) in try await store.verify(attempt) }
        guard case .verified(let key) = result else { throw .codeInvalid }
        guard let key else { return VerifiedCode(key: nil, assurance: nil) }
        let found = try await stored { () async throws(StoreFault) in try await store.digitalKey(key) }
        return VerifiedCode(key: key, assurance: found?.assurance)
    }

    /// Ends a pending code and its mail.
    package func cancelCode(_ id: CodeID, by caller: Caller) async throws(IssuanceRefusal) {
        let now = clock.now
        _ = try await visibleChallenge(id, for: caller)
        let cancelled = try await stored { () async throws(StoreFault) in try await store.cancel(id, now: now) }
        guard cancelled else { throw .conflict(detail: "This code is no longer pending.") }
    }

    /// Never a code: only digits are.
    private static let impossibleCode = [UInt8](repeating: UInt8(ascii: "!"), count: OneTimeCodeText.digitCounts.lowerBound)

    /// Whether the caller's wrong tries may count: another municipality must not be able to lock a code.
    private func isOwn(_ id: CodeID, by caller: Caller) async throws(IssuanceRefusal) -> Bool {
        guard caller.reach != .everywhere else { return true }
        let found = try await stored { () async throws(StoreFault) in try await store.challenge(id) }
        return caller.mayActFor(found?.municipality)
    }
}
