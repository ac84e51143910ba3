/// Who calls, made by the API from a credential.
package struct Caller: Hashable, Sendable {
    package let principal: Principal
    package let scopes: Set<APIKey.Scope>
    package let reach: Reach

    package init(_ principal: Principal, scopes: Set<APIKey.Scope>, reach: Reach) {
        self.principal = principal
        self.scopes = scopes
        self.reach = reach
    }

    /// - Parameter municipality: NIS code the key is limited to; `nil`: all.
    package init(apiKey: APIKeyID, scopes: Set<APIKey.Scope>, municipality: String?) {
        self.init(.apiKey(apiKey), scopes: scopes, reach: municipality.map { .municipalities([$0]) } ?? .everywhere)
    }

    /// Whether the caller may act for a municipality; what belongs to none is open only to callers without a limit.
    package func mayActFor(_ nis: String?) -> Bool { reach.contains(nis) }
}
