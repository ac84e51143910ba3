/// Each target imports only what stands before it on the way of a message: the table of docs/architecture.md.
struct ImportRule: Sendable {
    /// Own targets, by importer.
    static let matrix: [String: Set<String>] = [
        "CCurl": [],
        "CSQLite": [],
        "Mail": [],
        "Queue": ["Mail"],
        "Issuance": ["Mail", "Queue"],
        "Rendering": ["Mail"],
        "Submission": ["Mail", "CCurl"],
        "Delivery": ["Mail", "Queue", "Rendering", "Submission"],
        "StoreSQLite": ["Mail", "Queue", "Issuance", "CSQLite"],
        "StorePostgres": ["Mail", "Queue", "Issuance", "CPostgres"],
        "API": ["Mail", "Queue", "Issuance", "Rendering"],
        "Console": ["Mail", "Queue", "Issuance", "Rendering", "API"],
        "Inbox": ["Mail"],
        "Postduif": [
            "Mail", "Queue", "Issuance", "Rendering", "Submission", "Delivery", "StoreSQLite", "StorePostgres", "API", "Console", "Inbox",
        ],
    ]

    /// What comes with the system and the compiler. `Foundation` is nowhere: it costs start-up time and size.
    static let system: [String: Set<String>] = [
        // Swift: for the normalization of addresses, see docs/decisions.md, 13.
        "Mail": ["Swift", "Synchronization"],
        "Queue": [],
        "Issuance": ["FoundationEssentials", "Glibc", "Synchronization"],
        "Rendering": ["FoundationEssentials", "Glibc", "Synchronization"],
        "Submission": ["Glibc", "Synchronization"],
        "Delivery": ["Glibc", "Synchronization"],
        "StoreSQLite": ["Dispatch", "FoundationEssentials", "Glibc", "Synchronization"],
        "StorePostgres": ["Dispatch", "FoundationEssentials", "Glibc", "Synchronization"],
        "API": ["FoundationEssentials", "Glibc", "Synchronization"],
        "Console": ["FoundationEssentials", "Glibc", "Synchronization"],
        "Inbox": ["FoundationEssentials", "Glibc", "Synchronization"],
        "Postduif": ["Dispatch", "FoundationEssentials", "Glibc", "Synchronization"],
    ]

    /// Modules that come with a product under another name.
    static let modules: [String: Set<String>] = [
        "AsyncHTTPClient": ["NIOHTTP1"],
        "GRDB": ["GRDBSQLite"],
        "Hummingbird": ["HummingbirdCore", "HTTPTypes", "NIOHTTP1"],
        "Metrics": ["CoreMetrics"],
    ]

    let manifest: Manifest

    func check(_ file: SourceFile) -> [Finding] {
        guard let target = file.target, Self.matrix[target] != nil else { return [] }
        let allowed = allowed(in: target)
        return file.codeLines.enumerated().compactMap { index, line in
            guard let module = Self.imported(by: line), !allowed.contains(module) else { return nil }
            return Finding(
                path: file.path, line: index + 1,
                message: "\(target) may not import \(module); it may import \(allowed.sorted().joined(separator: ", "))")
        }
    }

    /// The manifest gives no target more of our own than the table does.
    func checkManifest() -> [Finding] {
        manifest.targets.filter { !$0.isTest && $0.folder.hasPrefix("Sources/") }.flatMap { target -> [Finding] in
            guard let row = Self.matrix[target.name] else {
                return [Finding(path: "Package.swift", line: 0, message: "\(target.name) has no row in the import table")]
            }
            return target.targets.subtracting(row).sorted().map {
                Finding(path: "Package.swift", line: 0, message: "\(target.name) may not depend on \($0)")
            }
        }
    }

    private func allowed(in target: String) -> Set<String> {
        let products = manifest[target]?.products ?? []
        let own = Self.matrix[target] ?? []
        return products.union(products.flatMap { Self.modules[$0] ?? [] }).union(own).union(Self.system[target] ?? [])
    }

    /// The top module of an import line, whatever its access level and attributes.
    static func imported(by line: Substring) -> String? {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
            words[..<place].allSatisfy({ $0.hasPrefix("@") || ["package", "public", "internal", "fileprivate", "private"].contains($0) })
        else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let module = kinds.contains(words[place + 1]) && place + 2 < words.count ? words[place + 2] : words[place + 1]
        return String(module.prefix { $0 != "." && $0 != ";" })
    }
}
