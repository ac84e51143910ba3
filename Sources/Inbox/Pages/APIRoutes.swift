import HTTPTypes
import Hummingbird
import Mail
import NIOCore

/// The part of Mailpit's API that tests use.
struct APIRoutes: Sendable {
    let store: InboxStore
    /// Messages in one answer when `limit` does not say; Mailpit's default.
    private static let usualLimit = 50
    private static let limitMax = 1_000

    @Sendable func list(_ request: Request, _ context: BasicRequestContext) -> APIMessageList {
        let query = request.uri.queryParameters
        let start = max(0, query.get("start", as: Int.self) ?? 0)
        let limit = min(max(0, query.get("limit", as: Int.self) ?? Self.usualLimit), Self.limitMax)
        return APIMessageList(store, start: start, limit: limit)
    }

    /// Opening a message marks it as read, as in Mailpit; the id `latest` is the newest.
    @Sendable func message(_ request: Request, _ context: BasicRequestContext) throws -> APIMessage {
        let message = try find(context)
        store.markRead(message.id)
        return APIMessage(message)
    }

    @Sendable func raw(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        let message = try find(context)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: message.raw)))
    }

    @Sendable func delete(_ request: Request, _ context: BasicRequestContext) async throws -> String {
        var request = request
        let body = try await request.collectBody(upTo: Limits.batchBodyOctets)
        let ids = body.readableBytes == 0 ? [] : try await request.decode(as: APISelection.self, context: context).ids ?? []
        if ids.isEmpty { store.removeAll() } else { store.remove(ids) }
        return "ok"
    }

    private func find(_ context: BasicRequestContext) throws -> InboxMessage {
        let id = context.parameters.get("id") ?? ""
        guard let message = id == "latest" ? store.newest(limit: 1).first : store.message(id) else {
            throw HTTPError(.notFound, message: "No message with this ID; it may be deleted or dropped.")
        }
        return message
    }
}
