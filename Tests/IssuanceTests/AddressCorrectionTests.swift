import Issuance
import Mail
import Testing

/// What a correction takes for the address that it read.
struct AddressCorrectionTests {
    private static func correction(_ address: [UInt8]) -> AddressCorrection {
        AddressCorrection(
            activation: ActivationID(high: 1, low: 1), target: .key(DigitalKeyID(high: 1, low: 2)), former: [1], formerAddress: address,
            sealedAddress: [9], address: [8], confirmedWarnings: [])
    }

    /// A box that was sealed again is another one for the same address; a row of before has no HMAC.
    @Test(
        arguments: [
            ([7], [2], [7], true), ([7], [1], [6], false), ([7], [1], [], true), ([7], [2], [], false), ([], [1], [7], true),
            ([], [2], [7], false), ([7], [], [7], false),
        ] as [([UInt8], [UInt8], [UInt8], Bool)])
    func `The HMAC counts where there is one, else the box, and a wiped row is another`(
        read: [UInt8], box: [UInt8], address: [UInt8], same: Bool
    ) {
        #expect(Self.correction(read).isUnchanged(sealed: box, address: address) == same)
    }
}
