/// One row of the reply table: what it matches, and what that means.
package struct ReplyRule: Sendable {
    /// Stored with the attempt, so that an operator sees which row decided.
    package let name: String
    /// Any stage when empty.
    package let stages: Set<SubmissionStage>
    /// Any code when empty.
    package let codes: Set<UInt16>
    package let severity: ReplyCode.Severity?
    /// `4.2.2`, or a family with `*`: `5.1.*`. Any, also none, when `nil`.
    package let enhanced: EnhancedPattern?
    /// Lower-case words of which one must stand in the text; any text when empty.
    package let words: [String]
    package let disposition: Outcome.Disposition
    package let reason: Reason

    package init(
        _ name: String, stages: Set<SubmissionStage> = [], codes: Set<UInt16> = [], severity: ReplyCode.Severity? = nil,
        enhanced: EnhancedPattern? = nil, words: [String] = [], _ disposition: Outcome.Disposition, _ reason: Reason
    ) {
        self.name = name
        self.stages = stages
        self.codes = codes
        self.severity = severity
        self.enhanced = enhanced
        self.words = words
        self.disposition = disposition
        self.reason = reason
    }

    /// - Parameter lowercasedText: Of the reply; asked for only where all else matches.
    package func matches(_ reply: Reply, at stage: SubmissionStage, lowercasedText: @autoclosure () -> String) -> Bool {
        (stages.isEmpty || stages.contains(stage))
            && (codes.isEmpty || codes.contains(reply.code.rawValue))
            && (severity == nil || severity == reply.code.severity)
            && (enhanced?.matches(reply.enhanced) ?? true)
            && (words.isEmpty || containsWord(of: lowercasedText()))
    }

    private func containsWord(of lowercasedText: String) -> Bool {
        words.contains { lowercasedText.contains($0) }
    }

    /// A subject and detail of RFC 3463, either of which may be open. The class follows from the reply code.
    package struct EnhancedPattern: Sendable {
        package let subject: UInt16
        package let details: ClosedRange<UInt16>

        package init(_ subject: UInt16, _ details: ClosedRange<UInt16> = 0...999) {
            self.subject = subject
            self.details = details
        }

        package func matches(_ code: EnhancedStatusCode?) -> Bool {
            guard let code else { return false }
            return code.subject == subject && details.contains(code.detail)
        }
    }
}
