import Mail
import Testing

/// The reply table row by row (RFC 5321 §4.2.3, RFC 3463, RFC 4954 §6).
@Suite struct ReplyTableTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let rule: String
        let code: Int
        let text: String
        let stage: SubmissionStage
        let disposition: Outcome.Disposition
        let reason: Reason
        var testDescription: String { "\(rule): \(code) \(text) at \(stage.rawValue)" }

        init(_ rule: String, _ code: Int, _ text: String, _ stage: SubmissionStage, _ disposition: Outcome.Disposition, _ reason: Reason) {
            (self.rule, self.code, self.text, self.stage, self.disposition, self.reason) = (rule, code, text, stage, disposition, reason)
        }
    }

    static let examples = [
        Example("accepted", 250, "2.0.0 queued", .finalDot, .accepted, .relayAccepted),
        Example("accepted", 252, "will try", .finalDot, .accepted, .relayAccepted),
        Example("intermediate-after-dot", 354, "more", .finalDot, .inDoubt, .lostAfterFinalDot),
        Example("positive-out-of-turn", 250, "ok", .data, .relayBusy, .protocolViolation),
        Example("intermediate-out-of-turn", 334, "", .rcpt, .relayBusy, .protocolViolation),
        Example("relay-overloaded", 421, "4.7.0 Error: too many connections from 192.0.2.1", .greeting, .relayBusy, .rateLimited),
        Example("relay-overloaded", 450, "4.7.1 Error: too much mail from 192.0.2.1", .mail, .relayBusy, .rateLimited),
        Example("relay-overloaded", 451, "4.7.500 Server busy. Please try again later.", .rcpt, .relayBusy, .rateLimited),
        Example("service-not-available", 421, "4.7.0 slow down", .rcpt, .relayBusy, .relayBusy),
        Example("service-not-available", 421, "closing", .finalDot, .relayBusy, .relayBusy),
        Example("auth-temporary", 454, "4.7.0 temporary", .auth, .relayBusy, .relayBusy),
        Example("auth-rejected", 535, "5.7.8 bad credentials", .auth, .relayMisconfigured, .authenticationRejected),
        Example("greeting-refused", 554, "5.3.2 no service", .greeting, .relayBusy, .greetingRefused),
        Example("ehlo-refused", 550, "who are you", .ehlo, .relayBusy, .ehloRefused),
        Example("tls-refused", 454, "4.7.0 TLS not available", .tls, .relayBusy, .tlsFailed),
        Example("session-other", 502, "what", .rset, .relayBusy, .relayBusy),
        Example("throttled", 454, "Throttling failure: Maximum sending rate exceeded.", .finalDot, .deferred, .rateLimited),
        Example("tls-or-auth-temporary", 454, "4.7.0 try later", .mail, .relayMisconfigured, .authenticationRequired),
        Example("auth-required", 530, "5.7.0 Must issue a STARTTLS command first", .mail, .relayMisconfigured, .authenticationRequired),
        Example("auth-rejected-late", 535, "5.7.8 no", .mail, .relayMisconfigured, .authenticationRejected),
        Example("size-at-mail", 552, "5.3.4 too big", .mail, .rejected, .messageTooLarge),
        Example("sender-permanent", 553, "5.1.8 sender", .mail, .senderRefused, .senderRefused),
        Example("relay-denied", 554, "5.7.1 <x>: Relay access denied", .rcpt, .senderRefused, .relayDenied),
        Example("relay-denied-words", 550, "relaying denied", .rcpt, .senderRefused, .relayDenied),
        Example("authentication-policy", 550, "5.7.26 unauthenticated", .finalDot, .senderRefused, .senderRefused),
        Example("sender-address", 550, "5.1.7 bad", .rcpt, .senderRefused, .senderRefused),
        Example("sender-blocked", 554, "5.7.1 blocked using zen.spamhaus.org", .rcpt, .senderRefused, .senderRefused),
        Example("greylisted-words", 451, "Greylisted, come back", .rcpt, .greylisted, .greylisted),
        Example("greylisted", 450, "4.7.1 try again", .rcpt, .greylisted, .greylisted),
        Example("mailbox-full", 452, "4.2.2 full", .rcpt, .deferred, .mailboxFull),
        Example("recipient-rate", 450, "4.2.1 too fast", .rcpt, .deferred, .recipientBusy),
        Example("relay-system", 451, "4.3.0 lookup failure", .rcpt, .relayBusy, .relayBusy),
        Example("relay-network", 451, "4.4.1 no answer", .rcpt, .relayBusy, .relayBusy),
        Example("relay-at-mail", 452, "Space shortage, please try later", .mail, .relayBusy, .relayBusy),
        Example("relay-at-mail", 450, "4.1.8 <no-reply@example.be>: Sender address rejected", .mail, .relayBusy, .relayBusy),
        // What a domain is called is no word of the relay's.
        Example(
            "tls-or-auth-temporary", 454, "4.7.1 <jan@karate.be>: Relay access denied", .rcpt, .relayMisconfigured, .authenticationRequired),
        Example("recipient-refused", 550, "5.7.1 <jan@absender.example>: Recipient address rejected", .rcpt, .rejected, .recipientRefused),
        Example("temporary", 450, "later", .rcpt, .deferred, .temporaryRefusal),
        Example("temporary", 450, "5.1.1 classes differ: the code alone is believed", .rcpt, .deferred, .temporaryRefusal),
        Example("recipient-unknown", 550, "5.1.1 unknown", .rcpt, .rejected, .recipientUnknown),
        Example("recipient-address", 550, "5.1.6 moved", .rcpt, .rejected, .recipientUnknown),
        Example("mailbox-disabled", 550, "5.2.1 disabled", .rcpt, .rejected, .mailboxDisabled),
        Example("mailbox-full-permanent", 552, "5.2.2 full", .rcpt, .rejected, .mailboxFull),
        Example("message-too-large", 552, "5.3.4 too big", .finalDot, .rejected, .messageTooLarge),
        Example("exceeded-storage", 552, "full", .rcpt, .rejected, .mailboxFull),
        Example("content", 554, "5.6.0 cannot parse", .finalDot, .rejected, .messageRefused),
        Example("protocol", 503, "bad sequence", .data, .relayBusy, .protocolViolation),
        Example("recipient-refused", 550, "no", .rcpt, .rejected, .recipientRefused),
        Example("message-refused", 554, "no", .finalDot, .rejected, .messageRefused),
    ]

    private func outcome(_ code: Int, _ text: String, _ stage: SubmissionStage) throws -> Outcome {
        Outcome(classifying: .reply(Reply(code: try #require(ReplyCode(code)), lines: [Array(text.utf8)]), at: stage))
    }

    @Test(arguments: examples)
    func `A reply, its row and what it means`(example: Example) throws {
        let outcome = try outcome(example.code, example.text, example.stage)
        #expect(outcome == Outcome(example.disposition, example.reason, rule: example.rule))
    }

    @Test func `Every row has an example and a name of its own`() {
        let names = ReplyRule.table.map(\.name)
        #expect(Set(names).count == names.count)
        // The last row catches what a stage added later would leave; today every stage has a row before it.
        #expect(Set(names).subtracting(Self.examples.map(\.rule)) == ["permanent"])
    }

    @Test(arguments: SubmissionStage.allCases)
    func `Every code at every stage has a row, and only 2yz after the dot is accepted`(stage: SubmissionStage) throws {
        for code in 200...599 {
            for text in ["", "\(code / 100).9.9 odd", "\(code / 100).7.1 policy"] {
                let outcome = try outcome(code, text, stage)
                #expect(outcome.rule != "no-row")
                #expect((outcome.disposition == .accepted) == (stage == .finalDot && code < 300))
                if stage.isSession { #expect([.relayBusy, .relayMisconfigured].contains(outcome.disposition)) }
                if (400...499).contains(code) { #expect(![.rejected, .senderRefused, .inDoubt].contains(outcome.disposition)) }
                if code >= 500 { #expect(![.deferred, .greylisted, .inDoubt].contains(outcome.disposition)) }
            }
        }
    }

    @Test(arguments: TransportFault.allCases, SubmissionStage.allCases)
    func `A fault rejects only what no relay like this can take, and is in doubt only after the dot`(
        fault: TransportFault,
        stage: SubmissionStage
    ) {
        let outcome = Outcome(classifying: .fault(fault, at: stage))
        #expect(outcome.rule == "fault-\(fault.rawValue)")
        #expect((outcome.disposition == .rejected) == [.smtpUTF8Missing, .sizeExceeded].contains(fault))
        let isLoss = [.timedOut, .connectionLost, .protocolViolation].contains(fault)
        #expect((outcome.disposition == .inDoubt) == (isLoss && stage == .finalDot))
    }
}
