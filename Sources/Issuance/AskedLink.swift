package import Queue

/// A new link that somebody asks for on the citizen's page.
package struct AskedLink: Hashable, Sendable {
    /// HMAC of the token that was asked with.
    package let token: [UInt8]
    package let replacement: ActivationMail
    package let mail: QueueEntry
    package let terms: IssueTerms

    package init(token: [UInt8], replacement: ActivationMail, mail: QueueEntry, terms: IssueTerms) {
        self.token = token
        self.replacement = replacement
        self.mail = mail
        self.terms = terms
    }
}
