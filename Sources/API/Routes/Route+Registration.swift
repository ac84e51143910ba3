import HTTPTypes
import Hummingbird
import Issuance
import Mail

extension Route {
    /// Adds the routes, and for every path an answer to the methods it does not have: `OPTIONS` lists them, the rest is 405.
    static func register(_ routes: [Route], on router: Router<APIContext>, apiKeys: APIKeyRegistry) {
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await route.respond(to: request, context: context, apiKeys: apiKeys)
            }
        }
        for (path, present) in Dictionary(grouping: routes, by: \.path).mapValues({ Set($0.map(\.method)) }) {
            let offered = present.union(present.contains(.get) ? [.head, .options] : [.options])
            let allow = offered.map(\.rawValue).sorted().joined(separator: ", ")
            if !present.contains(.options) {
                router.on(RouterPath(path), method: .options) { _, _ in Response(status: .noContent, headers: [.allow: allow]) }
            }
            for method in Self.known.subtracting(offered) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    var problem = Problem(.methodNotAllowed, "The methods of this path are \(allow).")
                    problem.allow = allow
                    throw problem
                }
            }
        }
    }

    /// RFC 9110 §9.1 and RFC 5789; anything else is answered as unknown. TRACE would show a client what stood in its request: never.
    private static let known: Set<HTTPRequest.Method> = Set(
        [.get, .head, .post, .put, .patch, .delete, .options, .trace, .query].compactMap(\.self))

    private func respond(to request: Request, context: APIContext, apiKeys: APIKeyRegistry) async throws -> Response {
        guard case .scoped(let scopes) = access else {
            return try await answer(APICall(request: request, context: context, identified: nil))
        }
        guard let presented = Self.bearer(request), let caller = apiKeys.caller(for: presented) else { throw Problem.unauthenticated }
        guard !caller.scopes.isDisjoint(with: scopes) else {
            let needed = scopes.map(\.rawValue).sorted().joined(separator: " or ")
            throw Problem(.forbidden, "This needs a key with the scope \(needed).")
        }
        return try await answer(APICall(request: request, context: context, identified: caller))
    }

    /// RFC 6750 §2.1. One field only: two credentials would leave open whose request it is.
    private static func bearer(_ request: Request) -> Secret? {
        let values = request.headers[values: .authorization]
        guard values.count == 1, let value = values.first, value.utf8.count <= 1_024, value.prefix(7).lowercased() == "bearer " else {
            return nil
        }
        return Secret(Array(value.utf8.dropFirst(7)))
    }
}

extension HTTPRequest.Method {
    /// Safe, with a body. *HTTP QUERY method*, draft-ietf-httpbis-safe-method-w-body.
    fileprivate static var query: Self? { HTTPRequest.Method("QUERY") }
}
