import Issuance
import Mail
import TestKit
import Testing

/// What a municipality may put in place of the operator's sender and contact.
struct BrandingRegistrationTests {
    private static func registered(
        _ change: (inout BrandingRegistration) -> Void, known: Municipality? = nil
    ) throws -> Municipality {
        var registration = MunicipalityRegistration(nis: "21004", nameNL: "Brussel", nameFR: "Bruxelles")
        change(&registration.branding)
        return try registration.municipality(now: Instant(seconds: 1_795_435_200), known: known)
    }

    private static func faults(_ change: (inout BrandingRegistration) -> Void, known: Municipality? = nil) -> [FieldFault] {
        do throws(any Error) {
            _ = try registered(change, known: known)
            return []
        } catch {
            guard case IssuanceRefusal.invalid(let faults)? = error as? IssuanceRefusal else { return [FieldFault("", "\(error)")] }
            return faults
        }
    }

    @Test(arguments: [
        "Stad Gent", "Ville de Liège", "Gemeente Büllingen", "O.C.M.W. Sint-Genesius-Rode", "St. Vith", "Écaussinnes-d'Enghien & Cœur",
        "Braine-l’Alleud (Population, 1er étage)", "Brussel / Bruxelles", "Dienst Burgerzaken – loket 4", "ĳ", "Loket 1, 2 & 34",
        String(repeating: "a", count: 64),
    ])
    func `a name as municipalities have them is taken`(name: String) throws {
        #expect(try Self.registered { $0.senderName = "  \(name) " }.branding.senderName == NameByLanguage(name))
        let contact = try Self.registered {
            $0.contactName = name
            $0.contactEmail = "a@b.be"
        }.branding.contact
        #expect(contact == MunicipalityBranding.Contact(name: NameByLanguage(name), email: "a@b.be", phone: nil))
    }

    @Test(arguments: [
        // Addresses, and what looks like one.
        "info@gent.be", "Gent <info@gent.be>", "info＠gent.be", "info﹫gent.be", "info (at) gent", "INFO(AT)GENT", "gent.be", "www.gent.be",
        "St.Vith", "info ( at ) gent", "info( AT )gent", "gent ( dot ) be",
        "https://gent.be", "Gent: login", "gent．be", "a.be", "gent(dot)be",
        // Header syntax, markup and signs.
        "Gent\r\nBcc: x@y.be", "Gent\u{0}", "Gent \"x\"", "Gent; x", "Gent\\", "=?utf-8?Q?x?=", "<b>Gent</b>", "{{name}}", "✓ Gent",
        "🏛 Gent", "Gent\u{202E}neb",
        "Ge\u{200B}nt", "Ge\u{AD}nt", "Gent™", "Gent_", "Gent|x", "Gent*", "Gent#1", "50% Gent", "€ Gent",
        // Other scripts, whose letters look the same.
        "Gеnt", "Ϲсам", "李", "Ｇｅｎｔ", "G\u{335}ent",
        // Latin letters that look like another one with a mark: ı, ĸ, Ŀ, ŀ, ŉ, ſ.
        "\u{131}nfo", "\u{138}antoor", "\u{13F}ier", "\u{140}oket", "\u{149}ent", "\u{17F}tad",
        // A telephone number.
        "Bel 02 555 00 00", "Loket 12345", "Gent 1-2-3-4-5",
        "   ", "12 34", "- . -", String(repeating: "a", count: 65),
    ])
    func `a name that could deceive is refused, whichever it is`(name: String) {
        #expect(Self.faults { $0.senderName = name }.map(\.field) == ["sender_name"])
        #expect(Self.faults { $0.senderNameFR = name }.map(\.field) == ["sender_name_fr"])
        let contact = Self.faults {
            $0.contactNameNL = name
            $0.contactEmail = "a@b.be"
        }
        #expect(contact.map(\.field) == ["contact_name_nl"])
    }

