package import Hummingbird
import Issuance
import Queue

/// All routes of the API, noun by noun. What is not here does not exist.
package func apiRoutes(_ services: APIServices) -> [Route] {
    activationRoutes(services) + codeRoutes(services) + messageRoutes(services) + queueRoutes(services)
        + municipalityRoutes(services) + grantRoutes(services) + keyRoutes(services) + auditRoutes(services) + citizenRoutes(services)
        + probeRoutes(services)
}

private func activationRoutes(_ services: APIServices) -> [Route] {
    let activations = ActivationRoutes(issuer: services.issuer)
    return [
        Route(.get, "/v1/activations", .scoped([.activationsRead, .activationsWrite]), activations.list),
        Route(.post, "/v1/activations", .scoped([.activationsWrite]), services.admitted(.link, activations.issue)),
        Route(
            .post, BatchRoutes.path, .scoped([.activationsWrite]),
            services.admitted(
                .link, BatchRoutes(issuer: services.issuer, admission: services.admission, publicURL: services.publicURL).issue)),
        Route(.post, "/v1/activations/redeem", .scoped([.codesWrite]), services.attempted(activations.redeem)),
        Route(.post, "/v1/activations/redeem-result", .scoped([.codesWrite]), services.attempted(activations.redeemResult)),
        Route(.get, "/v1/activations/{id}", .scoped([.activationsRead, .activationsWrite]), activations.show),
        Route(
            .get, "/v1/activations/{id}/events", .scoped(ActivationEventRoutes.scopes), ActivationEventRoutes(services: services).follow),
        Route(.patch, "/v1/activations/{id}", .scoped([.activationsWrite]), services.admitted(.link, activations.correct)),
        Route(.post, "/v1/activations/{id}/resend", .scoped([.activationsWrite]), services.admitted(.link, activations.resend)),
        Route(.post, "/v1/activations/{id}/reissue", .scoped([.activationsWrite]), services.admitted(.link, activations.reissue)),
        Route(.post, "/v1/activations/{id}/revoke", .scoped([.activationsWrite]), activations.revoke),
    ]
}

private func codeRoutes(_ services: APIServices) -> [Route] {
    let codes = CodeRoutes(issuer: services.issuer)
    return [
        Route(.post, "/v1/codes", .scoped([.codesWrite]), services.admitted(.code, codes.issue)),
        Route(.post, "/v1/codes/{id}/verify", .scoped([.codesWrite]), services.attempted(codes.verify)),
        Route(.post, "/v1/codes/{id}/resend", .scoped([.codesWrite]), services.admitted(.code, codes.resend)),
        Route(.post, "/v1/codes/{id}/cancel", .scoped([.codesWrite]), codes.cancel),
    ]
}

private func messageRoutes(_ services: APIServices) -> [Route] {
    let messages = MessageRoutes(services: services)
    let bulk = BulkRoutes(operations: MessageOperations(queue: services.queue, kinds: services.kinds, clock: services.clock))
    return [
        Route(.get, "/v1/messages", .scoped([.messagesRead]), messages.list),
        Route(.post, "/v1/messages:bulk", .scoped([.queueOperate]), bulk.perform),
        Route(.get, "/v1/messages/{id}", .scoped([.messagesRead]), messages.show),
        Route(.post, "/v1/messages/{id}/retry", .scoped([.queueOperate]), messages.operate(.retry)),
        Route(.post, "/v1/messages/{id}/hold", .scoped([.queueOperate]), messages.operate(.hold)),
        Route(.post, "/v1/messages/{id}/release", .scoped([.queueOperate]), messages.operate(.release)),
        Route(.post, "/v1/messages/{id}/cancel", .scoped([.queueOperate]), messages.operate(.cancel)),
    ]
}

private func queueRoutes(_ services: APIServices) -> [Route] {
    let messages = MessageRoutes(services: services)
    let pauses = PauseRoutes(services: services)
    return [
        Route(.get, "/v1/queue", .scoped([.messagesRead, .queueOperate]), messages.queue),
        Route(.post, "/v1/queue/pause", .scoped([.queueOperate]), pauses.setPaused(true)),
        Route(.post, "/v1/queue/resume", .scoped([.queueOperate]), pauses.setPaused(false)),
    ]
}

private func probeRoutes(_ services: APIServices) -> [Route] {
    let probes = ProbeRoutes(services: services)
    return [
        Route(.get, "/livez", .open, probes.live),
        Route(.get, "/readyz", .open, probes.ready),
        Route(.get, "/openapi.yaml", .open, probes.openAPI),
    ]
}

extension APIServices {
    /// An answer that makes a mail of this lane, where such may be asked for now.
    fileprivate func admitted(
        _ lane: Lane, _ answer: @escaping @Sendable (APICall) async throws -> Response
    ) -> @Sendable (APICall) async throws -> Response {
        { [admission] call in
            try admission.admit(lane)
            return try await answer(call)
        }
    }

    /// An answer that says whether a secret is right: a credential gets so many in a minute.
    fileprivate func attempted(
        _ answer: @escaping @Sendable (APICall) async throws -> Response
    ) -> @Sendable (APICall) async throws -> Response {
        { [issuer] call in
            try issuer.admitAttempt(by: try call.caller)
            return try await answer(call)
        }
    }
}

/// The routes of the admin socket and the metrics port: for the machine itself, without a credential.
package func adminRoutes(_ services: APIServices) -> [Route] {
    let probes = ProbeRoutes(services: services)
    return [
        Route(.get, "/livez", .open, probes.live),
        Route(.get, "/readyz", .open, probes.ready),
        Route(.get, "/metrics", .open, probes.metrics),
    ]
}

/// The router of the public port: the API, and with `pages` what the console adds.
///
/// - Parameter problemPage: What people are shown in place of a problem document.
package func makeRouter(_ services: APIServices, pages: [Route] = [], problemPage: ProblemPage? = nil) -> Router<APIContext> {
    router(apiRoutes(services) + pages, services, problemPage)
}

/// The router of the admin socket and the metrics port.
package func makeAdminRouter(_ services: APIServices) -> Router<APIContext> {
    router(adminRoutes(services), services, nil)
}

private func router(_ routes: [Route], _ services: APIServices, _ problemPage: ProblemPage?) -> Router<APIContext> {
    let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestRecordMiddleware(clock: services.clock))
    router.add(middleware: ProblemMiddleware(publicURL: services.publicURL, page: problemPage))
    Route.register(routes, on: router, credentials: services.credentials)
    return router
}
