import Mail
import TestKit

/// The relay's side of one connection: octets in, octets out at their times.
struct SimulatedSession {
    /// What came before a final dot.
    struct Message {
        let octets: [UInt8]
        let recipient: String
        /// Whether the relay took it, whatever it says.
        let isTaken: Bool
    }

    private enum Phase { case commands, content, loneDot }

    let relay: SimulatedRelay
    /// What the other side gets, and when.
    private(set) var spoken: [(at: Duration, octets: [UInt8])] = []
    /// When the relay closes, or did.
    private(set) var closesAt: Duration?
    private var phase = Phase.commands
    private var line: [UInt8] = []
    private var content: [UInt8] = []
    private(set) var recipient = ""
    private var isRefused = false
    private var spokenUntil: Duration = .zero

    init(_ relay: SimulatedRelay) { self.relay = relay }

    var awaitsContent: Bool { phase == .content }

    mutating func take(_ octets: some Sequence<UInt8>, at now: Duration) -> [Message] {
        var messages: [Message] = []
        for octet in octets where closesAt == nil {
            if phase == .commands {
                line.append(octet)
                if octet == UInt8(ascii: "\n") { command(now) }
            } else {
                content.append(octet)
                if octet == UInt8(ascii: "\n"), let message = endOfContent(now) { messages.append(message) }
            }
        }
        return messages
    }

    /// Octets that have arrived by now.
    mutating func hear(at now: Duration, most: Int) -> [UInt8] {
        guard let first = spoken.first, first.at <= now else { return [] }
        guard first.octets.count > most else { return spoken.removeFirst().octets }
        spoken[0].octets.removeFirst(most)
        return Array(first.octets.prefix(most))
    }

    mutating func close(at instant: Duration) { closesAt = min(closesAt ?? instant, instant) }

    private mutating func command(_ now: Duration) {
        let text = String(decoding: line, as: UTF8.self)
        line = []
        if relay.breaks { return close(at: now) }
        switch text.prefix(4) {
        case "MAIL":
            isRefused = false
            reply(relay.answerToMail(hasParameters: text.contains("> ")), now)
        case "RCPT":
            recipient = String(text.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
            reply(isRefused ? "503 5.5.1 no sender" : relay.answerToRecipient(recipient, now: now), now)
        case "DATA": reply(relay.answerToData(isRefused: isRefused), now)
        case "RSET": reply("250 2.0.0 ok", now)
        default: close(at: now)
        }
    }

    /// Says a line, after what was said before. 4yz and 5yz refuse the transaction, 421 ends the session.
    private mutating func reply(_ text: String, _ now: Duration) {
        spokenUntil = max(spokenUntil, now + relay.latency)
        spoken.append((spokenUntil, Array("\(text)\r\n".utf8)))
        if text.hasPrefix("354") { phase = isRefused ? .loneDot : .content }
        if text.hasPrefix("4") || text.hasPrefix("5") { isRefused = true }
        if text.hasPrefix("421") { close(at: spokenUntil) }
    }

    private mutating func endOfContent(_ now: Duration) -> Message? {
        guard content.count == 3 ? content == Array(".\r\n".utf8) : content.suffix(5) == Array("\r\n.\r\n".utf8)[...] else { return nil }
        defer {
            content = []
            phase = .commands
        }
        guard phase == .content else {
            reply("554 5.5.1 no recipient", now)
            return nil
        }
        let (fate, said) = relay.fate()
        let message = Self.unstuffed(content.dropLast(3))
        switch fate {
        case .accepted, .garbled: reply(said, now)
        case .refused: reply(said, now)
        case .lost: close(at: now + relay.latency)
        }
        return Message(octets: message, recipient: recipient, isTaken: fate.isTaken)
    }

    /// RFC 5321 §4.5.2, as a relay does it: the first dot of a line goes.
    private static func unstuffed(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var message: [UInt8] = []
        var isAtLineStart = true
        for octet in content {
            if !isAtLineStart || octet != UInt8(ascii: ".") { message.append(octet) }
            isAtLineStart = octet == UInt8(ascii: "\n")
        }
        return message
    }
}

extension SimulatedRelay.Fate {
    var isTaken: Bool {
        switch self {
        case .accepted, .garbled: true
        case .refused: false
        case .lost(let accepted): accepted
        }
    }
}