    @Test(arguments: [
        "+32 2 555 00 00", "02 555 00 00", "087/59.58.11", "02-555 00 00", "+32 (0)4 123 45 67", "1700", "0475/12 34 56",
        "+32 475/12 34 56", "(02)/555.00.00",
        "+32 (0)87/59 58 11",
    ])
    func `a telephone number is taken`(phone: String) throws {
        let contact = try Self.registered {
            $0.contactName = "Desk"
            $0.contactEmail = "desk@gent.be"
            $0.contactPhone = phone
        }.branding.contact
        #expect(contact?.phone == phone)
    }

    @Test(arguments: [
        "105", "x", "02 555 00 00 of 02 555 00 01", "+32 2 555 00 00 ext. 4", "0032+2", "1234567890123456", "https://1700", "٠٢٥٥٥",
        "02\r\n555", "1700 / 1701", "1700/1701", "0475/0476", "02 555 00 00/01", "02/555/00", "/555 00 00", "02 555 00/02 555",
        String(repeating: "1 ", count: 20),
    ])
    func `what is no telephone number is refused`(phone: String) {
        let faults = Self.faults {
            $0.contactName = "Desk"
            $0.contactEmail = "desk@gent.be"
            $0.contactPhone = phone
        }
        #expect(faults.map(\.field) == ["contact_phone"])
    }

    @Test(arguments: [
        "x", "a@", "a@b", "\"a b\"@gent.be", "\"https://x\"@gent.be", "a@[1.2.3.4]", "a@gent.be\r\nBcc: x",
        // Behind mailto: they would add recipients and a text, or look like other letters.
        "help?cc=x%40evil.be&body=y@gent.be", "a&b@gent.be", "a%41@gent.be", "a=b@gent.be", "a/b@gent.be", "o'brien@gent.be",
        "j\u{F3}zef@gent.be",
        "\u{430}dmin@gent.be",
        String(repeating: "a", count: 60) + "@" + String(repeating: "b", count: 50) + ".be",
    ])
    func `what is no plain address is refused`(email: String) {
        let faults = Self.faults {
            $0.contactName = "Desk"
            $0.contactEmail = email
        }
        #expect(faults.map(\.field) == ["contact_email"])
    }

    @Test(
        arguments: [
            ("#0B5CAD", "#0b5cad", nil), ("#767676", "#767676", nil), ("#777777", nil, "#76"), ("#ffd700", nil, "3.9"),
            ("0b5cad", nil, "six"), ("#0b5", nil, "six"), ("#0b5cag", nil, "six"), ("red", nil, "six"), ("#0b5cad;", nil, "six"),
        ] as [(String, String?, String?)])
    func `a colour carries white text, or is refused with one that does`(given: String, kept: String?, words: String?) throws {
        let faults = Self.faults { $0.accentColor = given }
        if let kept {
            #expect(try Self.registered { $0.accentColor = given }.branding.accent?.text == kept)
            return
        }
        #expect(faults.map(\.field) == ["accent_color"])
        let reason = try #require(faults.first?.reason)
        if words == "six" {
            #expect(reason.contains("six hexadecimal digits"))
        } else {
            let proposed = try #require(reason.matches(of: /such as (#[0-9a-f]{6})/).first.map { String($0.1) })
            #expect(try #require(AccentColor(proposed)).isDarkEnough && reason.contains(" : 1 against white"), "\(reason)")
        }
    }

    @Test func `a contact is whole, or the operator's`() {
        #expect(Self.faults { $0.contactPhone = "1700" }.map(\.field) == ["contact_name", "contact_email"])
        #expect(Self.faults { $0.contactName = "Desk" }.map(\.field) == ["contact_email"])
        #expect(Self.faults { $0.contactEmail = "a@b.be" }.map(\.field) == ["contact_name"])
    }

