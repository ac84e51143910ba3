/// `backup`: the file as an absolute path, for the service has a working directory of its own.
struct BackupRequest: Codable, Sendable {
    let path: String
    /// Replaces a file that stands there.
    let force: Bool
    /// Where the keys that open it go, as an absolute path; `nil`: nowhere.
    var sealKey: String?
}

/// How the last backup stands.
struct BackupStatus: Codable, Sendable {
    enum State: String, Codable, Sendable { case running, done, refused }

    let path: String
    let state: State
    /// The public name of the seal key that was in use.
    var key: String?
    /// Where the keys that open it are.
    var sealKey: String?
    /// Pages that are copied, of `pagesTotal`; 0 of 0 before the first.
    var pages = 0
    var pagesTotal = 0
    /// Of the finished file.
    var octets: Int64?
    /// Why it was refused, with the fix.
    var detail: String?

    /// 0 to 1.
    var fraction: Double { pagesTotal == 0 ? 0 : Double(pages) / Double(pagesTotal) }
}
