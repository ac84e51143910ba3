import NIOCore

/// A body that was not kept: who asks for it gets the reason.
struct RefusedBody: AsyncSequence, AsyncIteratorProtocol, Sendable {
    typealias Element = ByteBuffer

    let problem: Problem

    func makeAsyncIterator() -> Self { self }

    mutating func next() async throws -> ByteBuffer? { throw problem }
}
