/// What was read from a file.
struct FileContent: Sendable {
    let bytes: [UInt8]
    /// The lower nine bits of the mode.
    let permissions: UInt32
}
