package import Hummingbird
import Logging
package import Mail
import Metrics
import Synchronization

/// Measures and logs every request by the template of its route: paths hold tokens, templates do not.
///
/// Metric: `postduif_http_request_seconds{route,status}`. Its labels are bounded by the routes and the statuses they answer.
package final class RequestRecordMiddleware: RouterMiddleware {
    private struct Label: Hashable {
        let route: String
        let status: Int
    }

    private let clock: any TimeSource
    private let timers = Mutex<[Label: Timer]>([:])

    package init(clock: any TimeSource) {
        self.clock = clock
    }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = clock.monotonic
        let response = try await next(request, context)
        let elapsed = clock.monotonic - start
        let label = Label(route: Self.route(of: context), status: response.status.code)
        timer(for: label).recordNanoseconds(elapsed.microseconds * 1_000)
        guard context.logger.logLevel <= .debug else { return response }
        context.requestLogger.debug(
            "answered",
            metadata: [
                "http.method": "\(request.method.rawValue.prefix(16))", "http.route": "\(label.route)", "http.status": "\(label.status)",
                "http.microseconds": "\(elapsed.microseconds)",
            ])
        return response
    }

    /// Hummingbird calls what it does not know `NotFound`.
    private static func route(of context: APIContext) -> String {
        guard let path = context.endpointPath, path.hasPrefix("/") else { return "none" }
        return path
    }

    private func timer(for label: Label) -> Timer {
        timers.withLock { timers in
            if let timer = timers[label] { return timer }
            let timer = Timer(
                label: "postduif_http_request_seconds",
                dimensions: [("route", label.route), ("status", String(label.status))])
            timers[label] = timer
            return timer
        }
    }
}
