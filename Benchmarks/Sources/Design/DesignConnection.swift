import Mail
import Submission

/// One thread and one connection: MAIL, RCPT and DATA of the next message travel behind the dot of the one before.
struct DesignConnection {
    let relay: RelayConfiguration
    let transaction: Transaction
    let clock: BenchClock
    let seal: DesignSeal
    let handOver: DesignHandOver
    let writer: DesignWriter

    private static let patience: Duration = .seconds(30)

    func run() {
        do {
            while true { try submit(relay.messagesPerConnection, over: RelayConnection(to: relay, clock: clock)) }
        } catch {
            DesignAlone.stop("a connection: \(error)")
        }
    }

    /// A fresh connection each so many messages, as the service does.
    private func submit(_ count: Int, over connection: RelayConnection) throws {
        guard connection.capabilities.pipelining else { throw BenchFault("the sink does not offer PIPELINING") }
        var dialogue = SubmissionDialogue(capabilities: connection.capabilities)
        var left = count
        while left > 0 {
            let first = handOver.take()
            try seal.open(first)
            dialogue.begin(transaction)
            left -= 1
            try carry(first, &left, &dialogue, connection)
        }
        connection.quit()
    }

    private func carry(
        _ first: DesignEntry, _ left: inout Int, _ dialogue: inout SubmissionDialogue, _ connection: RelayConnection
    ) throws {
        var (current, following): (DesignEntry, DesignEntry?) = (first, nil)
        while true {
            switch dialogue.next(at: clock.now) {
            case .write(let octets): try connection.write(octets[...], within: Self.patience)
            case .read: try connection.read(into: &dialogue, within: Self.patience)
            case .content:
                following = left > 0 ? handOver.takeAtOnce() : nil
                if let following {
                    left -= 1
                    try seal.open(following)
                }
                let octets = dialogue.content(then: following == nil ? nil : transaction, at: clock.now).octets
                try connection.write(octets[...], within: Self.patience)
                dialogue.finalDotWritten()
            case .finished(let result):
                guard let reply = result.reply, reply.code.isPositive, result.stage == .finalDot else {
                    throw BenchFault("the sink did not accept a message")
                }
                writer.settle(current.id)
                if let next = following { (current, following) = (next, nil) }
            case .idle: return
            }
        }
    }
}
