extension Outcome {
    /// The only way from a submission to its meaning. Pure: the reply table and the stage decide.
    package init(classifying result: SubmissionResult) {
        switch result {
        case .reply(let reply, let stage): self.init(reply: reply, stage: stage)
        case .fault(let fault, let stage): self.init(fault: fault, stage: stage)
        }
    }

    private init(reply: Reply, stage: SubmissionStage) {
        // Of nearly all replies no row asks for their words.
        lazy var text = ReplyText.withoutDomains(reply.text).lowercased()
        for rule in ReplyRule.table where rule.matches(reply, at: stage, lowercasedText: text) {
            self.init(rule.disposition, rule.reason, rule: rule.name)
            return
        }
        // The table ends with one row for each severity; its test proves that nothing comes here.
        self.init(.relayBusy, .protocolViolation, rule: "no-row")
    }

    private init(fault: TransportFault, stage: SubmissionStage) {
        let rule = "fault-\(fault.rawValue)"
        switch fault {
        case .timedOut where stage == .finalDot, .connectionLost where stage == .finalDot,
            .protocolViolation where stage == .finalDot:
            self.init(.inDoubt, .lostAfterFinalDot, rule: rule)
        case .connectFailed: self.init(.relayBusy, .connectFailed, rule: rule)
        case .tlsFailed: self.init(.relayMisconfigured, .tlsFailed, rule: rule)
        case .tlsMissing: self.init(.relayMisconfigured, .tlsMissing, rule: rule)
        case .certificateInvalid: self.init(.relayMisconfigured, .certificateInvalid, rule: rule)
        case .authMissing: self.init(.relayMisconfigured, .authenticationMissing, rule: rule)
        case .authRejected: self.init(.relayMisconfigured, .authenticationRejected, rule: rule)
        case .requireTLSMissing: self.init(.relayMisconfigured, .requireTLSMissing, rule: rule)
        case .timedOut: self.init(.relayBusy, .relayTimedOut, rule: rule)
        case .connectionLost: self.init(.relayBusy, .connectionLost, rule: rule)
        case .protocolViolation: self.init(.relayBusy, .protocolViolation, rule: rule)
        case .smtpUTF8Missing: self.init(.rejected, .smtpUTF8Missing, rule: rule)
        case .sizeExceeded: self.init(.rejected, .messageTooLarge, rule: rule)
        }
    }
}
