/// What the store knows that an officer should hear before an address is used for a citizen.
package struct CitizenStanding: Hashable, Sendable {
    /// The address serves another citizen, in whatever municipality: a pending activation, or a digital key in force.
    package let isAddressOfAnother: Bool
    /// The address is that of a person with a role in force, in whatever place.
    package let isAddressOfOfficer: Bool
    /// The citizen's newest activation in this municipality that may still be redeemed.
    package let pending: ActivationID?

    package init(isAddressOfAnother: Bool, isAddressOfOfficer: Bool = false, pending: ActivationID?) {
        self.isAddressOfAnother = isAddressOfAnother
        self.isAddressOfOfficer = isAddressOfOfficer
        self.pending = pending
    }
}
