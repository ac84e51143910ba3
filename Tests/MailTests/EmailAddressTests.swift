import Mail
import TestKit
import Testing

/// RFC 5321 §4.1.2 and §4.5.3.1, RFC 5890.
@Suite struct EmailAddressTests {
    @Test(arguments: [
        ("jan@example.be", "jan", "example.be"), ("Jan.Peeters@Example.BE", "Jan.Peeters", "example.be"),
        ("a@b.be", "a", "b.be"), ("o'brien+tag=1@mail.example.be", "o'brien+tag=1", "mail.example.be"),
        ("!#$%&'*+-/=?^_`{|}~@example.be", "!#$%&'*+-/=?^_`{|}~", "example.be"), ("jérôme@example.be", "jérôme", "example.be"),
        ("jan@bücher.example", "jan", "xn--bcher-kva.example"), ("jan@BÜCHER.example", "jan", "xn--bcher-kva.example"),
        ("jan@faß.de", "jan", "xn--fa-hia.de"), ("jan@xn--bcher-kva.example", "jan", "xn--bcher-kva.example"),
        ("jan@XN--BCHER-KVA.example", "jan", "xn--bcher-kva.example"), ("1@1.be", "1", "1.be"), ("jan@a-b.be", "jan", "a-b.be"),
    ])
    func `Taken`(text: String, localPart: String, domain: String) throws {
        let address = try EmailAddress(text)
        #expect(address.localPart == localPart)
        #expect(address.domain == domain)
        #expect(address.text == "\(localPart)@\(domain)")
    }

    @Test(arguments: [
        ("", EmailAddressFault.missingAt), ("jan", .missingAt), ("jan.example.be", .missingAt), ("@example.be", .emptyLocalPart),
        ("@", .emptyLocalPart), ("\"jan\"@example.be", .quotedLocalPart), (".jan@example.be", .misplacedDot),
        ("jan.@example.be", .misplacedDot),
        ("jan..p@example.be", .misplacedDot), (".@example.be", .misplacedDot), ("a@b@example.be", .forbiddenCharacter),
        ("jan(x)@example.be", .forbiddenCharacter), ("<jan@example.be", .forbiddenCharacter), ("jan\\@example.be", .forbiddenCharacter),
        ("a,b@example.be", .forbiddenCharacter), ("a;b@example.be", .forbiddenCharacter), ("a\u{37E}b@example.be", .forbiddenCharacter),
        ("a:b@example.be", .forbiddenCharacter),
        ("jan@example.be>", .domainLabel), ("jan @example.be", .whitespace), ("jan@exa mple.be", .whitespace),
        (" jan@example.be", .whitespace),
        ("jan\u{A0}@example.be", .whitespace), ("jan@example.be\r\nRCPT TO:<x@y.be>", .controlCharacter),
        ("jan\n@example.be", .controlCharacter),
        ("jan\0@example.be", .controlCharacter), ("jan\t@example.be", .controlCharacter), ("jan\u{7F}@example.be", .controlCharacter),
        ("jan\u{85}@example.be", .controlCharacter), ("jan\u{202E}@example.be", .controlCharacter),
        ("jan\u{200B}@example.be", .controlCharacter),
        ("jan\u{FEFF}@example.be", .controlCharacter), ("jan\u{2028}@example.be", .controlCharacter),
        ("jan\u{3164}@example.be", .controlCharacter),
        ("jan\u{FE0F}@example.be", .controlCharacter), ("jan\u{34F}@example.be", .controlCharacter),
        ("jan@\u{115F}x.be", .controlCharacter),
        ("jan@", .emptyDomain), ("jan@be", .domainNotQualified), ("jan@localhost", .domainNotQualified), ("jan@example..be", .domainLabel),
        ("jan@.be", .domainLabel), ("jan@example.be.", .domainLabel), ("jan@-a.be", .domainLabel), ("jan@a-.be", .domainLabel),
        ("jan@a_b.be", .domainLabel), ("jan@ab--c.be", .domainLabel), ("jan@xn--.be", .domainLabel), ("jan@xn--a.be", .domainLabel),
        ("jan@xn--abc-.be", .domainLabel), ("jan@xn--99999999.be", .domainLabel), ("jan@ﬁets.be", .domainLabel),
        ("jan@ｅxample.be", .domainLabel), ("jan@\u{212A}elvin.be", .domainLabel),
        ("jan@e\u{301}.be", .domainLabel), ("jan@♥.be", .domainLabel), ("jan@[127.0.0.1]", .addressLiteral),
        ("jan@127.0.0.1", .addressLiteral),
        ("jan@example.123", .addressLiteral),
    ])
    func `Refused, with the fault that says why`(text: String, fault: EmailAddressFault) {
        #expect(throws: fault) { try EmailAddress(text) }
    }

    @Test func `One mailbox in two spellings has the same bytes`() throws {
        for (one, other) in [
            ("je\u{301}ro\u{302}me@example.be", "j\u{E9}r\u{F4}me@example.be"), ("JE\u{301}@example.be", "j\u{E9}@example.be"),
            ("\u{212B}@example.be", "\u{E5}@example.be"), ("q\u{323}\u{307}@example.be", "q\u{307}\u{323}@example.be"),
        ] {
            let (first, second) = (try EmailAddress(one), try EmailAddress(other))
            #expect(Array(first.normalized.utf8) == Array(second.normalized.utf8))
        }
        #expect(Array(try EmailAddress("e\u{301}@example.be").localPart.utf8) == [0xC3, 0xA9])
    }

    @Test(arguments: ["b-0Aa_z", String(repeating: "a", count: 64)])
    func `Another mailbox of a domain is what it would be if it were parsed`(localPart: String) throws {
        let address = try EmailAddress("b@bounce.example.be").with(localPart: localPart)
        #expect(try address == EmailAddress("\(localPart)@bounce.example.be"))
    }

