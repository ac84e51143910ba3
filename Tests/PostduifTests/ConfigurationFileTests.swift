import Glibc
import Mail
import Testing

@testable import Postduif

@Suite("Files of the configuration")
struct ConfigurationFileTests {
    @Test("are read with the permissions they have")
    func permissions() throws {
        let path = "/tmp/postduif-configuration-\(getpid()).txt"
        try SmallFile.write(Array("secret\n".utf8), to: path, mode: 0o600)
        defer { unlink(path) }
        #expect(chmod(path, 0o640) == 0)
        let content = try FileSystem().read(path, limit: 7)
        #expect(content.bytes == Array("secret\n".utf8) && content.permissions == 0o640)
        #expect(FileSystem().permissions(of: path) == 0o640)
        #expect(throws: StartFault.self) { try SecretFile.read(path, key: "k", from: FileSystem()) }
        #expect(chmod(path, 0o400) == 0)
        #expect(try SecretFile.read(path, key: "k", from: FileSystem()).revealText() == "secret")
        #expect(throws: FileFault.tooLong(limit: 6)) { try FileSystem().read(path, limit: 6) }
    }

    @Test("that are none are named", arguments: [("/nonexistent/postduif.yaml", FileFault.missing), ("/tmp", .notAFile)])
    func none(path: String, fault: FileFault) {
        #expect(throws: fault) { try FileSystem().read(path, limit: 10) }
    }

    @Test(
        "Spelling finds the word that was meant",
        arguments: [
            ("prot", "port"), ("Port", "port"), ("hots", "host"), ("publicurl", "public_url"), ("zebra", nil), ("", nil),
        ] as [(String, String?)])
    func spelling(word: String, meant: String?) {
        #expect(Spelling.suggestion(for: word, among: ["host", "port", "public_url", "tls"]) == meant)
    }
}
