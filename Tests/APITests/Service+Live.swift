import API
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import Logging
import Mail
import NIOCore
import TestKit
import Testing

extension Service {
    /// Runs the whole service behind a real socket for the time of the body, which gets a client and the port.
    func serve<Value: Sendable>(
        _ body: @escaping @Sendable (any TestClientProtocol, Int) async throws -> Value
    ) async throws -> Value {
        let logger = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }
        let responder = makeRouter(services, pages: routes, problemPage: problemPage).buildResponder()
        let channel = RequestChannel(responder, bounds: ConnectionBounds(), clock: clock, logger: logger)
        let application = Application(responder: responder, server: HTTPServerBuilder { _ in channel }, logger: logger)
        return try await application.test(.live) { client in try await body(client, try #require(client.port)) }
    }
}
