import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// Writes the body of an answer to its connection; waits while the client takes nothing.
struct AnswerWriter: ResponseBodyWriter {
    private let connection: NIOLoopBound<RequestConnection>
    /// Of no known length, such as events: each piece leaves at once.
    private let isStream: Bool

    init(_ connection: NIOLoopBound<RequestConnection>, isStream: Bool) {
        self.connection = connection
        self.isStream = isStream
    }

    func write(_ buffer: ByteBuffer) async throws {
        connection.value.write(.body(buffer))
        if isStream { connection.value.flush() }
        try await connection.value.room()
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        connection.value.finish(trailingHeaders)
    }
}
