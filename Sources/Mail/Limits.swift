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

    // MARK: Parameters of MAIL and RCPT, octets and seconds
    /// RFC 3461 §5.4: the whole parameter, encoded.
    package static let envelopeIdentifierOctets = 100
    /// The same.
    package static let originalRecipientOctets = 500
    /// RFC 2852 §4: nine digits.
    package static let deliverBySeconds = 999_999_999

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
    /// Of all bodies of one port whose rest is still to come.
    package static let unfinishedBodyOctets = 32 * 1_024 * 1_024
    package static let batchItems = 1_000
    package static let pageItems = 200
    /// Rows of one table that one filtered page looks at: one short read.
    package static let filteredRows = 20_000
    /// Messages that one request operates.
    package static let bulkMessages = 10_000
    /// User agreements of one municipality that are kept, the former ones with them.
    package static let agreements = 100
    /// Lanes, relays and domains that are paused at one time.
    package static let pauses = 1_000
    package static let idempotencyKeyOctets = 255
    /// An API key or a token, as it is presented.
    package static let credentialOctets = 8 * 1_024
    package static let bindingOctets = 255
    package static let purposeOctets = 64
    /// The target, names and values of one header section together.
    package static let headerOctets = 32 * 1_024
    package static let headerFields = 100
    /// For a header section, from its first octet or the opening of the connection.
    package static let headerSeconds: Int64 = 10
    /// For a body, from the end of its header section.
    package static let bodySeconds: Int64 = 20
    /// Without a request, and for a client that takes nothing of its answer.
    package static let idleSeconds: Int64 = 60
    /// Requests of one connection that wait for their answers.
    package static let pipelinedRequests = 64
    /// Open connections of the API's port.
    package static let connections = 10_000
    /// Open connections of the admin socket and of the metrics port, each.
    package static let adminConnections = 64
    /// File descriptors that are left to database, relays and all else.
    package static let reservedDescriptors = 512

    // MARK: Event streams
    /// Over all callers.
    package static let eventStreams = 1_000
    /// Of one API key or person: a front follows those of all its officers with one key.
    package static let eventStreamsPerCaller = 100
    /// Well within what proxies and clients take for a dead connection.
    package static let eventStreamHeartbeatSeconds: Int64 = 15
    /// Of one stream.
    package static let eventStreamSeconds: Int64 = 15 * 60

    // MARK: Work in memory
    /// Leased entries waiting for a connection, over all lanes of one node.
    package static let readyEntries = 20_000
    /// Messages that connections have taken and whose settlement is not on disk, as when a disk does not answer: what a power loss can leave
    /// in doubt. At twenty thousand messages a second that is a fifth of a second.
    package static let unsettled = 4_096
    /// Write requests waiting for the writer.
    package static let writerInbox = 8_192
    /// Write requests in one transaction; twice as many while nobody calls.
    package static let writerBatch = 256
}
