import Mail
import Queue
import Submission

/// The messages of the scenarios: what matters of them is who gets them and their Message-ID.
enum ScenarioMessage {
    static let domain = "example.be"
    /// The one whom the fault meets.
    static let victim = "victim"
    /// Whose message is larger than the buffers of both ends of a connection together, so that its dot waits for the relay to read.
    static let largeVictim = "large"
    static let largeOctets = 6 * 1_024 * 1_024

    static func address(_ localPart: String) -> String { "\(localPart)@\(domain)" }

    @Sendable static func render(_ entry: QueueEntry, _ content: QueueContent) throws -> Transaction {
        var message = Array("Message-ID: <\(entry.id)@send.example.be>\r\n\r\nhello\r\n".utf8)
        if content.recipient.localPart == largeVictim {
            message += [UInt8](repeating: UInt8(ascii: "x"), count: largeOctets)
            message += [0x0D, 0x0A]
        }
        let envelope = Envelope(
            reversePath: try EmailAddress("no-reply@send.example.be"), forwardPath: content.recipient, identifier: "\(entry.id)")
        return Transaction(envelope: envelope, message: message)
    }

    /// The identifier in the header of a message that a relay got; `nil` when it has none.
    static func identifier(of message: [UInt8]) -> String? {
        let line = String(decoding: message.prefix { $0 != 0x0D }, as: UTF8.self)
        guard let start = line.firstIndex(of: "<"), let end = line.firstIndex(of: "@") else { return nil }
        return String(line[line.index(after: start)..<end])
    }
}
