package import HTTPTypes
package import Issuance

/// What each operation of the API asks of its caller, for pages that do the same: the routes themselves say it, nobody else.
package struct OperationScopes: Sendable {
    private let scopes: [String: Set<APIKey.Scope>]

    package init(_ services: APIServices) {
        var scopes: [String: Set<APIKey.Scope>] = [:]
        for route in apiRoutes(services) {
            guard case .scoped(let needed) = route.access else { continue }
            scopes["\(route.method.rawValue) \(route.path)"] = needed
        }
        self.scopes = scopes
    }

    /// The scopes of which one is needed; none, which nobody has, for what is no operation.
    ///
    /// - Parameter path: A template: `/v1/activations/{id}`.
    package subscript(_ method: HTTPRequest.Method, _ path: String) -> Set<APIKey.Scope> { scopes["\(method.rawValue) \(path)"] ?? [] }
}
