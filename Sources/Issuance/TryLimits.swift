/// How many wrong codes are borne; NIST SP 800-63B §5.2.2 allows 100 at the very most.
package enum TryLimits {
    /// For one code, or one pair of code and link.
    package static let perCode = 5
    /// Over all codes of one challenge or activation: a re-send never resets it.
    package static let total = 15
    /// In a row for one key: it ends, and its holder goes to the counter.
    package static let perKey = 100
}
