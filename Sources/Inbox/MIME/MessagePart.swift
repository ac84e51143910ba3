/// A part that is neither the text nor the HTML of a message.
struct MessagePart: Sendable {
    /// Its number in the message, from 1 on.
    let number: Int
    let fileName: String
    let contentType: String
    let contentID: String
    let isInline: Bool
    /// Octets after decoding.
    let size: Int
}
