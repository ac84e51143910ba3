import Mail
import Submission

/// One thread's share of the bound: connections that carry as many messages each as the service's do.
struct BoundConnection {
    let relay: RelayConfiguration
    let transaction: Transaction
    let clock: BenchClock

    private static let patience: Duration = .seconds(30)

    func submit(_ count: Int) throws {
        var left = count
        while left > 0 {
            let share = min(left, relay.messagesPerConnection)
            let connection = try RelayConnection(to: relay, clock: clock)
            try submit(share, over: connection)
            connection.quit()
            left -= share
        }
    }

    private func submit(_ count: Int, over connection: RelayConnection) throws {
        var dialogue = SubmissionDialogue(capabilities: connection.capabilities)
        guard connection.capabilities.pipelining else { throw BenchFault("the sink does not offer PIPELINING") }
        dialogue.begin(transaction)
        var (begun, accepted) = (1, 0)
        while true {
            switch dialogue.next(at: clock.now) {
            case .write(let octets): try connection.write(octets[...], within: Self.patience)
            case .read: try connection.read(into: &dialogue, within: Self.patience)
            case .content:
                let octets = dialogue.content(then: begun < count ? transaction : nil, at: clock.now).octets
                if begun < count { begun += 1 }
                try connection.write(octets[...], within: Self.patience)
                dialogue.finalDotWritten()
            case .finished(let result):
                guard let reply = result.reply, reply.code.isPositive, result.stage == .finalDot else {
                    throw BenchFault("the sink did not accept a message")
                }
                accepted += 1
            case .idle:
                guard accepted == count else { throw BenchFault("\(accepted) of \(count) messages were accepted") }
                return
            }
        }
    }
}
