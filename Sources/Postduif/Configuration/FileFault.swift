/// Why a file could not be read.
enum FileFault: Error, Hashable, Sendable {
    case missing
    case notAFile
    case tooLong(limit: Int)
    /// `errno`.
    case system(Int32)

    /// What is wrong, to follow the path in a sentence.
    var advice: String {
        switch self {
        case .missing: "does not exist"
        case .notAFile: "is not a plain file"
        case .tooLong(let limit): "is longer than \(limit) octets"
        case .system(let code): "cannot be read (error \(code)); check its owner and mode"
        }
    }
}
