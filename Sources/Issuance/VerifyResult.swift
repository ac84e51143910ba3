/// `invalid` for all that is not right: the caller must not learn more.
package enum VerifyResult: Hashable, Sendable {
    case verified(DigitalKeyID?)
    case invalid
}
