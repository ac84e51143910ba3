import Glibc
import Mail

/// Template files in a folder of the file system. Names that begin with a dot are left alone.
package struct DirectoryTemplateFiles: TemplateFiles {
    private let root: String

    /// - Parameter path: The folder that holds one folder per kind.
    package init(_ path: String) {
        self.root = path
    }

    package func list() throws(TemplateProblem) -> [String] {
        var files: [String] = []
        try walk("", depth: 0, into: &files)
        return files.sorted()
    }

    package func read(_ path: String) throws(TemplateProblem) -> [UInt8] {
        let descriptor = open("\(root)/\(path)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 * 1_024)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk.prefix(count))
            guard bytes.count <= Limits.templateOctets else {
                throw TemplateProblem(
                    file: path, message: "The file is larger than \(Limits.templateOctets) octets; make it smaller.")
            }
        }
    }

    private func walk(_ folder: String, depth: Int, into files: inout [String]) throws(TemplateProblem) {
        for name in try names(in: folder) {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            var status = stat()
            guard stat("\(root)/\(path)", &status) == 0 else { throw unreadable(path) }
            switch status.st_mode & S_IFMT {
            case S_IFDIR where depth < TemplateBounds.folderDepth: try walk(path, depth: depth + 1, into: &files)
            case S_IFREG: files.append(path)
            default: break
            }
            guard files.count <= TemplateBounds.files else {
                throw TemplateProblem(
                    file: path, message: "The folder has more than \(TemplateBounds.files) files; name the template folder itself.")
            }
        }
    }

    private func names(in folder: String) throws(TemplateProblem) -> [String] {
        guard let stream = opendir("\(root)/\(folder)") else { throw unreadable(folder.isEmpty ? "." : folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private func unreadable(_ path: String) -> TemplateProblem {
        TemplateProblem(
            file: path, message: "It cannot be read (\(String(cString: strerror(errno)))); check the path and its permissions.")
    }
}
