import Mail

/// The commands of a ``SubmissionTrial`` after EHLO and AUTH.
struct TrialDialogue {
    let connection: RelayConnection
    let clock: any TimeSource
    private(set) var steps: [SubmissionTrial.Step] = []
    private var parser = ReplyParser()

    init(connection: RelayConnection, clock: any TimeSource) {
        self.connection = connection
        self.clock = clock
    }

    /// MAIL, RCPT, DATA, the message, and QUIT, whatever came of them.
    mutating func submit(_ transaction: Transaction) -> SubmissionResult {
        let capabilities = connection.capabilities
        if let obstacle = transaction.obstacle(capabilities) {
            quit()
            return .fault(obstacle, at: .mail)
        }
        var octets: [UInt8] = []
        DotStuffing.append(transaction.message, to: &octets)
        let commands: [(SubmissionStage, [UInt8])] = [
            (.mail, Array(transaction.mailCommand(capabilities, at: clock.now).utf8)),
            (.rcpt, Array(transaction.rcptCommand(capabilities).utf8)),
            (.data, Array("DATA\r\n".utf8)), (.finalDot, octets),
        ]
        var result = SubmissionResult.fault(.connectionLost, at: .mail)
        for (stage, command) in commands {
            result = ask(command, at: stage)
            guard let reply = result.reply, Self.goesOn(after: reply, at: stage) else { break }
        }
        // After a lost connection nobody is there to be told.
        if result.reply != nil { quit() }
        return result
    }

    private static func goesOn(after reply: Reply, at stage: SubmissionStage) -> Bool {
        stage == .data ? reply.code.severity == .intermediate : reply.code.isPositive
    }

    /// What a stage came to; noted as its step.
    private mutating func ask(_ octets: [UInt8], at stage: SubmissionStage) -> SubmissionResult {
        let limits = connection.configuration.deadlines
        do throws(TransportFault) {
            try connection.write(octets[...], within: limits.duration(of: stage == .finalDot ? .body : stage))
            let reply = try read(within: limits.duration(of: stage))
            steps.append(SubmissionTrial.Step(stage: stage, reply: reply))
            return .reply(reply, at: stage)
        } catch {
            steps.append(SubmissionTrial.Step(stage: stage, reply: nil))
            return .fault(error, at: stage)
        }
    }

    private mutating func read(within limit: Duration) throws(TransportFault) -> Reply {
        let deadline = clock.monotonic + limit
        while true {
            if let reply = parser.next() { return reply.reply }
            var parser = self.parser
            let fault = try connection.read(within: max(.zero, deadline - clock.monotonic)) { octets -> TransportFault? in
                do throws(TransportFault) {
                    try parser.append(octets)
                    return nil
                } catch {
                    return error
                }
            }
            self.parser = parser
            if let fault { throw fault }
        }
    }

    private mutating func quit() {
        _ = ask(Array("QUIT\r\n".utf8), at: .quit)
    }
}
