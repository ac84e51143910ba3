package import Mail

/// Takes octets as they come and gives whole replies (RFC 5321 §4.2). The peer is hostile: everything is bounded.
package struct ReplyParser: Sendable {
    private var line: [UInt8] = []
    private var lines: [[UInt8]] = []
    private var code: ReplyCode?
    private var ready: [ParsedReply] = []
    private var readyStart = 0
    private var violated = false

    package init() {}

    /// Takes octets. Lines end with LF; a CR before it is dropped, since some relays forget it.
    ///
    /// - Throws: `protocolViolation` for a line over 512 octets, more than 100 lines, a code that is none, or codes that change
    ///   within one reply. Nothing can be read after that.
    package mutating func append(_ octets: some Sequence<UInt8>) throws(TransportFault) {
        guard !violated else { throw .protocolViolation }
        for octet in octets {
            if octet == UInt8(ascii: "\n") {
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                try endLine()
            } else {
                guard line.count < Limits.replyLineOctets else { throw violation() }
                line.append(octet)
            }
        }
    }

    /// The next whole reply, oldest first.
    package mutating func next() -> ParsedReply? {
        guard readyStart < ready.count else {
            ready.removeAll(keepingCapacity: true)
            readyStart = 0
            return nil
        }
        defer { readyStart += 1 }
        return ready[readyStart]
    }

    /// Whether a whole reply or a part of one waits.
    package var hasOctets: Bool { readyStart < ready.count || !line.isEmpty || !lines.isEmpty }

    private mutating func endLine() throws(TransportFault) {
        defer { line.removeAll(keepingCapacity: true) }
        guard line.count >= 3, line[0..<3].allSatisfy({ (0x30...0x39).contains($0) }) else { throw violation() }
        let value = line[0..<3].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard let lineCode = ReplyCode(value), code == nil || code == lineCode else { throw violation() }
        let isLast: Bool
        switch line.count == 3 ? UInt8(ascii: " ") : line[3] {
        case UInt8(ascii: " "): isLast = true
        case UInt8(ascii: "-"): isLast = false
        default: throw violation()
        }
        lines.append(Array(line.dropFirst(4)))
        guard lines.count <= Limits.replyLines else { throw violation() }
        guard isLast else {
            code = lineCode
            return
        }
        ready.append(ParsedReply(code: lineCode, lines: lines))
        lines.removeAll(keepingCapacity: true)
        code = nil
    }

    private mutating func violation() -> TransportFault {
        violated = true
        return .protocolViolation
    }
}

/// A whole reply with its raw lines: EHLO needs the lines, all others the ``Reply``.
package struct ParsedReply: Hashable, Sendable {
    package let code: ReplyCode
    /// Without code and separator.
    package let lines: [[UInt8]]

    package init(code: ReplyCode, lines: [[UInt8]]) {
        self.code = code
        self.lines = lines
    }

    /// What is kept.
    package var reply: Reply { Reply(code: code, lines: lines) }
}
