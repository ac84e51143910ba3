import NIOCore

/// From octets to steps.
extension Session {
    /// The next step the input allows; `nil` when more must be read.
    mutating func nextStep() -> SessionStep? {
        if idleIsUnasked {
            idleIsUnasked = false
            return .idle
        }
        switch phase {
        case .closed: return nil
        case .body: return nextBodyStep()
        case .overlongLine: return skipOverlongLine()
        case .command: return nextLine(SessionLimits.commandOctets).map { .command(Command(line: $0)) }
        case .authentication:
            return nextLine(SessionLimits.authenticationOctets).map { .command(.authResponse(String(decoding: $0, as: UTF8.self))) }
        }
    }

    /// A line without its CRLF. A LF alone ends the session: nobody who sends it can be understood safely.
    private mutating func nextLine(_ bound: Int) -> [UInt8]? {
        guard let end = input.readableBytesView.firstIndex(of: 0x0A) else {
            if input.readableBytes > bound { refuseLongLine() }
            return nil
        }
        let view = input.readableBytesView
        guard end > view.startIndex, view[end - 1] == 0x0D else {
            send(.bareLineFeed)
            close()
            return nil
        }
        let count = end - view.startIndex + 1
        guard let line = input.readBytes(length: count) else { return nil }
        // AUTH carries its response in the same line, which may be as long as a line of the exchange.
        guard count <= bound || (count <= SessionLimits.authenticationOctets && Self.isAuth(line)) else {
            answerFault(.lineTooLong)
            return phase == .closed ? nil : nextLine(bound)
        }
        return Array(line.dropLast(2))
    }

    private mutating func refuseLongLine() {
        if input.readableBytes <= SessionLimits.authenticationOctets, Self.isAuth(input.readableBytesView) { return }
        answerFault(.lineTooLong)
        if phase != .closed { phase = .overlongLine }
        _ = skipOverlongLine()
    }

    private static func isAuth(_ line: some Sequence<UInt8>) -> Bool {
        line.prefix(5).elementsEqual("AUTH ".utf8) { $0 & 0xDF == $1 & 0xDF }
    }

    /// Throws the rest of the line away, then goes on as usual.
    private mutating func skipOverlongLine() -> SessionStep? {
        guard phase == .overlongLine else { return nil }
        guard let end = input.readableBytesView.firstIndex(of: 0x0A) else {
            input.clear()
            return nil
        }
        input.moveReaderIndex(to: end + 1)
        phase = .command
        return nextStep()
    }

    private mutating func nextBodyStep() -> SessionStep? {
        guard input.readableBytes > 0 else { return nil }
        if bodyIsUnasked {
            bodyIsUnasked = false
            return .body
        }
        guard transaction != nil else { return nil }
        let isComplete = transaction?.take(&input, bound: settings.messageOctets) ?? false
        return isComplete ? .finalDot : nil
    }
}

extension Transaction {
    /// Decodes what is there; beyond the bound nothing more is kept. `true` at the final dot.
    mutating func take(_ input: inout ByteBuffer, bound: Int) -> Bool {
        if raw.isEmpty { raw.reserveCapacity(min(input.readableBytes, bound)) }
        let isComplete = decoder.decode(&input, into: &raw)
        if raw.count > bound { isTooLarge = true }
        if isTooLarge || isAnswered { raw.removeAll(keepingCapacity: !isComplete) }
        return isComplete
    }
}
