import Mail
import Testing

@testable import Rendering

@Suite("The library of texts")
struct TemplateLibraryTests {
    private func catalog(_ word: String) throws -> TemplateCatalog {
        try ExampleFolder.load(changing: ["welcome/nl/subject.txt": "\(word)\n"])
    }

    private func version(_ catalog: TemplateCatalog) throws -> String {
        try #require(catalog.versionText(of: "welcome", languages: MailLanguages(.nl)))
    }

    @Test("gives each entry the texts that it was made for, and new ones to those that nobody kept")
    func pinned() throws {
        let (first, second, third) = (try catalog("One"), try catalog("Two"), try catalog("Three"))
        let library = TemplateLibrary(first)
        library.replace(with: second)
        library.replace(with: third)
        for catalog in [first, second, third] {
            #expect(library.catalog(of: "welcome", languages: MailLanguages(.nl), version: try version(catalog)).version == catalog.version)
        }
        #expect(library.catalog(of: "welcome", languages: MailLanguages(.nl), version: "0000000000000000").version == third.version)
        #expect(library.catalog(of: "other", languages: MailLanguages(.nl), version: try version(first)).version == third.version)
        #expect(library.current.version == third.version && library.formerCount == 2)
        // Another language did not change, so the newest that says the same is as good.
        let french = try #require(first.versionText(of: "welcome", languages: MailLanguages(.fr)))
        #expect(library.catalog(of: "welcome", languages: MailLanguages(.fr), version: french).version == third.version)
    }

    @Test("has each version once, whatever comes back")
    func backAndForth() throws {
        let (first, second) = (try catalog("One"), try catalog("Two"))
        let library = TemplateLibrary(first)
        for catalog in [first, second, first, second, second] { library.replace(with: catalog) }
        #expect(library.current.version == second.version && library.formerCount == 1)
    }

    @Test("keeps so many former ones and no more")
    func bounded() throws {
        let library = TemplateLibrary(try catalog("Start"))
        for number in 0..<(TemplateLibrary.mostFormer + 3) { library.replace(with: try catalog("\(number)")) }
        #expect(library.formerCount == TemplateLibrary.mostFormer)
        let last = try version(try catalog("\(TemplateLibrary.mostFormer + 1)"))
        #expect(
            library.catalog(of: "welcome", languages: MailLanguages(.nl), version: last).versionText(
                of: "welcome", languages: MailLanguages(.nl)) == last)
    }

    @Test("knows the folder by its content")
    func folderVersion() throws {
        #expect(try catalog("One").version == catalog("One").version)
        #expect(try catalog("One").version != catalog("Two").version)
    }
}
