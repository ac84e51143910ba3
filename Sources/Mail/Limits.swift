/// Every bound of the product that a standard or a design decision sets, in one place.
///
/// Bounds an operator may change are in the configuration; these are not among them.
package enum Limits {
    // MARK: RFC 5321 §4.5.3.1, octets
    package static let localPartOctets = 64
    package static let domainOctets = 255
    /// A path with its angle brackets is 256.
    package static let pathOctets = 254
    package static let labelOctets = 63
    package static let commandLineOctets = 512
    /// With CRLF.
    package static let replyLineOctets = 512
    /// RFC 5322 §2.1.1, without CRLF.
    package static let textLineOctets = 998
    /// RFC 5322 §2.1.1: what a line should not exceed, without CRLF.
    package static let preferredLineOctets = 78
    /// RFC 2047 §2.
    package static let encodedWordOctets = 75

    // MARK: A hostile relay
    package static let replyLines = 100
    /// What is kept of a reply's text.
    package static let replyTextOctets = 500

    // MARK: Messages
    /// A rendered message, headers included.
    package static let messageOctets = 256 * 1_024
    /// All variables of one entry before sealing.
    package static let variablesOctets = 16 * 1_024
    package static let templateOctets = 256 * 1_024
    package static let templateNesting = 16

    // MARK: HTTP
    package static let bodyOctets = 64 * 1_024
    package static let batchBodyOctets = 1_024 * 1_024
    package static let batchItems = 1_000
    package static let pageItems = 200
    package static let idempotencyKeyOctets = 255
    package static let bindingOctets = 255
    package static let purposeOctets = 64

    // MARK: Work in memory
    /// Leased entries waiting for a connection, over all lanes of one node.
    package static let readyEntries = 20_000
    /// Write requests waiting for the writer.
    package static let writerInbox = 8_192
    /// Write requests in one transaction.
    package static let writerBatch = 256
}
