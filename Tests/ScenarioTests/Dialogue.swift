import Inbox
import Testing

/// Whether the relay offers PIPELINING, and so whether commands travel together.
enum Dialogue: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case pipelined, plain

    var testDescription: String { rawValue }

    var withheld: Set<SMTPExtension> { self == .plain ? [.pipelining] : [] }
}
