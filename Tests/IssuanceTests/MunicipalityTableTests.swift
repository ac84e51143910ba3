import Issuance
import Testing

struct MunicipalityTableTests {
    private static func fields(_ text: String) -> [String] { fields(Array(text.utf8)) }

    private static func fields(_ bytes: [UInt8]) -> [String] {
        do {
            _ = try MunicipalityTable(bytes)
            return []
        } catch {
            guard case .invalid(let faults) = error else { return [] }
            return faults.map(\.field)
        }
    }

    @Test(arguments: [
        "nis,name,languages\n44021,Gent,nl\n21004,\"Brussel, stad\",nl fr\n",
        "\u{FEFF}NIS;Name;Languages\r\n44021;Gent;nl\r\n21004;\"Brussel, stad\";nl,fr",
        "nis\tname\tlanguages\r44021\t Gent \tNL\r\r21004\tBrussel, stad\tnl+fr\r",
        "name,languages,nis\n\"Gent\",nl,44021\n\n\"Brussel, stad\",\"nl, fr\",21004\n\n",
    ])
    func `spreadsheets write a table in several ways`(text: String) throws {
        let rows = try MunicipalityTable(Array(text.utf8)).rows
        #expect(
            rows.map(\.registration) == [
                MunicipalityRegistration(nis: "44021", name: "Gent", languages: ["nl"]),
                MunicipalityRegistration(nis: "21004", name: "Brussel, stad", languages: ["nl", "fr"]),
            ])
    }

    @Test func `quotes hold separators, line ends and quotes, and lines are counted through them`() throws {
        let rows = try MunicipalityTable(Array("nis,name\n44021,\"Gent \"\"stad\"\",\nVlaanderen\"\n21004,Brussel\n".utf8)).rows
        #expect(rows.map(\.registration.name) == ["Gent \"stad\",\nVlaanderen", "Brussel"])
        #expect(rows.map(\.line) == [2, 4])
    }

    @Test func `a column that is not there is left alone, an empty field is not`() throws {
        let text = "nis,name,name_nl,name_fr,name_de,languages,enterprise_number,valid_from,valid_until,successor\n44021,,,,,,,,,\n"
        let registration = try #require(try MunicipalityTable(Array(text.utf8)).rows.first).registration
        #expect(
            registration
                == MunicipalityRegistration(
                    nis: "44021", name: "", nameNL: "", nameFR: "", nameDE: "", enterpriseNumber: "", validFrom: "", validUntil: "",
                    successor: ""))
        #expect(try MunicipalityTable(Array("nis\n44021\n".utf8)).rows.map(\.registration) == [MunicipalityRegistration(nis: "44021")])
    }

    @Test func `each column of a branding reaches its field`() throws {
        let columns = MunicipalityTable.Column.allCases.map(\.rawValue).drop { $0 != "sender_name" }
        #expect(columns.count == 11)
        let text = "nis," + columns.joined(separator: ",") + "\n44021," + columns.joined(separator: ",") + "\n"
        var expected = BrandingRegistration()
        expected.senderName = "sender_name"
        expected.senderNameNL = "sender_name_nl"
        expected.senderNameFR = "sender_name_fr"
        expected.senderNameDE = "sender_name_de"
        expected.contactName = "contact_name"
        expected.contactNameNL = "contact_name_nl"
        expected.contactNameFR = "contact_name_fr"
        expected.contactNameDE = "contact_name_de"
        expected.contactEmail = "contact_email"
        expected.contactPhone = "contact_phone"
        expected.accentColor = "accent_color"
        #expect(try MunicipalityTable(Array(text.utf8)).rows.map(\.registration.branding) == [expected])
    }

    static let wrong: [(String, [String])] = [
        ("", ["file"]), ("\n\n", ["file"]), ("nis,name\n", ["file"]), ("name,languages\nGent,nl\n", ["line 1"]),
        ("nis,mayor,nis\n44021,x,44021\n", ["line 1, mayor", "line 1, nis"]),
        ("nis,name\n44021\n21004,Brussel,nl\n62063,Liège\n", ["line 2", "line 3"]),
        ("nis,name\n44021,Gent\n21004,Brussel\n44021,Gent\n", ["line 4, nis"]),
        ("nis,name\n44021,\"Gent\n", ["line 2"]), ("nis,name\n44021,Ge\"nt\n", ["line 2"]), ("nis,name\n44021,\"Ge\"nt\n", ["line 2"]),
        ("nis,name\n44021," + String(repeating: "x", count: MunicipalityTable.fieldOctets + 1), ["line 2"]),
        ("nis" + String(repeating: ",", count: 60) + "\n", ["line 1"]),
        ("nis\n" + String(repeating: "44021\n", count: MunicipalityTable.rowsMost + 1), ["line \(MunicipalityTable.rowsMost + 2)"]),
        (String(repeating: "x", count: MunicipalityTable.octets + 1), ["file"]),
    ]

    @Test(arguments: wrong)
    func `what cannot be read is named by its line`(text: String, fields: [String]) {
        #expect(Self.fields(text) == fields)
    }

    @Test func `another encoding is refused with its line`() {
        #expect(Self.fields(Array("nis,name\n62063,Li".utf8) + [0xE8] + Array("ge\n".utf8)) == ["line 2"])
    }
}
