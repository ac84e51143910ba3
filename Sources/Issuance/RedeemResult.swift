/// `invalid` for all that is not right: the caller must not learn more.
package enum RedeemResult: Hashable, Sendable {
    case redeemed
    case invalid
}
