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

    /// Read by a dialogue that expects none: through the parser as it is compiled for a connection, and each kept.
    static func replies(_ count: Int) throws {
        var dialogue = SubmissionDialogue(capabilities: RelayCapabilities())
        for _ in 0..<count {
            try dialogue.receive(answers[...])
            guard let decisive = dialogue.unsolicited(), Outcome(classifying: .reply(decisive, at: .finalDot)).disposition == .accepted
            else { throw BenchFault("not accepted") }
            var others = 0
            while dialogue.unsolicited() != nil { others += 1 }
            guard others == 3 else { throw BenchFault("other replies") }
        }
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
