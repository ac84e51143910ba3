import API
import Issuance
import Mail

/// What a token must say to be good (RFC 7519 §4.1, RFC 8725 §3). Pure: who signed it is looked at elsewhere.
struct TokenRules: Sendable {
    /// Compared to the letter with `iss`.
    let issuer: String
    /// Must be the `aud`, or one of them.
    let audience: String
    let algorithms: Set<SignatureAlgorithm>
    /// How far the clocks of issuer and service may differ.
    let clockSkew: Duration
    /// What `typ` may say, where it is there: of an access token (RFC 9068 §2.1), or of no kind in particular. Tokens of other kinds are
    /// signed with the same keys.
    var types: Set<String> = ["jwt", "at+jwt"]

    /// The key and algorithm that a header names.
    func header(_ header: JSONValue) throws(TokenFault) -> (algorithm: SignatureAlgorithm, keyID: String?) {
        guard case .string(let name)? = header["alg"], let algorithm = SignatureAlgorithm(rawValue: name), algorithms.contains(algorithm)
        else { throw .algorithm }
        guard header["crit"] == nil else { throw .critical }
        if let type = header["typ"] {
            guard case .string(let text) = type, types.contains(Self.subtype(text)) else { throw .type }
        }
        switch header["kid"] {
        case nil: return (algorithm, nil)
        case .string(let keyID)?: return (algorithm, keyID)
        default: throw .malformed
        }
    }

    /// Whom the claims of a token with a right signature speak for at `now`.
    func person(_ claims: JSONValue, now: Instant) throws(TokenFault) -> PersonIdentity {
        guard claims["iss"] == .string(issuer) else { throw .issuer }
        guard isIntended(claims["aud"]) else { throw .audience }
        guard let expires = try time(claims["exp"]), now - clockSkew < expires else { throw .expired }
        for name in ["nbf", "iat"] {
            if let begin = try time(claims[name]), begin > now + clockSkew { throw .notYet }
        }
        guard case .string(let subject)? = claims["sub"], (1...GrantRequest.subjectOctets).contains(subject.utf8.count) else {
            throw .subject
        }
        return PersonIdentity(issuer: issuer, subject: subject, email: email(claims))
    }

    /// OpenID Connect Core §5.1. What cannot be mailed to is left out; a token is not worse for it.
    private func email(_ claims: JSONValue) -> EmailAddress? {
        guard case .string(let text)? = claims["email"], text.utf8.count <= Limits.pathOctets, claims["email_verified"] != .bool(false)
        else { return nil }
        return try? EmailAddress(text)
    }

    private func isIntended(_ claim: JSONValue?) -> Bool {
        switch claim {
        case .string(let one)?: one == audience
        case .array(let several)?: several.contains(.string(audience))
        default: false
        }
    }

    /// A NumericDate: seconds since the epoch, with or without a fraction. `nil` when it is not there.
    private func time(_ claim: JSONValue?) throws(TokenFault) -> Instant? {
        switch claim {
        case nil: return nil
        case .integer(let seconds)? where Self.seconds.contains(Double(seconds)): return Instant(seconds: seconds)
        case .number(let seconds)? where Self.seconds.contains(seconds): return Instant(microseconds: Int64(seconds * 1_000_000))
        default: throw .malformed
        }
    }

    /// To the end of the year 9999.
    private static let seconds = 0.0...253_402_300_799.0

    /// `application/` may be left out (RFC 7515 §4.1.9).
    private static func subtype(_ type: String) -> String {
        let text = type.lowercased()
        let prefix = "application/"
        return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    }
}
