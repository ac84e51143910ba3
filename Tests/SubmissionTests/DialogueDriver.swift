import Mail
import Submission
import Testing

/// A dialogue and what came of it, driven by the relay's lines.
struct DialogueDriver {
    var dialogue: SubmissionDialogue
    private(set) var written: [String] = []
    private(set) var results: [SubmissionResult] = []
    private(set) var lastStep: SubmissionDialogue.Step = .idle
    /// Messages that travel behind a final dot, in order.
    var following: [Transaction] = []
    /// When everything is written.
    var now = Instant(microseconds: 0)
    /// Whether the octets of content leave whole, with the dot.
    var dotLeaves = true

    init(pipelining: Bool, _ extra: [String] = []) {
        dialogue = SubmissionDialogue(capabilities: Self.capabilities((pipelining ? ["PIPELINING"] : []) + extra))
    }

    static func capabilities(_ keywords: [String]) -> RelayCapabilities {
        RelayCapabilities(ehloLines: (["relay.example.be"] + keywords).map { Array($0.utf8) })
    }

    mutating func begin(_ transaction: Transaction) {
        dialogue.begin(transaction)
        settle()
    }

    /// The relay says these octets.
    mutating func hear(_ text: String) throws(TransportFault) {
        try dialogue.receive(Array(text.utf8)[...])
        settle()
    }

    mutating func lose(_ fault: TransportFault = .connectionLost) -> [SubmissionResult] { dialogue.fail(fault) }

    /// Follows the steps until the dialogue waits or is idle.
    private mutating func settle() {
        while true {
            lastStep = dialogue.next(at: now)
            switch lastStep {
            case .write(let octets): written.append(String(decoding: octets, as: UTF8.self))
            case .finished(let result): results.append(result)
            case .content:
                let next = following.isEmpty ? nil : following.removeFirst()
                let (octets, _) = dialogue.content(then: next, at: now)
                if dotLeaves { dialogue.finalDotWritten() }
                written.append(String(decoding: octets, as: UTF8.self))
            case .read, .idle: return
            }
        }
    }
}

/// A small message to `local@example.be`.
func transaction(_ local: String = "jan", message: String = "Subject: x\r\n\r\nhello\r\n") throws -> Transaction {
    Transaction(
        envelope: Envelope(reversePath: try EmailAddress("no-reply@send.example.be"), forwardPath: try EmailAddress("\(local)@example.be")),
        message: Array(message.utf8))
}

func reply(_ code: Int, _ text: String = "") throws -> Reply {
    Reply(code: try #require(ReplyCode(code)), lines: [Array(text.utf8)])
}
