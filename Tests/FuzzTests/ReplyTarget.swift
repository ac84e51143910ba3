import Mail
import Submission

/// What a relay says: the parser, the text that is kept, its meaning, and the dialogue that acts on it.
struct ReplyTarget: FuzzTarget {
    static let name = "replies"
    static let tokens = [
        "\r\n", "\n", "\r", "250", "250-", "250 ", "354 ", "421 ", "450 4.7.1 ", "550 5.1.1 ", "999 ", "000 ", "2.0.0", "5.7.1", "4.2.2",
        "<jan@example.be>", "https://example.be/a/b?c", "greylisted", "\u{202E}", "é", "@", "220 x\r\n", "503 5.5.1 no\r\n",
    ]

    private let transaction: Transaction

    init() throws {
        transaction = Transaction(
            envelope: Envelope(reversePath: try EmailAddress("no-reply@send.example.be"), forwardPath: try EmailAddress("jan@example.be")),
            message: Array("Subject: x\r\n\r\nhello\r\n".utf8))
    }

    func read(_ input: [UInt8]) throws(Finding) {
        let whole = Self.replies(in: [input[...]])
        let octets = Self.replies(in: input.indices.map { input[$0...$0] })
        let middle = input.count / 2
        let halves = Self.replies(in: [input[..<middle], input[middle...]])
        guard whole.replies == octets.replies, whole.fault == octets.fault else { throw Finding("read otherwise octet by octet") }
        guard whole.replies == halves.replies, whole.fault == halves.fault else { throw Finding("read otherwise in halves") }
        for parsed in whole.replies { try judge(parsed.reply) }
        for pipelining in [true, false] { try converse(input, pipelining: pipelining) }
    }

    private static func replies(in pieces: [ArraySlice<UInt8>]) -> (replies: [ParsedReply], fault: TransportFault?) {
        var parser = ReplyParser()
        var replies: [ParsedReply] = []
        for piece in pieces {
            do throws(TransportFault) { try parser.append(piece) } catch {
                while let reply = parser.next() { replies.append(reply) }
                return (replies, error)
            }
        }
        while let reply = parser.next() { replies.append(reply) }
        return (replies, nil)
    }

    private func judge(_ reply: Reply) throws(Finding) {
        guard reply.text.utf8.count <= Limits.replyTextOctets else { throw Finding("\(reply.text.utf8.count) octets of text are kept") }
        guard reply.text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { throw Finding("a control is kept") }
        guard !reply.text.contains("jan@") else { throw Finding("a local part is kept") }
        for stage in SubmissionStage.allCases {
            let outcome = Outcome(classifying: .reply(reply, at: stage))
            guard outcome.rule != "no-row" else { throw Finding("\(reply.code) at \(stage) has no row") }
            if outcome.disposition == .accepted, stage != .finalDot || !reply.code.isPositive {
                throw Finding("accepted by \(reply.code) at \(stage)")
            }
        }
    }

    /// The dialogue hears it all, and ends: with a result for the message, or waiting for more.
    private func converse(_ input: [UInt8], pipelining: Bool) throws(Finding) {
        let offers = (["relay.example.be"] + (pipelining ? ["PIPELINING"] : [])).map { Array($0.utf8) }
        var dialogue = SubmissionDialogue(capabilities: RelayCapabilities(ehloLines: offers))
        dialogue.begin(transaction)
        var results = 0
        var hasDot = false
        for octet in [nil] + input.map(Optional.some) {
            if let octet {
                do throws(TransportFault) { try dialogue.receive([octet]) } catch { break }
            }
            steps: for step in 0... {
                guard step < 16 else { throw Finding("the dialogue goes in a circle") }
                switch dialogue.next(at: Instant(seconds: 0)) {
                case .write: break
                case .content:
                    _ = dialogue.content(then: nil, at: Instant(seconds: 0))
                    dialogue.finalDotWritten()
                    hasDot = true
                case .finished(let result):
                    results += 1
                    if case .accepted = Outcome(classifying: result).disposition, !hasDot { throw Finding("accepted before the dot") }
                case .read, .idle: break steps
                }
            }
            if results > 0 { break }
        }
        guard results <= 1 else { throw Finding("\(results) results for one message") }
        guard dialogue.fail(.connectionLost).count + results == 1 else { throw Finding("a message without a result") }
    }
}
