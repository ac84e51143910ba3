import Glibc
import Mail
import Queue
import Rendering

/// Copies of the texts that were in force, `<spool directory>/templates/<version>`, for the entries that were made for them.
///
/// Holds what the operator wrote and nothing of a citizen. A copy that is lost costs its entries their wording alone: they are rendered
/// with the texts in force.
struct TemplateArchive {
    let directory: String
    /// How long after its last day in force a copy can be needed: the longest life of an entry.
    let keep: Duration

    private static let mark = "in-force"

    init(directory: String, keep: Duration) {
        self.directory = directory
        self.keep = keep
    }

    init(_ configuration: Configuration) {
        let longest = configuration.kindTable().kinds.values.map(\.lifetime).max() ?? .zero
        self.init(directory: configuration.queue.directory + "/templates", keep: longest + .seconds(86_400))
    }

    /// Keeps the texts that come into force, and drops copies that no entry can name any more.
    ///
    /// - Throws: What the file system says; nothing that was there is lost then.
    func enter(_ files: InMemoryTemplateFiles, version: TemplateVersion, now: Instant) throws {
        try SmallFile.makeDirectory(directory)
        // It was in force until now, however long ago that began.
        if let former = inForce, former != version, isThere(former) { try Folder.setLastChange(of: path(former), now) }
        if !isThere(version) { try copy(files, to: path(version)) }
        try DurableFile.replace(directory + "/" + Self.mark, Array("\(version)\n".utf8), purpose: "the copies of the templates")
        for (old, last) in try copies() where old != version && last < now - keep { try Folder.remove(path(old)) }
    }

    /// Copies other than that of the texts in force, the one that was in force last first.
    func former(than version: TemplateVersion) throws -> [TemplateVersion] {
        guard access(directory, F_OK) == 0 else { return [] }
        return try copies().filter { $0.version != version }.sorted { $0.lastDay > $1.lastDay }.map(\.version)
    }

    func files(of version: TemplateVersion) -> DirectoryTemplateFiles { DirectoryTemplateFiles(path(version)) }

    // MARK: Steps

    private func path(_ version: TemplateVersion) -> String { "\(directory)/\(version)" }

    private func isThere(_ version: TemplateVersion) -> Bool { access(path(version), F_OK) == 0 }

    private var inForce: TemplateVersion? {
        guard let text = try? SmallFile.read(directory + "/" + Self.mark, limit: 64) else { return nil }
        return TemplateVersion(String(text.prefix { $0 != "\n" }))
    }

    /// The last day in force is kept as the folder's time of change.
    private func copies() throws -> [(version: TemplateVersion, lastDay: Instant)] {
        try Folder.names(in: directory).compactMap(TemplateVersion.init).map { ($0, try Folder.lastChange(of: path($0))) }
    }

    /// Whole or not there: a copy that a kill left in the middle has another name.
    private func copy(_ files: InMemoryTemplateFiles, to path: String) throws {
        let draft = path + ".new"
        try Folder.remove(draft)
        for name in files.list() {
            let folder = name.split(separator: "/").dropLast().joined(separator: "/")
            try SmallFile.makeDirectory("\(draft)/\(folder)")
            // Synced before the folder has its name: a copy that is there is whole after a power loss too.
            _ = try DurableFile.create("\(draft)/\(name)", files.contents[name] ?? [], purpose: "the copies of the templates")
        }
        guard rename(draft, path) == 0 else { throw StartFault(path, errno: errno, fix: "let the service write there") }
    }
}
