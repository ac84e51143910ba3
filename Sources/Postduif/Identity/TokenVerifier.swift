import API
import Issuance
import JWTKit
import Logging
import Mail

/// Bearer tokens of one issuer: signature by its keys (JWTKit), claims by ``TokenRules``.
struct TokenVerifier: TokenVerifying {
    let rules: TokenRules
    let keys: KeySetCache
    let clock: any TimeSource
    let logger: Logger

    /// Callers are told no difference; the log has the reason, and nothing of the token.
    func person(of token: Secret) async -> PersonIdentity? {
        do throws(TokenFault) {
            return try await verified(token)
        } catch {
            logger.debug("token refused", metadata: ["oidc.fault": "\(error.rawValue)"])
            return nil
        }
    }

    private func verified(_ text: Secret) async throws(TokenFault) -> PersonIdentity {
        try rules.person(try await claims(text), now: clock.now)
    }

    /// What a token of the issuer says: its signature is right, its claims are not judged yet.
    func claims(_ text: Secret) async throws(TokenFault) -> JSONValue {
        let token = try SignedToken(text)
        let (algorithm, keyID) = try rules.header(token.header)
        let verifiers = await keys.verifiers(id: keyID, algorithm: algorithm)
        guard !verifiers.isEmpty else { throw .unknownKey }
        // A signature of a wrong length throws.
        guard verifiers.contains(where: { (try? $0.verify(token.signature, signs: token.signedBytes)) == true }) else { throw .signature }
        return token.payload
    }
}
