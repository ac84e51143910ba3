package import Mail

/// The SMTP dialogue after EHLO and AUTH as a pure state machine: replies in, octets and results out, no I/O.
///
/// Pipelined (RFC 2920), the envelope of the next message travels in the same write as the final dot of this one:
///
///     → body of 1, dot, MAIL 2, RCPT 2, DATA 2
///     ← 250 (1 accepted), 250, 250, 354
///     → body of 2, dot, MAIL 3, …
///
/// The caller asks ``next(at:)`` until it says `.read`, and answers `.content` with ``content(then:at:)`` or by closing.
package struct SubmissionDialogue: Sendable {
    /// What to do next.
    package enum Step: Hashable, Sendable {
        /// Write these octets.
        case write([UInt8])
        /// Read, within the deadline of ``stage``.
        case read
        /// The relay waits for the message: check that it may still be submitted, then call ``content(then:at:)``, or close.
        case content
        /// The oldest message in flight came to this.
        case finished(SubmissionResult)
        /// Nothing is in flight.
        case idle

        /// Whether something is to be said to the relay, or asked of it.
        package var goesOn: Bool {
            switch self {
            case .write, .read, .content: true
            case .finished, .idle: false
            }
        }
    }

    /// A reply the relay still owes.
    private enum Expected: Hashable {
        case rset, mail, rcpt, data, finalDot
        /// Of the lone dot after a refused recipient whose DATA was answered with 354: never believed.
        case loneDot
    }

    private let capabilities: RelayCapabilities
    private var parser = ReplyParser()
    private var expected: [Expected] = []
    /// Commands still to be written in the plain dialogue.
    private var unwritten: [Expected] = []
    /// In flight, oldest first: at most the one at its dot and the one at its envelope.
    private var transactions: [Transaction] = []
    /// The first reply that refused the message at its envelope.
    private var refusal: SubmissionResult?
    private var awaitsContent = false
    private var needsReset = false
    /// Whether the final dot of the message at its content has left.
    private var dotIsWritten = false
    /// Once set, the connection can only be closed.
    package private(set) var isBroken = false

    package init(capabilities: RelayCapabilities) {
        self.capabilities = capabilities
    }

    /// How many messages are in flight.
    package var inFlight: Int { transactions.count }

    /// The stage whose deadline holds while reading.
    package var stage: SubmissionStage {
        switch expected.first {
        case .rset: .rset
        case .mail: .mail
        case .rcpt: .rcpt
        case .data: .data
        case .finalDot: dotIsWritten ? .finalDot : .body
        case .loneDot: .data
        case nil: awaitsContent ? .body : .mail
        }
    }

    /// Begins a transaction when nothing is in flight. The octets come from ``next(at:)``.
    package mutating func begin(_ transaction: Transaction) {
        precondition(transactions.isEmpty && !isBroken, "a transaction begins on an idle dialogue")
        transactions.append(transaction)
        unwritten = (needsReset ? [.rset] : []) + [.mail, .rcpt, .data]
        needsReset = false
    }

    /// The message whose content the relay waits for, with its final dot, and behind it the envelope of the next when the relay pipelines.
    ///
    /// - Parameter now: When the next MAIL is written.
    /// - Returns: The octets, and how many of them end with the final dot: report them with ``finalDotWritten()``.
    package mutating func content(then next: Transaction?, at now: Instant) -> (octets: [UInt8], dotEnd: Int) {
        precondition(awaitsContent, "content follows 354")
        precondition(next == nil || capabilities.pipelining, "only a relay that pipelines takes the next envelope here")
        awaitsContent = false
        dotIsWritten = false
        var octets: [UInt8] = []
        if let current = transactions.last { DotStuffing.append(current.message, to: &octets) }
        let dotEnd = octets.count
        expected.append(.finalDot)
        if let next {
            transactions.append(next)
            appendEnvelope(of: next, at: now, to: &octets)
        }
        return (octets, dotEnd)
    }

    /// The final dot has left: from now on a loss leaves the message in doubt.
    package mutating func finalDotWritten() { dotIsWritten = true }

    /// Takes octets from the relay. A violation ends the dialogue: ``next(at:)`` still tells what whole replies before it came to,
    /// then take the other results from ``fail(_:)``.
    package mutating func receive(_ octets: ArraySlice<UInt8>) throws(TransportFault) {
        try parser.append(octets)
    }

    /// What to do next; call until it says `.read`, `.content` or `.idle`.
    ///
    /// - Parameter now: When what it says is written.
    package mutating func next(at now: Instant) -> Step {
        if isBroken { return .idle }
        if let octets = takeUnwritten(at: now) { return .write(octets) }
        while let awaited = expected.first, let parsed = parser.next() {
            expected.removeFirst()
            if let step = take(parsed, for: awaited) { return step }
        }
        if awaitsContent { return .content }
        // Plain: the reply just taken lets the next command go.
        if let octets = takeUnwritten(at: now) { return .write(octets) }
        return expected.isEmpty && unwritten.isEmpty ? .idle : .read
    }

    /// The connection failed: the results of all messages in flight, oldest first. The dialogue is over.
    package mutating func fail(_ fault: TransportFault) -> [SubmissionResult] {
        isBroken = true
        defer { transactions.removeAll() }
        let first: SubmissionStage = refusal == nil ? stage : .rcpt
        return transactions.indices.map { index in
            if index == 0, let refusal { return refusal }
            return .fault(fault, at: index == 0 ? first : .mail)
        }
    }

    /// Whether nothing is in flight and no octet of the relay waits: what it said unasked would be taken for the next reply.
    package var isQuiet: Bool { !isBroken && expected.isEmpty && transactions.isEmpty && !parser.hasOctets }

    /// What the relay said without being asked (421 on an idle connection); `nil` when nothing did.
    package mutating func unsolicited() -> Reply? {
        expected.isEmpty ? parser.next()?.reply : nil
    }
}

