import Mail

/// The domains a mail speaks for, and what DMARC makes of them.
enum MailDomains {
    /// Whether two domains can be aligned in DMARC's relaxed mode (RFC 7489 §3.1): the same, or one under the other.
    ///
    /// Stricter than the RFC, which also takes two that are both under one organizational domain: that needs the list of public suffixes.
    ///
    /// - Parameters: In A-labels, lower case.
    static func isAligned(_ one: String, with other: String) -> Bool {
        one == other || one.hasSuffix("." + other) || other.hasSuffix("." + one)
    }
}
