import ArgumentParser
import Issuance
import Testing

@testable import Postduif

@Suite("municipality: its options")
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

    @Test("what is left out stays, and an empty value takes away")
    func add() throws {
        let least = try MunicipalityCommand.Add.parse(["--nis", "44021"]).request()
        #expect(least.branding?.registration == BrandingRegistration())
        #expect(least.nis == "44021" && least.name == nil && least.languages == nil && least.successor == nil && least.agreement == nil)
        let most = try MunicipalityCommand.Add.parse(
            [
                "--nis", "21004", "--name-nl", "Brussel", "--name-fr", "Bruxelles", "--name-de", "", "--languages", "nl, fr",
                "--enterprise-number", "0123.456.749", "--code-from", "2019-01-01", "--code-until", "2030-01-01", "--successor", "21099",
            ] + Self.signing
        ).request()
        #expect(most.nameNl == "Brussel" && most.nameFr == "Bruxelles" && most.nameDe == "" && most.languages == ["nl", "fr"])
        #expect(most.enterpriseNumber == "0123.456.749" && most.validFrom == "2019-01-01" && most.validUntil == "2030-01-01")
        #expect(most.successor == "21099" && most.agreement?.signatory == "A")
    }

    @Test("each option of sender, contact and colour reaches its field")
    func branding() throws {
        let names = [
            "sender-name", "sender-name-nl", "sender-name-fr", "sender-name-de", "contact-name", "contact-name-nl", "contact-name-fr",
            "contact-name-de", "contact-email", "contact-phone", "accent-color",
        ]
        let given = try MunicipalityCommand.Add.parse(["--nis", "44021"] + names.flatMap { ["--\($0)", $0] }).request().branding
        var expected = BrandingRegistration()
        expected.senderName = "sender-name"
        expected.senderNameNL = "sender-name-nl"
        expected.senderNameFR = "sender-name-fr"
        expected.senderNameDE = "sender-name-de"
        expected.contactName = "contact-name"
        expected.contactNameNL = "contact-name-nl"
        expected.contactNameFR = "contact-name-fr"
        expected.contactNameDE = "contact-name-de"
        expected.contactEmail = "contact-email"
        expected.contactPhone = "contact-phone"
        expected.accentColor = "accent-color"
        #expect(given?.registration == expected)
    }

    @Test("what --json prints has the fields of the API side by side, and is read back")
    func flat() throws {
        let names = [
            "nis", "name", "name_nl", "name_fr", "name_de", "enterprise_number", "valid_from", "valid_until", "successor", "sender_name",
            "sender_name_nl", "sender_name_fr", "sender_name_de", "contact_name", "contact_name_nl", "contact_name_fr", "contact_name_de",
            "contact_email", "contact_phone", "accent_color", "agreement", "signed_on", "signatory",
        ]
        let fields = names.map { "\"\($0)\":\"\($0) 1\"" } + ["\"languages\":[\"nl\"]", "\"missing\":[\"x\"]"]
        let text = "{\(fields.sorted().joined(separator: ","))}"
        let row = try AdministrationJSON.decode(MunicipalityRow.self, from: Array(text.utf8))
        #expect(
            row.branding.senderNameNl == "sender_name_nl 1" && row.branding.accentColor == "accent_color 1" && row.nameNl == "name_nl 1")
        #expect(try AdministrationJSON.encode(row) == text)
    }

    @Test("a command and a service of before there were senders and contacts of municipalities are understood")
    func former() throws {
        let answer = #"{"nis":"44021","name":"Gent","languages":["nl"],"agreement":"none","missing":[]}"#
        let row = try AdministrationJSON.decode(MunicipalityRow.self, from: Array(answer.utf8))
        #expect(row.branding.registration == BrandingRegistration() && row.name == "Gent" && row.signedOn == nil)
        let request = try AdministrationJSON.decode(AddMunicipality.self, from: Array(#"{"nis":"44021","name":"Gent"}"#.utf8))
        #expect(request.branding.map(\.registration) == nil && request.name == "Gent")
    }

    @Test("an agreement is shown, added or withdrawn, one at a time")
    func acts() throws {
        guard case .show = try MunicipalityCommand.AgreementOf.parse(["44021"]).act() else { throw Unexpected() }
        guard case .add(let added) = try MunicipalityCommand.AgreementOf.parse(["44021"] + Self.signing).act() else { throw Unexpected() }
        #expect(added.nis == "44021" && added.agreement.function == "bourgmestre")
        let arguments = ["44021", "--withdraw", "--number", "2", "--withdrawn-on", "2026-12-01"]
        guard case .withdraw(let withdrawn) = try MunicipalityCommand.AgreementOf.parse(arguments).act() else { throw Unexpected() }
        #expect(withdrawn.number == 2 && withdrawn.withdrawnOn == "2026-12-01")
    }

    @Test(
        "options that do not go together are refused",
        arguments: [["--number", "1"], ["--withdrawn-on", "2026-12-01"], ["--withdraw"] + signing])
    func mixed(arguments: [String]) throws {
        let command = try MunicipalityCommand.AgreementOf.parse(["44021"] + arguments)
        #expect(throws: ValidationError.self) { try command.act() }
    }

    private struct Unexpected: Error {}
}
