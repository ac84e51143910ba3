import NIOCore

@testable import Inbox

/// Runs a session without a connection and keeps what it did.
struct Conversation {
    private(set) var session: Session
    private(set) var said = ""
    private(set) var stored: [InboxMessage] = []
    private(set) var events: [String] = []
    private(set) var tally = SessionTally()

    init(_ settings: SessionSettings = SessionSettings(), isTLS: Bool = false) {
        session = Session(settings: settings, connection: 7, isTLS: isTLS)
        take(session.start())
        said = ""
    }

    /// Gives the client's octets in pieces of the given size and returns what was answered to them.
    @discardableResult
    mutating func say(_ text: String, pieces: Int = .max) -> String {
        let before = said
        var rest = ByteBuffer(string: text)
        while let piece = rest.readSlice(length: min(pieces, rest.readableBytes)), piece.readableBytes > 0 {
            take(session.receive(piece))
        }
        return String(said.dropFirst(before.count))
    }

    mutating func resume() -> String {
        let before = said
        take(session.resume())
        return String(said.dropFirst(before.count))
    }

    mutating func timeOut() -> String {
        let before = said
        take(session.timeOut())
        return String(said.dropFirst(before.count))
    }

    private mutating func take(_ actions: [SessionAction]) {
        for action in actions {
            switch action {
            case .send(let octets): said += String(buffer: octets)
            case .sendSlowly(let octets, let interval):
                said += String(buffer: octets)
                events.append("slow \(interval)")
            case .store(let message): stored.append(message)
            case .startTLS: events.append("startTLS")
            case .hang: events.append("hang")
            case .close: events.append("close")
            case .reset: events.append("reset")
            }
        }
        let new = session.takeTally()
        tally.transactions += new.transactions
        tally.refused += new.refused
    }
}

/// The codes of a text of replies, one for each reply.
func codes(_ text: String) -> [Int] {
    text.split(separator: "\r\n").filter { $0.dropFirst(3).first != "-" }.map { Int($0.prefix(3)) ?? 0 }
}

/// A complete transaction behind EHLO.
let transaction = "MAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be>\r\nDATA\r\nSubject: x\r\n\r\nhello\r\n.\r\n"
