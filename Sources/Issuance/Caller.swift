/// Who calls, made by the API from a credential.
package struct Caller: Hashable, Sendable {
    package let apiKey: APIKeyID
    package let scopes: Set<APIKey.Scope>
    /// NIS code the caller is limited to; `nil`: all.
    package let municipality: String?

    package init(apiKey: APIKeyID, scopes: Set<APIKey.Scope>, municipality: String?) {
        self.apiKey = apiKey
        self.scopes = scopes
        self.municipality = municipality
    }

    /// Whether the caller may act for a municipality; what belongs to none is open only to callers without a limit.
    package func mayActFor(_ nis: String?) -> Bool {
        municipality == nil || municipality == nis
    }
}
