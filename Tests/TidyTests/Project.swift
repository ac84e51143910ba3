import FoundationEssentials

/// The project's files as they are on disk.
enum Project {
    /// The folder of `Package.swift`.
    static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    /// Built or made while running; never committed.
    private static let leftOut = [".build", ".git"]
    private static let bytesMax = 1_000_000

    /// Every text file, without what is built.
    static let files: [SourceFile] = read(below: "")

    static let sources = files.filter { $0.path.hasPrefix("Sources/") && $0.path.hasSuffix(".swift") }
    static let swift = files.filter { $0.path.hasSuffix(".swift") }

    /// `nil` when there is no such file.
    static func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

    private static func read(below folder: String) -> [SourceFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
        return names.sorted().flatMap { name -> [SourceFile] in
            let path = folder.isEmpty ? name : folder + "/" + name
            if leftOut.contains(where: { name == $0 || name.hasPrefix($0 + "-") }) || isMadeWhileRunning(path) { return [] }
            var isFolder = false
            guard FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder) else { return [] }
            return isFolder ? read(below: path) : text(path).map { [SourceFile(path: path, text: $0)] } ?? []
        }
    }

    /// The spool directory holds a database, a socket and a key beside its two committed files.
    private static func isMadeWhileRunning(_ path: String) -> Bool {
        path.hasPrefix("queue/") && !["queue/README.md", "queue/.gitignore"].contains(path)
    }

    private static func text(_ path: String) -> String? {
        guard let bytes = FileManager.default.contents(atPath: root + "/" + path), bytes.count < bytesMax else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
