import HTTPTypes
package import Hummingbird
package import Issuance
import Mail

/// Whose request it is: API keys of fronts, and tokens of persons who signed in elsewhere.
package struct Credentials: Sendable {
    package let apiKeys: APIKeyRegistry
    /// `nil`: no issuer is configured, and no token is good.
    package let tokens: (any TokenVerifying)?
    package let grants: GrantRegistry

    package init(apiKeys: APIKeyRegistry, tokens: (any TokenVerifying)?, grants: GrantRegistry) {
        self.apiKeys = apiKeys
        self.tokens = tokens
        self.grants = grants
    }

    /// The caller, who has one of the scopes; a person reaches no further than the roles that open one of them.
    ///
    /// - Throws: `unauthenticated`, the same for every credential that is not good; `forbidden` for one that is and lacks the scope.
    package func caller(of request: Request, for scopes: Set<APIKey.Scope>) async throws(Problem) -> Caller {
        guard let presented = Self.bearer(request) else { throw .unauthenticated }
        if presented.reveal().starts(with: APIKeyText.prefix.utf8) { return try front(presented, for: scopes) }
        guard let identity = await tokens?.person(of: presented) else { throw .unauthenticated }
        return try caller(for: identity, scopes)
    }

    /// The caller that a person is who signed in, as the roles are now.
    ///
    /// - Throws: `forbidden` for one whose roles open none of the scopes.
    package func caller(for identity: PersonIdentity, _ scopes: Set<APIKey.Scope>) throws(Problem) -> Caller {
        guard let caller = grants.caller(for: identity, scopes: scopes) else { throw Self.lacksRole(scopes) }
        grants.learnAddress(of: caller)
        return caller
    }

    private func front(_ presented: Secret, for scopes: Set<APIKey.Scope>) throws(Problem) -> Caller {
        guard let caller = apiKeys.caller(for: presented) else { throw .unauthenticated }
        guard !caller.scopes.isDisjoint(with: scopes) else {
            let needed = scopes.intersection(APIKey.Scope.ofKeys).map(\.rawValue).sorted().joined(separator: " or ")
            throw Problem(.forbidden, "This needs a key with the scope \(needed).")
        }
        return caller
    }

    private static func lacksRole(_ scopes: Set<APIKey.Scope>) -> Problem {
        let roles = Role.allCases.filter { !$0.scopes.isDisjoint(with: scopes) }.map(\.rawValue).joined(separator: " or ")
        return Problem(
            .forbidden, roles.isEmpty ? "This is for fronts: it needs an API key." : "This needs the role \(roles), in force now.")
    }

    /// RFC 6750 §2.1. One field only: two credentials would leave open whose request it is.
    private static func bearer(_ request: Request) -> Secret? {
        let values = request.headers[values: .authorization]
        guard values.count == 1, let value = values.first, value.utf8.count <= Limits.credentialOctets,
            value.prefix(7).lowercased() == "bearer "
        else { return nil }
        return Secret(Array(value.utf8.dropFirst(7)))
    }
}
