import Hummingbird

/// How often the inbox has changed; the page asks for it and waits.
struct APIRevision: Codable, Sendable, ResponseEncodable {
    let revision: UInt64
}
