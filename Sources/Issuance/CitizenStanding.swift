/// What the store knows that an officer should hear before an address is used for a citizen.
package struct CitizenStanding: Hashable, Sendable {
    /// The address serves another citizen, in whatever municipality: a pending activation, or a digital key in force.
    package let isAddressOfAnother: Bool
    /// The citizen's newest activation in this municipality that may still be redeemed.
    package let pending: ActivationID?

    package init(isAddressOfAnother: Bool, pending: ActivationID?) {
        self.isAddressOfAnother = isAddressOfAnother
        self.pending = pending
    }
}
