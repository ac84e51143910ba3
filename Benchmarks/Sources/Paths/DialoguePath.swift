import Mail
import Submission

/// What is said to a relay and what it says, without a connection.
struct DialoguePath {
    private let transaction: Transaction

    /// As Postfix says them to a message whose envelope came behind the dot of the one before.
    private static let answers = Array(
        "250 2.0.0 Ok: queued as 4bXy1234\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n".utf8)
    private static let firstAnswers = Array("250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n".utf8)
    private static let greeting = ["relay.example.be", "PIPELINING", "SIZE 10240000", "8BITMIME", "ENHANCEDSTATUSCODES", "DSN"]

    init(templates: String) async throws {
        transaction = try await SampleMail.code(templates: templates, clock: FixedClock()).transaction
    }

    static func replies(_ count: Int) throws {
        var parser = ReplyParser()
        for _ in 0..<count {
            try parser.append(answers)
            var seen = 0
            while let parsed = parser.next() {
                seen += 1
                let stage: SubmissionStage = seen == 1 ? .finalDot : .data
                guard parsed.code.isPositive == (seen < 4), seen > 1 || isAccepted(parsed.reply, at: stage) else {
                    throw BenchFault("another reply")
                }
            }
        }
    }

    /// Only the reply that decides is kept and judged.
    private static func isAccepted(_ reply: Reply, at stage: SubmissionStage) -> Bool {
        Outcome(classifying: .reply(reply, at: stage)).disposition == .accepted
    }

    func dialogue(_ count: Int) throws {
        var dialogue = SubmissionDialogue(capabilities: RelayCapabilities(ehloLines: Self.greeting.map { Array($0.utf8) }))
        dialogue.begin(transaction)
        var (accepted, answers) = (0, Self.firstAnswers)
        while accepted < count {
            switch dialogue.next(at: FixedClock().now) {
            case .write(let octets): guard !octets.isEmpty else { throw BenchFault("nothing to say") }
            case .read: try dialogue.receive(answers[...])
            case .content:
                let (octets, dotEnd) = dialogue.content(then: transaction, at: FixedClock().now)
                guard dotEnd < octets.count else { throw BenchFault("nothing behind the dot") }
                dialogue.finalDotWritten()
                answers = Self.answers
            case .finished(let result):
                guard result.reply?.code.isPositive == true else { throw BenchFault("not accepted") }
                accepted += 1
            case .idle: throw BenchFault("nothing in flight")
            }
        }
    }
}
