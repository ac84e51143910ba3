/// What `Package.swift` says of the targets, read from its text.
struct Manifest: Sendable {
    struct Target: Hashable, Sendable {
        let name: String
        let isTest: Bool
        /// Where its sources are.
        let folder: String
        /// Own targets.
        let targets: Set<String>
        /// Products of packages.
        let products: Set<String>
    }

    let targets: [Target]

    init(text: String) {
        let list = text.components(after: "targets: [\n")
        let openings = [".systemLibrary(", ".target(", ".executableTarget(", ".testTarget("]
        var blocks: [String] = []
        for line in list.split(separator: "\n") {
            let trimmed = line.drop { $0 == " " }
            if openings.contains(where: { trimmed.hasPrefix($0) }) { blocks.append("") }
            if !blocks.isEmpty { blocks[blocks.count - 1] += trimmed + "\n" }
        }
        targets = blocks.compactMap(Target.init)
    }

    subscript(name: String) -> Target? { targets.first { $0.name == name } }
}

extension Manifest.Target {
    init?(block: String) {
        guard let name = block.literals(after: "name: ").first else { return nil }
        let isTest = block.hasPrefix(".testTarget(")
        let products = Set(block.literals(after: ".product(name: "))
        let packages = Set(block.literals(after: "package: "))
        let path = block.literals(after: "path: ").first
        var own = Set<String>()
        if let list = block.components(after: "dependencies: [").split(separator: "swiftSettings:").first, block.contains("dependencies: [")
        {
            // Products are named in a call, own targets stand alone.
            own = Set(String(list).literals(after: "")).subtracting(products).subtracting(packages)
            if let path { own.remove(path) }
        }
        self.init(
            name: name, isTest: isTest, folder: path ?? (isTest ? "Tests/" : "Sources/") + name, targets: own, products: products)
    }
}

extension String {
    /// What follows the first `mark`; empty without one.
    fileprivate func components(after mark: String) -> String {
        guard let place = firstRange(of: mark) else { return "" }
        return String(self[place.upperBound...])
    }

    /// The plain string literals that follow each `mark` at once.
    fileprivate func literals(after mark: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let place = rest.firstRange(of: mark + "\"") {
            rest = rest[place.upperBound...]
            found.append(String(rest.prefix { $0 != "\"" }))
            rest = rest.drop { $0 != "\"" }.dropFirst()
        }
        return found
    }
}
