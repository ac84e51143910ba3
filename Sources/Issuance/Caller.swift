/// Who calls, made by the API from a credential.
package struct Caller: Hashable, Sendable {
    package let principal: Principal
    package let scopes: Set<APIKey.Scope>
    package let reach: Reach
    /// HMAC of the address that the caller's token has, in its normalized form; empty for one without, and for every front.
    package let address: [UInt8]

    package init(_ principal: Principal, scopes: Set<APIKey.Scope>, reach: Reach, address: [UInt8] = []) {
        self.principal = principal
        self.scopes = scopes
        self.reach = reach
        self.address = address
    }

    /// - Parameter municipality: NIS code the key is limited to; `nil`: all.
    package init(apiKey: APIKeyID, scopes: Set<APIKey.Scope>, municipality: String?) {
        self.init(.apiKey(apiKey), scopes: scopes, reach: municipality.map { .municipalities([$0]) } ?? .everywhere)
    }

    /// Whether the caller may act for a municipality; what belongs to none is open only to callers without a limit.
    package func mayActFor(_ nis: String?) -> Bool { reach.contains(nis) }
}
