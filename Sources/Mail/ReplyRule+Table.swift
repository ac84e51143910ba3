extension ReplyRule {
    private static let session: Set<SubmissionStage> = [.connect, .tls, .greeting, .ehlo, .auth, .rset, .quit]

    /// As Postfix, Exim, Exchange and the large providers say it.
    private static let overload = [
        "too many connections", "too many concurrent", "too many sessions", "concurrent connections", "connection limit",
        "connection rate", "message rate", "sending rate", "too much mail", "server busy", "throttl",
    ]

    /// The reply table: the first row that matches decides; the last rows match everything.
    ///
    /// Tested row by row. Codes: RFC 5321 §4.2.3, RFC 4954 §6; enhanced codes: RFC 3463, 5248, 7372.
    package static let table: [ReplyRule] = [
        // A positive reply decides only after the final dot.
        ReplyRule("accepted", stages: [.finalDot], severity: .completion, .accepted, .relayAccepted),
        // 3yz to the final dot: what became of the message cannot be told.
        ReplyRule("intermediate-after-dot", stages: [.finalDot], severity: .intermediate, .inDoubt, .lostAfterFinalDot),
        ReplyRule("positive-out-of-turn", severity: .completion, .relayBusy, .protocolViolation),
        ReplyRule("intermediate-out-of-turn", severity: .intermediate, .relayBusy, .protocolViolation),

        // More than the relay takes from us at once: fewer connections, and another relay meanwhile.
        ReplyRule("relay-overloaded", codes: [421, 450, 451, 452], words: overload, .relayBusy, .rateLimited),
        // The relay closes, or cannot take anything now. Some relays say 421 for a limit on one recipient (4.7.x, 4.2.x) at RCPT.
        ReplyRule("service-not-available", codes: [421], .relayBusy, .relayBusy),

        // The session.
        ReplyRule("auth-temporary", stages: [.auth], severity: .transientNegative, .relayBusy, .relayBusy),
        ReplyRule("auth-rejected", stages: [.auth], .relayMisconfigured, .authenticationRejected),
        ReplyRule("greeting-refused", stages: [.greeting, .connect], .relayBusy, .greetingRefused),
        ReplyRule("ehlo-refused", stages: [.ehlo], .relayBusy, .ehloRefused),
        ReplyRule("tls-refused", stages: [.tls], .relayBusy, .tlsFailed),
        ReplyRule("session-other", stages: session, .relayBusy, .relayBusy),

        // Configuration, whatever the stage (RFC 4954 §6, RFC 3207 §4).
        ReplyRule("throttled", codes: [454], words: ["throttl", "rate", "quota"], .deferred, .rateLimited),
        ReplyRule("tls-or-auth-temporary", codes: [454], .relayMisconfigured, .authenticationRequired),
        ReplyRule("auth-required", codes: [530, 534, 538], .relayMisconfigured, .authenticationRequired),
        ReplyRule("auth-rejected-late", codes: [535], .relayMisconfigured, .authenticationRejected),

        // The sender: at MAIL whatever is not about the message.
        ReplyRule("size-at-mail", stages: [.mail], codes: [552], .rejected, .messageTooLarge),
        ReplyRule("sender-permanent", stages: [.mail], severity: .permanentNegative, .senderRefused, .senderRefused),
        ReplyRule(
            "relay-denied", severity: .permanentNegative, enhanced: .init(7, 1...1),
            words: ["relay", "not permitted to send"], .senderRefused, .relayDenied),
        ReplyRule(
            "relay-denied-words", codes: [550, 551, 553, 554],
            words: ["relaying denied", "relay access denied", "relay not permitted", "unable to relay"], .senderRefused, .relayDenied),
        ReplyRule("authentication-policy", severity: .permanentNegative, enhanced: .init(7, 20...29), .senderRefused, .senderRefused),
        ReplyRule("sender-address", severity: .permanentNegative, enhanced: .init(1, 7...8), .senderRefused, .senderRefused),
        ReplyRule(
            "sender-blocked", severity: .permanentNegative, enhanced: .init(7, 0...1),
            words: ["block", "blacklist", "denied", "spamhaus", "reputation", "sender"], .senderRefused, .senderRefused),

        // Greylisting (RFC 6647).
        ReplyRule(
            "greylisted-words", severity: .transientNegative, words: ["greylist", "graylist", "grey-list"], .greylisted, .greylisted),
        ReplyRule("greylisted", stages: [.rcpt, .data], codes: [450, 451], enhanced: .init(7, 1...1), .greylisted, .greylisted),

        // The recipient, for now.
        ReplyRule("mailbox-full", severity: .transientNegative, enhanced: .init(2, 2...2), .deferred, .mailboxFull),
        ReplyRule("recipient-rate", severity: .transientNegative, enhanced: .init(2, 1...1), .deferred, .recipientBusy),
        // The relay's own trouble shows at any stage.
        ReplyRule("relay-system", severity: .transientNegative, enhanced: .init(3), .relayBusy, .relayBusy),
        ReplyRule("relay-network", severity: .transientNegative, enhanced: .init(4), .relayBusy, .relayBusy),
        // Before a recipient is named it cannot be about one: a full spool (`452 Space shortage`), a check of the sender that cannot be made. It
        // may still be about this message, whose sender has a name of its own.
        ReplyRule("relay-at-mail", stages: [.mail], severity: .transientNegative, .relayBusy, .relayBusy),
        ReplyRule("temporary", severity: .transientNegative, .deferred, .temporaryRefusal),

        // For good.
        ReplyRule("recipient-unknown", severity: .permanentNegative, enhanced: .init(1, 1...3), .rejected, .recipientUnknown),
        ReplyRule("recipient-address", severity: .permanentNegative, enhanced: .init(1), .rejected, .recipientUnknown),
        ReplyRule("mailbox-disabled", severity: .permanentNegative, enhanced: .init(2, 1...1), .rejected, .mailboxDisabled),
        ReplyRule("mailbox-full-permanent", severity: .permanentNegative, enhanced: .init(2, 2...2), .rejected, .mailboxFull),
        ReplyRule("message-too-large", severity: .permanentNegative, enhanced: .init(3, 4...4), .rejected, .messageTooLarge),
        ReplyRule("exceeded-storage", codes: [552], .rejected, .mailboxFull),
        ReplyRule("content", severity: .permanentNegative, enhanced: .init(6), .rejected, .messageRefused),
        // 500-504 and 555: the relay did not understand us; the message has done nothing wrong.
        ReplyRule("protocol", codes: [500, 501, 502, 503, 504, 555], .relayBusy, .protocolViolation),
        ReplyRule("recipient-refused", stages: [.rcpt], severity: .permanentNegative, .rejected, .recipientRefused),
        ReplyRule("message-refused", stages: [.data, .body, .finalDot], severity: .permanentNegative, .rejected, .messageRefused),
        ReplyRule("permanent", severity: .permanentNegative, .rejected, .permanentRefusal),
    ]
}
