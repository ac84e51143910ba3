import Glibc
import Queue
import Submission
import Testing

@testable import Postduif

@Suite("docs/configuration.md")
struct ConfigurationDocumentTests {
    /// One row of its tables.
    struct Row {
        let key: String
        let standard: String
        let variable: String
    }

    private static func text(_ path: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return String(decoding: try FileSystem().read("/\(root)/\(path)", limit: 256 * 1_024).bytes, as: UTF8.self)
    }

    private static func rows() throws -> [Row] {
        try text("docs/configuration.md").split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).replacing("`", with: "")
            }
            try #require(cells.count == 5, "\(line)")
            return Row(key: cells[0], standard: cells[2], variable: cells[4])
        }
    }

    @Test("lists every key once, and no other")
    func keys() throws {
        #expect(try Self.rows().map(\.key).sorted() == ConfigurationShape.root.keys.sorted())
    }

    @Test("names the variable of every key, and no other")
    func variables() throws {
        let rows = try Self.rows()
        for row in rows {
            let path = row.key.prefix { $0 != "[" }.split(separator: ".").map(String.init)
            #expect(row.variable == ConfigurationShape.environmentName(path), "\(row.key)")
        }
        #expect(Set(rows.map(\.variable)) == Set(ConfigurationShape.root.environmentPaths.keys))
    }

    @Test("gives the defaults that hold")
    func defaults() throws {
        for row in try Self.rows() where row.standard != "–" && !row.key.contains("[]") {
            var read = try ConfigurationReading.read("", environment: [row.variable: row.standard])
            read.warnings = []
            if row.key.hasPrefix("kinds.") {
                let table = read.kindTable(), usual = Configuration().kindTable()
                #expect(table.kinds == usual.kinds && read.issuancePolicy() == Configuration().issuancePolicy(), "\(row.key)")
            } else {
                #expect(read == Configuration(), "\(row.key)")
            }
        }
    }

    @Test("gives the defaults of a relay")
    func relayDefaults() throws {
        let rows = try Self.rows().filter { $0.key.hasPrefix("relays[].") && $0.standard != "–" }
        let keys = rows.map { "\($0.key.dropFirst("relays[].".count)): \($0.standard)" }.joined(separator: ", ")
        let written = try ConfigurationReading.read("relays: [{ name: a, url: smtps://a.be, \(keys) }]")
        #expect(rows.count == 6)
        #expect(written.relays == (try ConfigurationReading.read("relays: [{ name: a, url: smtps://a.be }]").relays))
    }

    @Test("goes with an example that is read without a warning")
    func example() throws {
        let files = MemoryFiles(files: ["/run/credentials/postduif.service/secret_relay.password": ("secret", 0o600)])
        let read = try ConfigurationReading.read(try Self.text("deploy/postduif.example.yaml"), files: files)
        #expect(read.warnings.isEmpty)
        #expect(read.relays.map(\.tls) == [.implicit, .startTLS] && read.relays.map(\.port) == [465, 587])
    }
}
