import NIOCore

/// What each step does when nothing disturbs it.
extension Session {
    mutating func carryOut(_ step: SessionStep) {
        switch step {
        case .greeting: send(ServerReply(220, "\(settings.hostname) ESMTP"))
        case .command(let command): carryOut(command)
        case .finalDot: finishMessage()
        case .body, .idle: break
        }
    }

    private mutating func carryOut(_ command: Command) {
        if greetingRefused, command != .quit { return answerFault(.onlyQuit) }
        switch command {
        case .helo(let domain): greet(domain, extended: false)
        case .ehlo(let domain): greet(domain, extended: true)
        case .startTLS: startTLS()
        case .auth(let mechanism, let initial): authenticate(mechanism, initial)
        case .authResponse(let line): finishAuthentication(line)
        case .mail(let path, let parameters): beginTransaction(path, parameters)
        case .rcpt(let path, let parameters): addRecipient(path, parameters)
        case .data: beginBody()
        case .rset:
            transaction = nil
            send(.ok)
        case .noop: send(.ok)
        case .vrfy: send(.cannotVerify)
        case .quit:
            send(.closing)
            close()
        case .faulty(let reply): answerFault(reply)
        }
    }

    private mutating func greet(_ domain: String, extended: Bool) {
        hasGreeted = true
        transaction = nil
        guard extended else { return send(ServerReply(250, settings.hostname)) }
        send(ServerReply(250, lines: [settings.hostname] + SMTPExtension.allCases.filter(offers).map(offerLine)))
    }

    private func offerLine(_ offer: SMTPExtension) -> String {
        switch offer {
        case .size: "SIZE \(settings.messageOctets)"
        case .deliverBy where settings.deliverByMinimum > 0: "DELIVERBY \(settings.deliverByMinimum)"
        case .auth: "AUTH \(SASLResponse.mechanisms.joined(separator: " "))"
        default: offer.rawValue
        }
    }

    /// What came with or behind the command in the clear is dropped: nobody in the middle may speak inside TLS (CVE-2011-0411).
    private mutating func startTLS() {
        guard offers(.startTLS) else { return answerFault(isTLS ? .alreadyDone : .notOffered) }
        send(.readyForTLS)
        flushOutput()
        actions.append(.startTLS)
        input.clear()
        isTLS = true
        hasGreeted = false
        transaction = nil
        user = nil
    }

    private mutating func authenticate(_ mechanism: String, _ initial: String?) {
        guard offers(.auth) else {
            let mustEncrypt = settings.credentials != nil && settings.hasCertificate && !isTLS
            return answerFault(mustEncrypt ? .encryptionFirst : .notOffered)
        }
        guard hasGreeted else { return answerFault(.helloFirst) }
        guard user == nil, transaction == nil else { return answerFault(.alreadyDone) }
        guard SASLResponse.mechanisms.contains(mechanism) else { return answerFault(.unknownMechanism) }
        phase = .authentication(mechanism: mechanism)
        if let initial { finishAuthentication(initial == "=" ? "" : initial) } else { send(.continueAuthentication) }
    }

    private mutating func finishAuthentication(_ line: String) {
        guard case .authentication(let mechanism) = phase, let credentials = settings.credentials else { return }
        phase = .command
        if line == "*" { return answerFault(.authenticationCancelled) }
        guard let response = SASLResponse(mechanism: mechanism, base64: line) else { return answerFault(.malformedResponse) }
        guard response.matches(credentials) else { return answerFault(.wrongCredentials) }
        user = response.user
        send(.authenticated)
    }
}
