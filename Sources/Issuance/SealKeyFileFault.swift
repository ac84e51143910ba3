/// Why a text is no key file. Lines count from 1.
package enum SealKeyFileFault: Error, Hashable, Sendable {
    case noKey
    case unknownFormat(line: Int)
    case badKey(line: Int)
    case tooManyKeys(line: Int)
    case badHMACKey(line: Int)
    case secondHMACKey(line: Int)

    /// One sentence that says what is wrong and what to do; never the key.
    package var advice: String {
        switch self {
        case .noKey: "The key file holds no key; restore it from its backup, or remove it to have a new one made."
        case .unknownFormat(let line): "Line \(line): a key begins with \(SealKeyFile.prefix) or \(SealKeyFile.hmacPrefix)."
        case .badKey(let line): "Line \(line): after \(SealKeyFile.prefix) come 32 octets in base64; restore the file from its backup."
        case .tooManyKeys(let line): "Line \(line): more than \(SealKeyFile.mostKeys) keys; remove old ones that nothing is under."
        case .badHMACKey(let line):
            "Line \(line): after \(SealKeyFile.hmacPrefix) come 32 octets, or 32 for each of its keys, in base64; restore the file from its backup."
        case .secondHMACKey(let line): "Line \(line): \(SealKeyFile.hmacPrefix) stands there twice; restore the file from its backup."
        }
    }
}
