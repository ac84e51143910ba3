import Foundation
import Issuance
import Mail
import Testing

@testable import Console

/// The officer guide says what the pages say, in each of its languages, with pictures that are there.
@Suite struct OfficerGuideTests {
    private static let languages: [Language] = [.nl, .fr, .en]
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/guide")

    private static func guide(_ language: Language) throws -> String {
        try String(contentsOf: folder.appending(path: "officer.\(language.rawValue).md"), encoding: .utf8)
    }

    /// What differs between keyboards is no difference.
    private static func plain(_ text: String) -> String { text.replacing("’", with: "'").replacing("\u{202F}", with: " ") }

    private static func pictures(_ guide: String) -> [String] {
        guide.matches(of: /!\[([^\]]+)\]\(pictures\/([^)]+)\)/).map { String($0.output.2) }
    }

    @Test(arguments: languages)
    func `every picture is there, small, and said in words; and none lies about`(language: Language) throws {
        let guide = try Self.guide(language)
        let named = Self.pictures(guide)
        #expect(named.count == 8 && named.allSatisfy { $0.hasSuffix(".\(language.rawValue).png") })
        #expect(guide.matches(of: /!\[/).count == named.count, "each has words")
        for name in named {
            let data = try Data(contentsOf: Self.folder.appending(path: "pictures/\(name)"))
            #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47]) && data.count < 60_000, "\(name): \(data.count)")
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: "pictures").path)
        #expect(Set(there.filter { $0.hasSuffix(".\(language.rawValue).png") }) == Set(named))
    }

    @Test func `each language has the same steps, pictures and tables`() throws {
        func shape(_ guide: String) -> [String] {
            guide.split(separator: "\n").compactMap { line in
                if line.hasPrefix("#") { return String(line.prefix { $0 == "#" || $0 == " " || $0.isNumber || $0 == "." }) }
                if line.hasPrefix("![") { return line.firstMatch(of: /pictures\/([a-z]+)/).map { String($0.output.1) } }
                return line.hasPrefix("|") ? "|" : line.hasPrefix("- ") ? "-" : nil
            }
        }
        let shapes = try Self.languages.map { shape(try Self.guide($0)) }
        #expect(shapes[0].filter { $0.hasPrefix("## ") } == (1...15).map { "## \($0). " })
        #expect(Set(shapes).count == 1)
    }

    @Test(arguments: languages)
    func `it calls everything what the pages call it`(language: Language) throws {
        let guide = Self.plain(try Self.guide(language))
        let (texts, console, mails) = (OfficerTexts.of(language), ConsoleTexts.of(language), MailTexts.of(language))
        let outcomes = MailOutlook.allCases.compactMap { mails.words[$0]?.title }
        let acts = ActivationAct.allCases.map { $0.words(texts).name }
        let refusals = [
            console.faults, LimitTexts.of(language).title, console.busy, texts.agreementMissing.title, console.forbidden.title,
            console.staleForm.title, console.noRole.title,
        ]
        for words in outcomes + acts + refusals + [texts.new, console.signInButton, console.signOut, HelpTexts.of(language).title] {
            #expect(guide.contains("**\(Self.plain(words))**"), "\(words)")
        }
        for one in Activation.Case.allCases { #expect(guide.contains("| \(Self.plain(texts.cases[one]?.title ?? "?")) |"), "\(one)") }
        #expect(guide.contains("*\(Self.plain(console.needed))*") && guide.contains(Self.plain(console.roles[.registrationOfficer] ?? "?")))
        #expect(guide.contains("*\(texts.assurances[.low] ?? "?")*") && guide.contains("*\(texts.tools[.none] ?? "?")*"))
        for words in [texts.languageUntold, texts.binding, texts.states[.pending] ?? "?"] {
            #expect(guide.contains("*\(Self.plain(words))*"), "\(words)")
        }
        for other in Self.languages where other != language { #expect(guide.contains("(officer.\(other.rawValue).md)")) }
    }

    @Test func `the first page of the project leads to it`() throws {
        let readme = try String(
            contentsOf: Self.folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md"), encoding: .utf8)
        for language in Self.languages { #expect(readme.contains("(docs/guide/officer.\(language.rawValue).md)")) }
    }
}
