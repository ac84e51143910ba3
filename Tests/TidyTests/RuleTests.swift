import Testing

/// Every rule finds what it is there for, and lets pass what it must.
@Suite struct RuleTests {
    private static let manifest = Manifest(
        text: """
            let package = Package(
                name: "sample",
                targets: [
                    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl"])]),
                    .target(name: "Mail", swiftSettings: settings),
                    .target(
                        name: "Queue",
                        dependencies: ["Mail", "Delivery", .product(name: "GRDB", package: "GRDB.swift")],
                        swiftSettings: settings),
                    .target(name: "TestKit", dependencies: ["Mail"], path: "Tests/TestKit"),
                    .testTarget(name: "MailTests", dependencies: ["Mail"], swiftSettings: settings),
                ]
            )
            """)

    private func sample(_ text: String, path: String = "Sources/Mail/Sample.swift") -> SourceFile { SourceFile(path: path, text: text) }

    // MARK: Reading

    @Test(arguments: [
        ("let a = 1 // try!", "let a = 1"),
        ("/* a /* b */ c */ let a", "let a"),
        (#"let a = "try! \(b("x")) as!" + c"#, "let a = + c"),
        (##"let a = #"a"b"# + c"##, "let a = + c"),
        ("let a = \"\"\"\ntry! \"x\"\n\"\"\" + c", "let a =\n\n+ c"),
        (#"let a = "\"" + c"#, "let a = + c"),
        ("#if DEBUG", "#if DEBUG"),
    ])
    func `comments and literals are no code`(text: String, code: String) {
        let read = sample(text)
        #expect(read.codeLines.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: "\n") == code)
        #expect(read.code.utf8.count == text.utf8.count)
    }

    @Test func `the manifest is read`() {
        #expect(Self.manifest.targets.map(\.name) == ["CCurl", "Mail", "Queue", "TestKit", "MailTests"])
        #expect(Self.manifest["Queue"]?.targets == ["Mail", "Delivery"])
        #expect(Self.manifest["Queue"]?.products == ["GRDB"])
        #expect(Self.manifest["TestKit"]?.folder == "Tests/TestKit")
        #expect(Self.manifest["TestKit"]?.targets == ["Mail"])
        #expect(Self.manifest["MailTests"]?.folder == "Tests/MailTests")
    }

    // MARK: Imports

    @Test(arguments: [
        "import Foundation", "package import Delivery", "@testable import StoreSQLite", "internal import struct Issuance.Issuer",
        "@preconcurrency private import Hummingbird",
    ])
    func `a foreign import is found`(line: String) {
        let findings = ImportRule(manifest: Self.manifest).check(sample("\n" + line, path: "Sources/Queue/Sample.swift"))
        #expect(findings.map(\.line) == [2])
    }

    @Test(arguments: [
        "import Mail", "package import GRDB", "import GRDBSQLite", "// import Foundation", "let text = \"import Foundation\"",
    ])
    func `an allowed import passes`(line: String) {
        #expect(ImportRule(manifest: Self.manifest).check(sample(line, path: "Sources/Queue/Sample.swift")) == [])
    }

    @Test func `a dependency that the table does not have is found in the manifest`() {
        #expect(ImportRule(manifest: Self.manifest).checkManifest().map(\.message) == ["Queue may not depend on Delivery"])
    }

    // MARK: Words

    @Test(arguments: BannedWord.all.map(\.word))
    func `each banned word is found, and passes in its place`(word: String) throws {
        let banned = try #require(BannedWord.all.first { $0.word == word })
        let text = "let ok = 1\nlet bad = \(word) x)\n"
        #expect(banned.check(sample(text)).map(\.line) == [2])
        for place in banned.places {
            #expect(banned.check(sample(text, path: place.hasSuffix("/") ? place + "Any.swift" : place)) == [])
        }
        #expect(banned.check(sample("// \(word)\nlet text = \"\(word)\"")) == [])
    }

    @Test(arguments: ["let publicURL = 1", "fingerprint(x)", "validDate()", "republic", "isas!=x", "MyTask.sleepy"])
    func `a longer name is another word`(line: String) {
        #expect(BannedWord.all.flatMap { $0.check(sample(line)) } == [])
    }

    @Test(arguments: ["let a = b!", "let a = f()!.x", "let a = list[0]!", "var a: Secret!", "a!.b()"])
    func `a forced unwrap is found`(line: String) {
        #expect(TextRules.forceUnwraps(sample(line)).map(\.line) == [1])
    }

    @Test(arguments: ["if a != b {", "if !a, !(b) {", "let text = \"a!\"", "// a!", "[!a]", "try! x", "a as! B", "a! = b"])
    func `an exclamation mark elsewhere passes`(line: String) {
        let isAssignment = line == "a! = b"
        #expect(TextRules.forceUnwraps(sample(line)).isEmpty != isAssignment)
    }

    @Test func `put-off work is found`() {
        #expect(TextRules.unfinished(sample("// TO" + "DO: later")).count == 1)
        #expect(TextRules.unfinished(sample("// to do it later")) == [])
    }

    @Test(arguments: ["/home" + "/ann/x", "see /Users" + "/ann", "-----BEGIN PRIVATE KEY" + "-----", "AKI" + "A1234"])
    func `a leak is found`(text: String) {
        #expect(TextRules.leaks(sample(text)).count == 1)
        #expect(TextRules.leaks(sample("the home of a path")) == [])
    }

    @Test func `a private key passes as a fixture of a test only`() {
        let key = "-----BEGIN PRIVATE KEY" + "-----"
        #expect(TextRules.leaks(sample(key, path: "Tests/DeliveryTests/fixtures/a.key")) == [])
        #expect(TextRules.leaks(sample(key, path: "Tests/DeliveryTests/a.key")).count == 1)
    }

    // MARK: Files

    @Test func `a long file is found`() {
        let line = "let a = 1\n"
        #expect(TextRules.length(sample(String(repeating: line, count: TextRules.sourceLinesMax))) == [])
        #expect(TextRules.length(sample(String(repeating: line, count: TextRules.sourceLinesMax + 1))).count == 1)
    }

    @Test(arguments: [
        ("Other.swift", "package struct Sample {}", 1),
        ("Sample.swift", "package struct Sample {}", 0),
        ("Sample+Text.swift", "extension Sample {}\npackage enum Part {}", 0),
        ("Other+Text.swift", "extension Sample {}\npackage enum Part {}", 1),
        ("Part.swift", "extension Sample.Part {}\npackage enum Other {}", 0),
        ("Other.swift", "struct Sample {}", 0),
    ])
    func `a file that is named after nothing in it is found`(file: String, text: String, count: Int) {
        #expect(TextRules.fileName(sample(text, path: "Sources/Mail/" + file)).count == count)
    }

    @Test(arguments: [
        ("package struct Sample {}", 1),
        ("// a note\npackage final class Sample {}", 1),
        ("/// What it is.\n@frozen\npackage struct Sample {}", 0),
        ("/// What it is.\npackage protocol Sample {}", 0),
        ("struct Sample {}", 0),
    ])
    func `a type without a description is found`(text: String, count: Int) {
        #expect(TextRules.undocumentedTypes(sample(text)).count == count)
    }

    // MARK: Documents

    @Test func `an unknown make command is found`() {
        let known = DocumentRules.targets(ofMakefile: "X := 1\n.PHONY: run\nrun: setup ## Run\n\t@echo a: b\nset-up:\n")
        #expect(known == ["run", "set-up"])
        let document = SourceFile(path: "README.md", text: "make run\nthen `make fly`, not `make run`\nto make tea")
        #expect(DocumentRules.unknownTargets(document, known: known).map(\.line) == [2])
    }

    @Test func `a dead link is found`() {
        let document = SourceFile(
            path: "docs/a.md", text: "[a](b.md#x) and [c](../README.md), [d](https://example.org), [e](#here)\n[f](gone.md)")
        let found = DocumentRules.deadLinks(document) { ["docs/b.md", "README.md"].contains($0) }
        #expect(found.map(\.line) == [2])
    }
}