extension SubmissionDialogue {
    /// Pipelined: the whole group in one write, DATA last (RFC 2920 §3.1). Plain: one command, and only when nothing is owed.
    private mutating func takeUnwritten(at now: Instant) -> [UInt8]? {
        guard let current = transactions.last, !unwritten.isEmpty else { return nil }
        if capabilities.pipelining {
            var octets: [UInt8] = []
            if unwritten.first == .rset {
                octets.append(contentsOf: "RSET\r\n".utf8)
                expected.append(.rset)
            }
            unwritten.removeAll()
            appendEnvelope(of: current, at: now, to: &octets)
            return octets
        }
        guard expected.isEmpty else { return nil }
        let command = unwritten.removeFirst()
        expected.append(command)
        switch command {
        case .rset: return Array("RSET\r\n".utf8)
        case .mail: return Array(current.mailCommand(capabilities, at: now).utf8)
        case .rcpt: return Array(current.rcptCommand(capabilities).utf8)
        default: return Array("DATA\r\n".utf8)
        }
    }

    private mutating func appendEnvelope(of transaction: Transaction, at now: Instant, to octets: inout [UInt8]) {
        octets.append(contentsOf: transaction.mailCommand(capabilities, at: now).utf8)
        octets.append(contentsOf: transaction.rcptCommand(capabilities).utf8)
        octets.append(contentsOf: "DATA\r\n".utf8)
        expected.append(contentsOf: [.mail, .rcpt, .data])
    }

    /// Matches one reply with what was asked. `nil`: go on with the next reply.
    ///
    /// The text of a reply is made safe to keep only where the reply decides: three of a message's four replies do not.
    private mutating func take(_ reply: ParsedReply, for awaited: Expected) -> Step? {
        if reply.code == .serviceNotAvailable { return closing(reply, at: awaited) }
        switch awaited {
        case .rset:
            return reply.code.isPositive ? nil : closing(reply, at: awaited)
        case .mail, .rcpt:
            if !reply.code.isPositive { refuse(reply, at: awaited == .mail ? .mail : .rcpt) }
            return !capabilities.pipelining && refusal != nil ? finishRefused() : nil
        case .data:
            return takeDataReply(reply)
        case .loneDot:
            // Whatever it says, 250 too: the recipient was refused before.
            return finishRefused()
        case .finalDot:
            return takeFinalReply(reply)
        }
    }

    private mutating func takeFinalReply(_ reply: ParsedReply) -> Step {
        // In the middle of the body a relay can only refuse: a yes would be to something else.
        guard dotIsWritten else {
            return reply.code.isTransient || reply.code.isPermanent ? closing(reply, at: .finalDot) : outOfStep(at: .body)
        }
        // 3yz asks for more where nothing follows: the relay and we no longer mean the same.
        guard reply.code.severity != .intermediate else { return closing(reply, at: .finalDot) }
        transactions.removeFirst()
        return .finished(.reply(reply.reply, at: .finalDot))
    }

    private mutating func takeDataReply(_ reply: ParsedReply) -> Step? {
        guard reply.code.severity == .intermediate else {
            if reply.code.isPositive {
                // 2yz to DATA: the relay and we no longer mean the same.
                return closing(reply, at: .data)
            }
            refuse(reply, at: .data)
            return finishRefused()
        }
        if refusal == nil {
            // What is there already cannot answer a dot that has not been written: believed, it would lose the message.
            guard !parser.hasOctets else { return outOfStep(at: .data) }
            awaitsContent = true
            return .content
        }
        expected.insert(.loneDot, at: 0)
        return .write(Array(".\r\n".utf8))
    }

    private mutating func refuse(_ reply: ParsedReply, at stage: SubmissionStage) {
        if refusal == nil { refusal = .reply(reply.reply, at: stage) }
    }

    private mutating func finishRefused() -> Step? {
        guard let result = refusal else { return nil }
        refusal = nil
        unwritten.removeAll()
        needsReset = true
        transactions.removeFirst()
        return .finished(result)
    }

    /// Replies that nobody asked for: the oldest message was not submitted, the connection is to be closed.
    private mutating func outOfStep(at stage: SubmissionStage) -> Step {
        transactions.removeFirst()
        isBroken = true
        return .finished(.fault(.protocolViolation, at: stage))
    }

    /// 421, or replies that no longer fit: the oldest message gets the reply, the connection is to be closed.
    private mutating func closing(_ reply: ParsedReply, at awaited: Expected) -> Step {
        let stage: SubmissionStage =
            switch awaited {
            case .rset: .rset
            case .mail: .mail
            case .rcpt: .rcpt
            case .data, .loneDot: .data
            case .finalDot: dotIsWritten ? .finalDot : .body
            }
        let result = refusal ?? .reply(reply.reply, at: stage)
        refusal = nil
        transactions.removeFirst()
        isBroken = true
        return .finished(result)
    }
}
