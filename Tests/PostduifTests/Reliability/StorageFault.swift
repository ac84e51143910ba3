import Testing

/// One way in which the storage fails, as `Tests/Shims/storage.c` reads it.
struct StorageFault: Sendable, CustomTestStringConvertible {
    let call: String
    let error: String
    /// Until it is healed; else once.
    let lasts: Bool

    var text: String { "\(call) \(error) \(lasts ? "always" : "once")" }
    var testDescription: String { text }

    /// Whether no request can be written while it lasts.
    var stopsWrites: Bool { lasts && ["pwrite", "fdatasync"].contains(call) }

    static let matrix = [
        ("pwrite", "ENOSPC"), ("pwrite", "EIO"), ("pwrite", "EROFS"), ("pwrite", "SHORT"), ("fdatasync", "EIO"), ("ftruncate", "EIO"),
        ("open", "EIO"), ("pread", "EIO"),
    ].flatMap { call, error in [false, true].map { StorageFault(call: call, error: error, lasts: $0) } }
}
