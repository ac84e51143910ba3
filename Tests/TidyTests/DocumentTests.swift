import Testing

/// The documents say what is there.
@Suite struct DocumentTests {
    private static let written = [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "Makefile", ".swift-format", ".ci/run",
        "scripts/setup.sh",
        "docs/architecture.md", "docs/decisions.md", "docs/queue.md", "docs/operations.md", "docs/threat-model.md", "queue/README.md",
        "queue/.gitignore",
    ]
    private static let documents = Project.files.filter { $0.path.hasSuffix(".md") }

    @Test(arguments: written)
    func `the top-level file is there`(path: String) throws {
        #expect(try !#require(Project.file(path)).text.isEmpty)
    }

    @Test func `every make command in the documents is in the Makefile`() throws {
        let known = DocumentRules.targets(ofMakefile: try #require(Project.file("Makefile")).text)
        #expect(known.isSuperset(of: ["help", "setup", "run", "demo", "test", "build", "bench", "format", "lint"]))
        #expect(Self.documents.flatMap { DocumentRules.unknownTargets($0, known: known) } == [])
    }

    @Test func `every relative link leads somewhere`() {
        #expect(Self.documents.flatMap { DocumentRules.deadLinks($0, exists: Project.exists) } == [])
    }

    @Test func `every suite of tests that a document names is there`() {
        let tests = Project.files.filter { $0.path.hasPrefix("Tests/") && $0.path.hasSuffix(".swift") }
        let folders = tests.compactMap { $0.path.split(separator: "/").dropFirst().first.map(String.init) }
        let known = Set(tests.flatMap(DocumentRules.suites)).union(folders)
        #expect(known.count > 100)
        #expect(Self.documents.flatMap { DocumentRules.unknownSuites($0, known: known) } == [])
        let invented = SourceFile(path: "x.md", text: "shown by `RuleTests` and `InventedTests`, not by OtherTests")
        #expect(DocumentRules.unknownSuites(invented, known: known).map(\.message) == ["there is no suite InventedTests"])
    }

    @Test func `the changelog has a place for the next line`() throws {
        #expect(try #require(Project.file("CHANGELOG.md")).lines.contains("## [Unreleased]"))
    }

    @Test func `every target has its folder`() throws {
        let manifest = Manifest(text: try #require(Project.file("Package.swift")).text)
        #expect(manifest.targets.count >= 20)
        #expect(manifest.targets.map(\.folder).filter { !Project.exists($0) } == [])
    }

    @Test func `the import table of the architecture is the one under test`() throws {
        let table = try #require(Project.file("docs/architecture.md")).lines.filter { $0.hasPrefix("| `") }
        for (target, row) in ImportRule.matrix where Project.exists("Sources/" + target) {
            let line = try #require(table.first { $0.hasPrefix("| `\(target)`") }, "\(target) has no row")
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            let named = Set((cells.dropLast().last ?? "").split { !$0.isPartOfName }.map(String.init)).intersection(ImportRule.matrix.keys)
            let written = row.filter { Project.exists("Sources/" + $0) }
            #expect(named == written || cells.dropLast().last == " all ", "\(target)")
        }
    }
}
