import Mail
import Rendering
import Testing

@testable import Postduif

@Suite("Copies of former texts")
struct TemplateArchiveTests {
    private let folder: TemporaryFolder
    private let archive: TemplateArchive
    private let start = Instant(seconds: 1_795_435_200)
    private let day: Duration = .seconds(86_400)

    init() throws {
        folder = try TemporaryFolder()
        archive = TemplateArchive(directory: folder.file("templates"), keep: .seconds(15 * 86_400))
    }

    private func version(_ number: UInt64) -> TemplateVersion { TemplateVersion(hash: number) }
    private func files(_ word: String) -> InMemoryTemplateFiles {
        InMemoryTemplateFiles(["welcome/nl/subject.txt": word, "layout/a.txt": "x"])
    }

    @Test("are whole, and the one that was in force last comes first")
    func kept() throws {
        for number in 1...3 {
            try archive.enter(files("\(number)"), version: version(UInt64(number)), now: start + day * number)
        }
        #expect(try archive.former(than: version(3)) == [version(2), version(1)])
        #expect(try archive.files(of: version(2)).list() == ["layout/a.txt", "welcome/nl/subject.txt"])
        #expect(try archive.files(of: version(2)).read("welcome/nl/subject.txt") == Array("2".utf8))
    }

    @Test("go when no entry can name them any more, counted from their last day in force")
    func pruned() throws {
        try archive.enter(files("1"), version: version(1), now: start)
        // A hundred days in force, without a restart between.
        try archive.enter(files("2"), version: version(2), now: start + day * 100)
        #expect(try archive.former(than: version(2)) == [version(1)])
        try archive.enter(files("2"), version: version(2), now: start + day * 115)
        #expect(try archive.former(than: version(2)) == [version(1)])
        try archive.enter(files("3"), version: version(3), now: start + day * 116)
        #expect(try archive.former(than: version(3)) == [version(2)])
    }

    @Test("are made anew where a kill left half of one")
    func halfCopy() throws {
        try SmallFile.makeDirectory(folder.file("templates/\(version(1)).new/welcome"))
        try archive.enter(files("1"), version: version(1), now: start)
        #expect(try archive.files(of: version(1)).list().count == 2)
        #expect(try archive.former(than: version(9)) == [version(1)])
    }

    @Test("come back in force as they are")
    func again() throws {
        try archive.enter(files("1"), version: version(1), now: start)
        try archive.enter(files("2"), version: version(2), now: start + day)
        try archive.enter(files("1"), version: version(1), now: start + day * 2)
        #expect(try archive.former(than: version(1)) == [version(2)])
    }
}
