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
    /// Keys in the file besides it: they open what is not sealed again yet, and go within two minutes of the end.
    var formerKeys = 0
    /// Since when all is under it.
    var since: String?
    /// When it is changed without anybody's command; `nil`: never.
    var nextRotation: String?
    /// Why it was refused or broken off, with the fix.
    var detail: String?
}
