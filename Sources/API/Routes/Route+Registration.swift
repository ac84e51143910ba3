import HTTPTypes
import Hummingbird
import Issuance

extension Route {
    /// Adds the routes, and for every path an answer to the methods it does not have: `OPTIONS` lists them, the rest is 405.
    static func register(_ routes: [Route], on router: Router<APIContext>, credentials: Credentials) {
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await route.respond(to: request, context: context, credentials: credentials)
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

    private func respond(to request: Request, context: APIContext, credentials: Credentials) async throws -> Response {
        guard case .scoped(let scopes) = access else {
            return try await answer(APICall(request: request, context: context, identified: nil))
        }
        let caller = try await credentials.caller(of: request, for: scopes)
        return try await answer(APICall(request: request, context: context, identified: caller))
    }
}

extension HTTPRequest.Method {
    /// Safe, with a body. *HTTP QUERY method*, draft-ietf-httpbis-safe-method-w-body.
    fileprivate static var query: Self? { HTTPRequest.Method("QUERY") }
}
