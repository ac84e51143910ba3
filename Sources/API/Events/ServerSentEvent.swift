/// Blocks of a `text/event-stream` (WHATWG HTML §9.2).
enum ServerSentEvent {
    static let contentType = "text/event-stream"

    /// How long a client waits before it asks again, in milliseconds; a block of its own, without an event.
    static func retry(milliseconds: Int) -> [UInt8] { Array("retry: \(milliseconds)\n\n".utf8) }

    /// A sign of life that no client sees: proxies end what is silent (§9.2.7).
    static let comment: [UInt8] = Array(":\n\n".utf8)

    /// An event with a JSON document, which has no line breaks.
    static func event(_ name: String, id: String, data: [UInt8]) -> [UInt8] {
        Array("event: \(name)\nid: \(id)\ndata: ".utf8) + data + Array("\n\n".utf8)
    }
}
