/// Why a keyring cannot be made.
package enum KeyringFault: String, Error, CaseIterable, Sendable {
    case masterKeyLength = "master_key_length"
    case sameKeyTwice = "same_key_twice"

    /// One sentence that says what is wrong and what to do.
    package var advice: String {
        switch self {
        case .masterKeyLength: "A master key has 32 octets; let `postduif` make one."
        case .sameKeyTwice: "The same key stands in two lines; each line has a key of its own."
        }
    }
}