    @Test func `what is left out stays, an empty text takes away, and a name follows its language`() throws {
        let first = try Self.registered {
            $0.senderNameNL = "Stad Brussel"
            $0.senderNameFR = "Ville de Bruxelles"
            $0.contactName = "Desk"
            $0.contactEmail = "a@b.be"
            $0.contactPhone = "1700"
            $0.accentColor = "#0b5cad"
        }
        let names = [Language.nl: "Stad Brussel", .fr: "Ville de Bruxelles"]
        #expect(first.branding.senderName == NameByLanguage(given: nil, names: names, languages: [.nl, .fr]))
        #expect(first.branding.senderName?.name == "Stad Brussel")
        let second = try Self.registered(
            {
                $0.senderNameNL = "Brussel"
                $0.contactPhone = ""
            }, known: first)
        #expect(second.branding.senderName?.name == "Brussel" && second.branding.senderName?.names[.fr] == "Ville de Bruxelles")
        #expect(
            second.branding.contact?.phone == nil && second.branding.contact?.email == "a@b.be"
                && second.branding.accent == first.branding.accent)
        let third = try Self.registered(
            {
                $0.senderName = "Brussels"
                $0.senderNameNL = ""
                $0.accentColor = ""
            }, known: second)
        #expect(third.branding.senderName == NameByLanguage("Brussels", names: [.fr: "Ville de Bruxelles"]) && third.branding.accent == nil)
        let none = try Self.registered(
            {
                $0.senderName = ""
                $0.senderNameFR = ""
                $0.contactName = ""
                $0.contactEmail = ""
            }, known: third)
        #expect(none.branding == .none && Self.faults({ $0.contactEmail = "" }, known: third).map(\.field) == ["contact_email"])
    }

    /// The same name may be given for all languages and for one.
    @Test func `a name that was given for all languages stays, whatever those of the languages are`() throws {
        let same = try Self.registered {
            $0.senderName = "Stad"
            $0.senderNameNL = "Stad"
            $0.contactName = "Loket"
            $0.contactNameNL = "Loket"
            $0.contactEmail = "a@b.be"
        }
        let left = try Self.registered(
            {
                $0.senderNameNL = ""
                $0.contactNameNL = ""
            }, known: same)
        #expect(left.branding.senderName == NameByLanguage("Stad"))
        #expect(left.branding.contact == MunicipalityBranding.Contact(name: NameByLanguage("Loket"), email: "a@b.be", phone: nil))
        let french = try Self.registered {
            $0.senderName = "Ville"
            $0.senderNameNL = "Stad"
            $0.senderNameFR = "Ville"
            $0.contactName = "Guichet"
            $0.contactNameNL = "Loket"
            $0.contactNameFR = "Guichet"
            $0.contactEmail = "a@b.be"
        }
        let coloured = try Self.registered({ $0.accentColor = "#0b5cad" }, known: french)
        #expect(coloured.branding.senderName?.name == "Ville" && coloured.branding.contact?.name.name == "Guichet")
        #expect(coloured.branding.senderName == french.branding.senderName && coloured.branding.contact == french.branding.contact)
        // An empty one lets it follow again.
        let follows = try Self.registered({ $0.senderName = "" }, known: coloured)
        #expect(follows.branding.senderName?.name == "Stad" && follows.branding.senderName?.given == nil)
    }

    @Test(arguments: ["loket_1.a+b-c@gent.be", "A@b.be"])
    func `a plain address is taken`(email: String) throws {
        let contact = try Self.registered {
            $0.contactName = "Desk"
            $0.contactEmail = email
        }.branding.contact
        #expect(contact?.email == email)
    }

    @Test func `the register tells of each commit, and of nothing else`() async throws {
        let told = Told()
        let register = MunicipalityRegister(store: MemoryStore(), clock: ManualClock(), onChange: { await told.note() })
        var registration = MunicipalityRegistration(nis: "44021", name: "Gent")
        _ = try await register.put(registration)
        #expect(await told.count == 1)
        registration.branding.senderName = "gent.be"
        await #expect(throws: IssuanceRefusal.self) { try await register.put(registration) }
        let table = try MunicipalityTable(Array("nis,sender_name,contact_name,contact_email\n44021,Stad Gent,Loket,a@gent.be\n".utf8))
        _ = try await register.importTable(table, isDryRun: true, by: .localOperator)
        #expect(await told.count == 1)
        let imported = try await register.importTable(table, isDryRun: false, by: .localOperator)
        #expect(imported.changed.first?.branding.contact?.email == "a@gent.be")
        #expect(await told.count == 2)
        _ = try await register.importTable(table, isDryRun: false, by: .localOperator)
        #expect(await told.count == 2)
    }

    private actor Told {
        private(set) var count = 0
        func note() { count += 1 }
    }
}
