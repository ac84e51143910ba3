import HTTPTypes
import HummingbirdCore
import Mail
import NIOCore
import NIOHTTPTypes
import Queue

/// Puts the parts of one request together.
///
/// A body is kept before anybody looks at the credential, so what is kept of bodies that do not come in one read is bounded over all
/// connections (``BodyRoom``). A request whose body is too large is complete at once, to be refused, and the rest is thrown away.
struct IncomingRequest {
    private let room: BodyRoom
    /// Octets of one body.
    private let usualLimit: Int
    private var head: HTTPRequest?
    private var body = ByteBuffer()
    /// Octets of ``body`` that have their place in the room.
    private var roomed = 0
    /// Its head is here, and its end is not.
    var isBegun: Bool { head != nil || isDiscarding }
    /// The rest of this body is not wanted.
    private(set) var isDiscarding = false

    init(room: BodyRoom, limit: Int) {
        self.room = room
        usualLimit = limit
    }

    /// Takes the next part; the request, when it is complete.
    mutating func take(_ part: HTTPRequestPart) -> Request? {
        switch part {
        case .head(let head):
            self.head = head
            let announced = head.headerFields.value(of: .contentLength).flatMap(Int.init) ?? 0
            return announced > limit ? refused(.tooLarge(limit: limit)) : nil
        case .body(let piece):
            return isDiscarding ? nil : append(piece)
        case .end:
            defer { reset() }
            return isDiscarding ? nil : head.map { Request(head: $0, body: RequestBody(buffer: body)) }
        }
    }

    /// All that one read brought was taken: what there is of a body waits for its rest. The request, when there is no room for that.
    mutating func readCompleted() -> Request? {
        let fresh = body.readableBytes - roomed
        guard fresh > 0 else { return nil }
        guard room.enter(fresh, isLarge: body.readableBytes > usualLimit) else { return refused(Problem(StoreFault.overloaded)) }
        roomed += fresh
        return nil
    }

    /// Forgets what there is, and leaves the room.
    mutating func reset() {
        room.leave(roomed)
        (head, body, roomed, isDiscarding) = (nil, ByteBuffer(), 0, false)
    }

    /// A batch may have a larger body, with a credential beside it: whether that is valid is looked at when the body is here.
    private var limit: Int {
        guard let head, head.method == .post, head.path == BatchRoutes.path, head.headerFields.contains(.authorization) else {
            return usualLimit
        }
        return max(usualLimit, Limits.batchBodyOctets)
    }

    private mutating func append(_ piece: ByteBuffer) -> Request? {
        guard body.readableBytes + piece.readableBytes <= limit else { return refused(.tooLarge(limit: limit)) }
        if body.readableBytes == 0 {
            body = piece
        } else {
            body.writeImmutableBuffer(piece)
        }
        return nil
    }

    private mutating func refused(_ problem: Problem) -> Request? {
        let request = head.map { Request(head: $0, body: RequestBody(asyncSequence: RefusedBody(problem: problem))) }
        reset()
        isDiscarding = true
        return request
    }
}
