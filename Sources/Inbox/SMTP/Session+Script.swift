import NIOCore

/// Asks the script and the chaos settings, and does what they say.
extension Session {
    mutating func run(_ step: SessionStep) {
        if breaksPipelining(step) { return }
        if let deviation = deviation(at: step) {
            apply(deviation, to: step)
        } else {
            carryOut(step)
        }
    }

    /// A relay that offers PIPELINING and cannot do it: commands behind the first one are its downfall.
    private mutating func breaksPipelining(_ step: SessionStep) -> Bool {
        guard let fault = settings.script?.pipeliningFault, case .command(let command) = step, command != .quit,
            input.readableBytes > 0
        else { return false }
        switch fault {
        case .drop: close()
        case .discard: input.clear()
        }
        return phase == .closed
    }

    private func deviation(at step: SessionStep) -> ScriptStep? {
        guard settings.script != nil || settings.chaos != nil, let stage = ScriptStage(step) else { return nil }
        if let script = settings.script {
            let scripted = script.step(at: stage, connection: connection, recipients: recipients(at: step))
            if let scripted { return scripted }
        }
        return settings.chaos?.reply(at: stage).map { .reply($0) }
    }

    private func recipients(at step: SessionStep) -> [String] {
        if case .command(.rcpt(let path, _)) = step { return [path] }
        return transaction?.recipients ?? []
    }

    private mutating func apply(_ deviation: ScriptStep, to step: SessionStep) {
        switch deviation {
        case .proceed: carryOut(step)
        case .reply(let reply): replace(step, with: reply)
        case .drop: close()
        case .reset: end(with: .reset)
        case .hang: hang(before: step)
        case .slow(let interval): carryOut(step, form: .slow(interval))
        case .splitReply: carryOut(step, form: .slow(.zero))
        case .raw(let octets): send(raw: octets)
        case .overlongLine(let octets): send(raw: Array("250 ".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: octets) + [0x0D, 0x0A])
        case .replyThenDrop:
            carryOut(step)
            close()
        case .acceptThenDrop:
            carryOut(step, form: .withheld)
            close()
        }
        if case .raw = deviation { abandon(step) }
        if case .overlongLine = deviation { abandon(step) }
    }

    private mutating func carryOut(_ step: SessionStep, form: ReplyForm) {
        replyForm = form
        carryOut(step)
        replyForm = .whole
    }

    private mutating func hang(before step: SessionStep) {
        flushOutput()
        actions.append(.hang)
        isSuspended = true
        suspended = step
    }

    /// A positive reply changes only the words, a negative one also takes the place of the effect.
    private mutating func replace(_ step: SessionStep, with reply: ServerReply) {
        if step == .body { return answerEarly(reply) }
        if step == .command(.data), (300...399).contains(reply.code) {
            enterBody()
        } else if reply.isPositive, (200...299).contains(reply.code) {
            carryOut(step, form: .withheld)
        } else {
            abandon(step)
        }
        if reply.isPositive || !(ScriptStage(step)?.belongsToMessage ?? false) { send(reply) } else { answer(reply) }
    }

    /// Answers before the end of the data, then reads on to the final dot and gives no second reply.
    private mutating func answerEarly(_ reply: ServerReply) {
        transaction?.isAnswered = true
        answer(reply)
    }

    /// What is left behind when a step has no effect.
    private mutating func abandon(_ step: SessionStep) {
        switch step {
        case .greeting: greetingRefused = true
        case .finalDot: leaveTransaction()
        case .command(.authResponse): phase = .command
        default: break
        }
    }
}
