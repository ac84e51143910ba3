package import Mail

/// One accepted message: its envelope and its octets as they came, without the dot-stuffing.
package struct InboxMessage: Sendable, Identifiable {
    /// Connection and message number, `12-3`; unique while the inbox runs.
    package let id: String
    /// Empty for the null reverse-path.
    package let reversePath: String
    package let recipients: [String]
    /// What stood behind the path of MAIL, such as `ENVID=x`.
    package let mailParameters: [String]
    /// What stood behind each recipient's path, in the order of ``recipients``.
    package let recipientParameters: [String]
    package let raw: [UInt8]
    package let isTLS: Bool
    /// The authenticated user, if any.
    package let user: String?
    /// Set by the store.
    package internal(set) var received = Instant.distantPast
    /// Whether someone opened it.
    package internal(set) var isRead = false

    package init(
        id: String, reversePath: String, recipients: [String], mailParameters: [String] = [], recipientParameters: [String] = [],
        raw: [UInt8], isTLS: Bool = false, user: String? = nil
    ) {
        self.id = id
        self.reversePath = reversePath
        self.recipients = recipients
        self.mailParameters = mailParameters
        self.recipientParameters = recipientParameters
        self.raw = raw
        self.isTLS = isTLS
        self.user = user
    }
}

extension InboxMessage: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The id alone: addresses and codes have no business in a log.
    package var description: String { "InboxMessage(\(id))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
