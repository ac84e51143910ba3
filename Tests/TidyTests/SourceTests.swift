import Testing

/// The sources as they are keep every rule of CONTRIBUTING.md that a machine can see.
@Suite struct SourceTests {
    @Test func `the project is found`() {
        #expect(Project.sources.count > 100)
        #expect(Project.exists("Package.swift"))
    }

    @Test func `each target imports only what the table allows`() throws {
        let rule = ImportRule(manifest: Manifest(text: try #require(Project.file("Package.swift")).text))
        expectNone(Project.sources.flatMap(rule.check))
        expectNone(rule.checkManifest())
    }

    @Test(arguments: BannedWord.all.map(\.word))
    func `no banned word outside its places`(word: String) throws {
        let banned = try #require(BannedWord.all.first { $0.word == word })
        expectNone(Project.sources.flatMap(banned.check))
    }

    @Test func `every place of a banned word is there`() {
        let missing = BannedWord.all.flatMap(\.places).filter { !Project.exists($0) }
        #expect(missing.isEmpty)
    }

    @Test func `nothing is unwrapped by force`() { expectNone(Project.sources.flatMap(TextRules.forceUnwraps)) }

    @Test func `nothing is unfinished`() { expectNone(Project.files.flatMap(TextRules.unfinished)) }

    @Test func `no path of a machine and no secret`() { expectNone(Project.files.flatMap(TextRules.leaks)) }

    @Test func `files are short`() { expectNone(Project.sources.flatMap(TextRules.length)) }

    @Test func `files are named after their type`() { expectNone(Project.sources.flatMap(TextRules.fileName)) }

    @Test func `types that others see are described`() { expectNone(Project.sources.flatMap(TextRules.undocumentedTypes)) }

    private func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
        let list = findings.map(\.description).joined(separator: "\n")
        #expect(findings.isEmpty, "\(list)", sourceLocation: sourceLocation)
    }
}
