import Glibc

/// A spool directory for one demo, removed at its end.
struct DemoDirectory {
    let path: String

    init() throws {
        var template = Array("/tmp/postduif-demo-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw StartFault("/tmp", errno: errno, fix: "free some space there") }
        path = String(cString: made)
    }

    func remove() {
        guard let directory = opendir(path) else { return }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { unlink(path + "/" + name) }
        }
        closedir(directory)
        rmdir(path)
    }
}
