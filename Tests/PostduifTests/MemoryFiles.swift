@testable import Postduif

/// Files that exist in a test alone: content and permission bits by path.
struct MemoryFiles: FileReading {
    var files: [String: (text: String, permissions: UInt32)] = [:]

    /// What the tables of the tests name.
    static let usual = MemoryFiles(files: [
        "relay.password": ("correct horse\n", 0o600), "open.password": ("correct horse", 0o640), "empty.password": ("\n", 0o600),
        "two.password": ("one\ntwo\n", 0o600), "open.key": ("key", 0o604), "group.key": ("key", 0o640), "safe.key": ("key", 0o600),
        "server.pem": ("certificate", 0o644), "bad.txt": ("gent.be\nstad_gent\n", 0o644),
        "domains.txt": ("# ours\r\nGent.be stad.gent  # two\r\n\r\nliège.be", 0o644),
    ])

    func read(_ path: String, limit: Int) throws(FileFault) -> FileContent {
        guard let file = files[path] else { throw .missing }
        guard file.text.utf8.count <= limit else { throw .tooLong(limit: limit) }
        return FileContent(bytes: Array(file.text.utf8), permissions: file.permissions)
    }

    func permissions(of path: String) -> UInt32? { files[path]?.permissions }
}
