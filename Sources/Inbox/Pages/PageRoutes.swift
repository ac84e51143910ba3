import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// The pages for people.
struct PageRoutes: Sendable {
    let store: InboxStore
    /// How long a page may wait for a change; shorter than a proxy's usual patience.
    private static let longestWait = Duration.seconds(25)

    @Sendable func list(_ request: Request, _ context: BasicRequestContext) -> Response {
        page(InboxPage.list(store, start: max(0, request.uri.queryParameters.get("start", as: Int.self) ?? 0)))
    }

    @Sendable func style(_ request: Request, _ context: BasicRequestContext) -> Response {
        answer(InboxStyle.text, "text/css; charset=utf-8")
    }

    @Sendable func behaviour(_ request: Request, _ context: BasicRequestContext) -> Response {
        answer(InboxBehaviour.text, "text/javascript; charset=utf-8")
    }

    /// `/view/ID` and, for the frame in it, `/view/ID.html`.
    @Sendable func view(_ request: Request, _ context: BasicRequestContext) -> Response {
        let name = context.parameters.get("name") ?? ""
        if name.hasSuffix(".html") {
            guard let html = store.message(String(name.dropLast(5))).flatMap(InboxPage.htmlPart) else { return notFound }
            var response = page(html)
            response.headers[.contentSecurityPolicy] = PageHeaders.message
            return response
        }
        guard let message = store.message(name) else { return notFound }
        store.markRead(name)
        return page(InboxPage.message(message))
    }

    /// Answers when the inbox has changed after the revision the page knows, or when the wait is over.
    @Sendable func changes(_ request: Request, _ context: BasicRequestContext) async throws -> APIRevision {
        let known = request.uri.queryParameters.get("after", as: UInt64.self) ?? 0
        _ = await cancelWhenGracefulShutdown { await store.wait(after: known, timeout: Self.longestWait) }
        return APIRevision(revision: store.revision)
    }

    /// The form behind "Delete all"; refused when another site's page sent it.
    @Sendable func deleteAll(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        guard site == nil || site == "same-origin" || site == "none" else {
            throw HTTPError(.forbidden, message: "Only the inbox's own page may delete.")
        }
        store.removeAll()
        return .redirect(to: "/", type: .normal)
    }

    private var notFound: Response {
        var response = page(InboxPage.notFound)
        response.status = .notFound
        return response
    }

    private func page(_ html: String) -> Response { answer(html, "text/html; charset=utf-8") }

    private func answer(_ text: String, _ type: String) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
