import ArgumentParser
import Testing

@testable import Postduif

@Suite("municipality: the options of an agreement")
struct MunicipalityCommandTests {
    private static let signing = ["--agreement-signed-on", "2026-01-15", "--signatory", "A", "--function", "bourgmestre"]

    private func agreement(_ arguments: [String]) throws -> AddAgreement? {
        try MunicipalityCommand.AgreementOptions.parse(arguments).agreement()
    }

    @Test("all or none of what a signature needs")
    func signature() throws {
        #expect(try agreement([]) == nil)
        let full = try agreement(Self.signing + ["--valid-until", "2027-01-01", "--valid-from", "2026-02-01", "--document-digest", "00"])
        #expect(full?.signedOn == "2026-01-15" && full?.validUntil == "2027-01-01" && full?.validFrom == "2026-02-01")
        #expect(full?.documentDigest == "00")
    }

    @Test(
        "an option of an agreement without its signature is refused, not left out",
        arguments: [
            ["--valid-until", "2027-01-01"], ["--valid-from", "2026-02-01"], ["--document-digest", "00"], ["--signatory", "A"],
            Array(signing.prefix(4)),
        ])
    func alone(arguments: [String]) {
        #expect(throws: ValidationError.self) { try agreement(arguments) }
    }
}
