package import Mail

/// Encrypts what the queue keeps. The implementation holds the keys; the queue never sees one.
package protocol Seal: Sendable {
    /// Seals bytes under the current key. `context` is authenticated: a box moved to another row does not open.
    func seal(_ plaintext: [UInt8], context: [UInt8]) throws(SealFault) -> [UInt8]

    /// Opens a box made with the same context.
    func open(_ box: [UInt8], context: [UInt8]) throws(SealFault) -> [UInt8]
}

/// Why a box cannot be made or opened.
package enum SealFault: String, Error, Sendable {
    /// The box names a key that this process does not have.
    case unknownKey = "unknown_key"
    /// Altered, cut, or moved from another row.
    case notAuthentic = "not_authentic"
    case unavailable
}

extension Seal {
    /// Seals an entry's content, bound to its identifier.
    package func seal(_ content: QueueContent, id: QueueID) throws(SealFault) -> [UInt8] {
        try seal(content.encoded(), context: id.bytes)
    }

    /// Opens an entry's content.
    package func content(of entry: QueueEntry) throws(SealFault) -> QueueContent {
        guard let content = QueueContent(encoded: try open(entry.sealedContent, context: entry.id.bytes)) else {
            throw .notAuthentic
        }
        return content
    }
}
