import NIOCore

/// From replies to actions.
extension Session {
    /// Queues a reply in the form the step under way asks for; 421 and 521 end the session.
    mutating func send(_ reply: ServerReply) {
        guard phase != .closed else { return }
        let octets = reply.octets(enhanced: offers(.enhancedStatusCodes))
        switch replyForm {
        case .withheld: return
        case .whole: output.writeBytes(octets)
        case .slow(let interval):
            flushOutput()
            actions.append(.sendSlowly(ByteBuffer(bytes: octets), interval: interval))
            isSuspended = true
        }
        if reply.code == 421 || reply.code == 521 { close() }
    }

    /// Queues octets as they are.
    mutating func send(raw octets: [UInt8]) {
        output.writeBytes(octets)
    }

    /// A reply to a stage of the transaction: a negative one is counted.
    mutating func answer(_ reply: ServerReply) {
        if !reply.isPositive { tally.refused += 1 }
        send(reply)
    }

    /// A reply to a command that could not be carried out; too many of them end the session.
    mutating func answerFault(_ reply: ServerReply) {
        faults += 1
        send(faults > SessionLimits.faults ? .tooManyFaults : reply)
    }

    mutating func close() {
        end(with: .close)
    }

    mutating func end(with action: SessionAction) {
        guard phase != .closed else { return }
        flushOutput()
        actions.append(action)
        phase = .closed
        transaction = nil
        input.clear()
    }

    mutating func flushOutput() {
        guard output.readableBytes > 0 else { return }
        actions.append(.send(output))
        output = ByteBuffer()
    }

    /// Whether the session offers the extension now.
    func offers(_ wanted: SMTPExtension) -> Bool {
        guard settings.extensions.contains(wanted), settings.script?.withholds(wanted) != true else { return false }
        switch wanted {
        case .startTLS: return settings.hasCertificate && !isTLS
        case .auth: return settings.credentials != nil && (isTLS || !settings.hasCertificate)
        case .requireTLS: return isTLS
        default: return true
        }
    }
}
