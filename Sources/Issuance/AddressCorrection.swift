import Mail
package import Queue

/// Another address for an activation, or for the digital key that came of it.
package struct AddressCorrection: Hashable, Sendable {
    /// What gets the address.
    package enum Target: Hashable, Sendable {
        /// Of a pending activation, with the link that goes to the new address and its mail; the code on paper stays.
        case link(ActivationMail, QueueEntry)
        /// Of a redeemed one. The codes that are pending for the key end.
        case key(DigitalKeyID)
    }

    package let activation: ActivationID
    package let target: Target
    /// The sealed address as it was read: when another stands there by now, nothing is changed.
    package let former: [UInt8]
    /// HMAC of that address; what counts where a row has one, since a box may be sealed again meanwhile. Empty: the box counts.
    package let formerAddress: [UInt8]
    package let sealedAddress: [UInt8]
    /// HMAC of the new address in its normalized form.
    package let address: [UInt8]
    /// All that were confirmed for this activation: see ``ActivationEvidence/confirmedWarnings``.
    package let confirmedWarnings: [String]

    /// Whether what was read is what stands in a row.
    package func isUnchanged(sealed: [UInt8], address: [UInt8]) -> Bool {
        guard !sealed.isEmpty else { return false }
        return address.isEmpty || formerAddress.isEmpty ? sealed == former : address == formerAddress
    }

    package init(
        activation: ActivationID, target: Target, former: [UInt8], formerAddress: [UInt8] = [], sealedAddress: [UInt8],
        address: [UInt8], confirmedWarnings: [String]
    ) {
        self.activation = activation
        self.target = target
        self.former = former
        self.formerAddress = formerAddress
        self.sealedAddress = sealedAddress
        self.address = address
        self.confirmedWarnings = confirmedWarnings
    }
}
