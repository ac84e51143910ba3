import ArgumentParser
import Rendering
import Testing

@testable import Postduif

@Suite("What doctor says of the domains of a mail")
struct DoctorDomainTests {
    /// - Parameter dkim: The domain of a key, whose file is not there.
    private func findings(bounce: String, dkim: String?) throws -> [Doctor.Finding] {
        var configuration = Configuration()
        configuration.sender.address = "no-reply@example.be"
        configuration.sender.bounceDomain = bounce
        configuration.dkim = dkim.map { [.init(domain: $0, selector: "s2026", algorithm: .rsaSHA256, keyFile: "/nowhere/s2026")] } ?? []
        return try Doctor.parse([]).domains(configuration)
    }

    @Test(
        "DMARC fails only where keys of ours are there and nothing is aligned: else the relay may sign",
        arguments: [
            ("bounce.example.be", nil, true), ("example.org", nil, true), ("example.org", "example.be", true),
            ("example.org", "example.org", false), ("bounce.example.be", "example.org", true),
        ] as [(String, String?, Bool)])
    func dmarc(bounce: String, dkim: String?, isOK: Bool) throws {
        let found = try findings(bounce: bounce, dkim: dkim)
        #expect(found.first { $0.check == "DMARC" }?.ok == isOK)
        #expect(found.contains { $0.check == "SPF" })
    }

    @Test("a key that cannot be read is a fault, with its file")
    func unreadable() throws {
        let key = try #require(try findings(bounce: "example.be", dkim: "example.be").first { $0.check == "DKIM s2026" })
        #expect(!key.ok && key.detail.contains("/nowhere/s2026"))
    }
}
