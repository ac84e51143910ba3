package import HTTPTypes
package import Hummingbird
package import Issuance

/// One route as data: the router is built from these, and a test compares them with `openapi.yaml`.
package struct Route: Sendable {
    /// Who may call.
    package enum Access: Hashable, Sendable {
        /// No credential is looked at.
        case open
        /// An API key with one of these scopes, or a person whose role opens one.
        case scoped(Set<APIKey.Scope>)
    }

    package let method: HTTPRequest.Method
    /// A template: `/v1/codes/{id}`.
    package let path: String
    package let access: Access
    package let answer: @Sendable (APICall) async throws -> Response

    package init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ answer: @escaping @Sendable (APICall) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.answer = answer
    }
}
