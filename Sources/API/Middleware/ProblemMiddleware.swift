import HTTPTypes
package import Hummingbird
import Issuance
import Logging
import Queue

/// Turns every error into a problem document, and puts the fields on every answer that all share.
///
/// The last one before the routes: what leaves here is complete.
package struct ProblemMiddleware: RouterMiddleware {
    let publicURL: String
    let page: ProblemPage?

    package init(publicURL: String, page: ProblemPage? = nil) {
        self.publicURL = publicURL
        self.page = page
    }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = await answer(Self.problem(for: error, context: context), to: request)
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        if !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        response.headers[.requestID] = context.requestID
        return response
    }

    private func answer(_ problem: Problem, to request: Request) async -> Response {
        let document = problem.response(publicURL: publicURL)
        guard var shown = await page?(problem, request) else { return document }
        if let allow = document.headers[.allow] { shown.headers[.allow] = allow }
        return shown
    }

    /// The problem that an error is; one of ours that nobody caused is logged.
    package static func problem(for error: any Error, context: APIContext) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let refusal as IssuanceRefusal:
            if case .unavailable(let fault) = refusal { log(fault, context: context) }
            return Problem(refusal)
        case let fault as StoreFault:
            log(fault, context: context)
            return Problem(fault)
        case let error as HTTPError: return Problem(error)
        default:
            // Only the type: a description may repeat what was sent.
            context.requestLogger.error("request failed", metadata: ["error.type": "\(type(of: error))"])
            return .internalFault
        }
    }

    private static func log(_ fault: StoreFault, context: APIContext) {
        context.requestLogger.warning("store refused", metadata: ["store.fault": "\(fault.metricLabel)"])
    }
}
