import HTTPTypes
import HummingbirdCore
import Mail
import NIOCore
import NIOHTTPTypes
import Testing

@testable import API

/// How large a body may be, below the router.
struct BatchBodyTests {
    private static func head(_ path: String, authorized: Bool, method: HTTPRequest.Method = .post) -> HTTPRequest {
        var head = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path)
        if authorized { head.headerFields[.authorization] = "Bearer x" }
        return head
    }

    /// Octets that a request was completed with; `nil` when it was refused for its size.
    private static func taken(_ head: HTTPRequest, octets: Int, announced: Bool = false) async throws -> Int? {
        var head = head
        if announced { head.headerFields[.contentLength] = String(octets) }
        var request = IncomingRequest(room: BodyRoom(octets: 8 * 1_024 * 1_024), limit: Limits.bodyOctets)
        var completed = request.take(.head(head))
        var sent = 0
        while sent < octets, completed == nil {
            let piece = min(60_000, octets - sent)
            completed = request.take(.body(ByteBuffer(repeating: UInt8(ascii: "x"), count: piece)))
            sent += piece
        }
        if completed == nil { completed = request.take(.end(nil)) }
        let whole = try #require(completed)
        var count = 0
        do { for try await piece in whole.body { count += piece.readableBytes } } catch let problem as Problem {
            #expect(problem.code == .tooLarge)
            return nil
        }
        return count
    }

    @Test(
        arguments: [
            ("/v1/activations:batch", true, true), ("/v1/activations:batch", false, false), ("/v1/activations:batch?x", true, false),
            ("/v1/activations", true, false), ("/v1/codes", true, false),
        ], [false, true])
    func `only a batch with a credential may have more than 64 KiB`(_ row: (String, Bool, Bool), announced: Bool) async throws {
        let head = Self.head(row.0, authorized: row.1)
        #expect(try await Self.taken(head, octets: Limits.bodyOctets, announced: announced) == Limits.bodyOctets)
        #expect(try await Self.taken(head, octets: Limits.bodyOctets + 1, announced: announced) == (row.2 ? Limits.bodyOctets + 1 : nil))
    }

    @Test(arguments: [false, true])
    func `a batch may have 1 MiB and no octet more`(announced: Bool) async throws {
        let head = Self.head("/v1/activations:batch", authorized: true)
        #expect(try await Self.taken(head, octets: Limits.batchBodyOctets, announced: announced) == Limits.batchBodyOctets)
        #expect(try await Self.taken(head, octets: Limits.batchBodyOctets + 1, announced: announced) == nil)
        let other = Self.head("/v1/activations:batch", authorized: true, method: .put)
        #expect(try await Self.taken(other, octets: Limits.batchBodyOctets, announced: announced) == nil)
    }

    @Test func `large bodies leave half of the room to the others`() {
        let room = BodyRoom(octets: 1_000)
        #expect(room.enter(400, isLarge: true))
        #expect(!room.enter(101, isLarge: true))
        #expect(room.enter(600))
        #expect(!room.enter(1))
        room.leave(600)
        #expect(room.enter(100, isLarge: true))
    }
}
