/// Something that is allowed but unusual: the same request passes once its code is confirmed.
package struct IssuanceWarning: Hashable, Sendable {
    /// What `confirm_warnings` repeats.
    package let code: String
    package let field: String
    /// What looks odd, in words for the officer; never a full address.
    package let detail: String
    /// What the words are about, for pages with words of their own: the domain that may be meant, or another activation. Empty: nothing more.
    package let subject: String

    package init(code: String, field: String, detail: String, subject: String = "") {
        self.code = code
        self.field = field
        self.detail = detail
        self.subject = subject
    }
}