    @Test(
        arguments: [
            ("", EmailAddressFault.emptyLocalPart), (String(repeating: "a", count: 65), .localPartTooLong),
            ("a\r\nRCPT", .forbiddenCharacter),
            ("a@b", .forbiddenCharacter), (".a", .forbiddenCharacter), ("é", .forbiddenCharacter), ("a b", .forbiddenCharacter),
        ])
    func `No local part is taken that could be more than one`(localPart: String, fault: EmailAddressFault) throws {
        let address = try EmailAddress("b@bounce.example.be")
        #expect(throws: fault) { try address.with(localPart: localPart) }
    }

    @Test func `Lengths at their bounds`() throws {
        let label = String(repeating: "a", count: 63)
        _ = try EmailAddress(String(repeating: "x", count: 64) + "@example.be")
        #expect(throws: EmailAddressFault.localPartTooLong) { try EmailAddress(String(repeating: "x", count: 65) + "@example.be") }
        #expect(throws: EmailAddressFault.localPartTooLong) { try EmailAddress(String(repeating: "é", count: 33) + "@example.be") }
        _ = try EmailAddress("x@\(label).be")
        #expect(throws: EmailAddressFault.domainLabel) { try EmailAddress("x@\(label)a.be") }
        let domain = "\(label).\(label).\(label)."
        #expect(try EmailAddress("x@" + domain + String(repeating: "b", count: 60)).text.utf8.count == 254)
        #expect(throws: EmailAddressFault.tooLong) { try EmailAddress("x@" + domain + String(repeating: "b", count: 61)) }
        #expect(throws: EmailAddressFault.domainTooLong) { try EmailAddress("x@" + domain + label + ".be") }
        #expect(throws: EmailAddressFault.tooLong) { try EmailAddress(String(repeating: "x", count: 1_017)) }
    }

    @Test(arguments: EmailAddressFault.allCases)
    func `Every fault advises in one sentence`(fault: EmailAddressFault) {
        #expect(fault.advice.hasSuffix(".") && fault.advice.count < 120)
    }

    @Test func `No description shows the local part`() throws {
        let address = try EmailAddress("geheim@example.be")
        struct Holder { let address: EmailAddress }
        var dumped = ""
        dump(Holder(address: address), to: &dumped)
        for text in ["\(address)", String(reflecting: address), "\(Holder(address: address))", "\([address])", dumped] {
            #expect(!text.contains("eheim") && text.contains("g•••@example.be"))
        }
        #expect(try EmailAddress("Jan@Example.be").normalized == "jan@example.be")
        #expect(try EmailAddress("jérôme@example.be").needsSMTPUTF8)
        #expect(!address.needsSMTPUTF8)
    }

    @Test(arguments: 0..<30)
    func `Random octets never crash it, and what is taken is safe in a command`(seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        let alphabet = Array("ab@.-\r\n \u{0}<>\"é\u{202E}xn--[]1ß".utf8) + [0xFF, 0xC3, 0x80]
        for round in 0..<500 {
            let count = random.next(below: round.isMultiple(of: 50) ? 400 : 12)
            let drawn = (0..<count).map { _ in alphabet[Int(random.next(below: UInt64(alphabet.count)))] }
            let octets = drawn + (round.isMultiple(of: 2) ? Array("@a.be".utf8) : [])
            guard let address = try? EmailAddress(String(decoding: octets, as: UTF8.self)) else { continue }
            let forbidden = "<>\"\\,;:()[]\u{7F}\u{202E}".unicodeScalars
            #expect(address.text.unicodeScalars.allSatisfy { $0.value > 0x20 && !forbidden.contains($0) })
            #expect(address.localPart.utf8.count <= 64 && address.domain.utf8.count <= 255 && address.text.utf8.count <= 254)
            #expect(address.domain.utf8.allSatisfy { $0 < 0x80 })
            #expect((try? EmailAddress(address.text)) == address)
        }
    }
}

/// RFC 3492 §7.1, its samples without upper case.
@Suite struct PunycodeTests {
    static let samples = [
        ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"), ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
        ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"), ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
        ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"), ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
        ("安室奈美恵-with-super-monkeys", "-with-super-monkeys-pc58ag80a8qai00g7n9n"), ("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"),
        ("majiでkoiする5秒前", "majikoi5-783gue6qz075azm5e"), ("パフィーdeルンバ", "de-jg4avhby1noc0d"), ("そのスピードで", "d9juau41awczczp"),
        ("bücher", "bcher-kva"), ("-> $1.00 <-", "-> $1.00 <--"), ("ü", "tda"),
    ]

    @Test(arguments: samples)
    func `Samples in both directions`(text: String, encoded: String) {
        #expect(Punycode.encode(text.unicodeScalars) == encoded)
        #expect(Punycode.decode(encoded) == text)
    }

    @Test(arguments: ["", "-", "é", "99999999999", "a b", "bcher-kva!"])
    func `What is no Punycode is refused`(text: String) {
        #expect(Punycode.decode(text) == nil)
    }

    @Test(arguments: 0..<20)
    func `What encodes, decodes to the same; random text never crashes`(seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        for _ in 0..<300 {
            let scalars = (0...random.next(below: 20)).compactMap { _ in Unicode.Scalar(UInt32(random.next(below: 0x3000) + 0x61)) }
            if let encoded = Punycode.encode(scalars), scalars.contains(where: { !$0.isASCII }) {
                #expect(Punycode.decode(encoded)?.unicodeScalars.elementsEqual(scalars) == true)
            }
            _ = Punycode.decode(String(decoding: (0..<10).map { _ in UInt8(random.next(below: 128)) }, as: UTF8.self))
        }
    }
}
