/// How a change of the seal key stands.
struct SealStatus: Codable, Sendable {
    enum State: String, Codable, Sendable { case running, done, refused }

    /// The public name of the key that seals, in hexadecimal: it says nothing about the key.
    let key: String
    let state: State
    /// Boxes sealed again so far.
    var resealed = 0
    /// Boxes that do not open, and were left as they are.
    var unreadable = 0
    /// Why it was refused or broken off, with the fix.
    var detail: String?
}
