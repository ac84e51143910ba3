/// MAIL, RCPT, DATA and the end of the message.
extension Session {
    mutating func beginTransaction(_ path: String, _ parameters: [String]) {
        guard hasGreeted else { return answerFault(.helloFirst) }
        guard settings.credentials == nil || user != nil else { return answer(.authenticationFirst) }
        guard transaction == nil else { return answerFault(.nestedMail) }
        let started = Transaction(
            reversePath: path, parameters: parameters, allowsUTF8: parameters.contains { $0.uppercased() == "SMTPUTF8" })
        if let refusal = refusal(ofMail: parameters) ?? refusal(of: path, in: started, otherwise: .malformedSender) {
            return answer(refusal)
        }
        transaction = started
        tally.transactions += 1
        answer(.senderOk)
    }

    mutating func addRecipient(_ path: String, _ parameters: [String]) {
        guard let current = transaction else { return answerFault(.mailFirst) }
        guard current.recipients.count < settings.recipients else { return answer(.tooManyRecipients) }
        guard !path.isEmpty else { return answer(.malformedRecipient) }
        if let refusal = refusal(ofRecipient: parameters) ?? refusal(of: path, in: current, otherwise: .malformedRecipient) {
            return answer(refusal)
        }
        transaction?.recipients.append(path)
        transaction?.recipientParameters.append(parameters.joined(separator: " "))
        answer(.recipientOk)
    }

    mutating func beginBody() {
        guard let current = transaction else { return answerFault(.mailFirst) }
        guard !current.recipients.isEmpty else { return answer(.recipientFirst) }
        enterBody()
        answer(.startMailInput)
    }

    mutating func enterBody() {
        if transaction == nil { transaction = Transaction(reversePath: "", parameters: [], allowsUTF8: false) }
        phase = .body
        bodyIsUnasked = settings.script != nil
    }

    /// Stores the message and answers the final dot.
    mutating func finishMessage() {
        guard let finished = transaction else { return }
        leaveTransaction()
        guard !finished.isAnswered else { return }
        guard !finished.recipients.isEmpty else { return answer(.recipientFirst) }
        guard !finished.isTooLarge else { return answer(.messageTooLarge) }
        messages += 1
        let message = InboxMessage(
            id: "\(connection)-\(messages)", reversePath: finished.reversePath, recipients: finished.recipients,
            mailParameters: finished.parameters, recipientParameters: finished.recipientParameters,
            raw: finished.raw, isTLS: isTLS, user: user)
        flushOutput()
        actions.append(.store(message))
        answer(ServerReply(250, "2.0.0", "Ok: stored as \(message.id)"))
    }

    /// Back to commands, without a transaction.
    mutating func leaveTransaction() {
        transaction = nil
        phase = .command
        idleIsUnasked = settings.script != nil
    }

    private func refusal(of path: String, in transaction: Transaction, otherwise malformed: ServerReply) -> ServerReply? {
        let isPostmaster = path.uppercased() == "POSTMASTER" && malformed == .malformedRecipient
        guard path.isEmpty || isPostmaster || Self.isMailbox(path) else { return malformed }
        return path.utf8.allSatisfy { $0 < 0x80 } || transaction.allowsUTF8 ? nil : .needsSMTPUTF8
    }

    /// Something before and after the last `@`: finer rules are a relay's business, and a test may want to break them.
    private static func isMailbox(_ path: String) -> Bool {
        guard let at = path.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return at != path.utf8.startIndex && path.utf8.index(after: at) != path.utf8.endIndex
    }
}
