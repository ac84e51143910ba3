import Crypto
import CryptoExtras
import Mail
import TestKit
import Testing

@testable import Rendering

@Suite("A DKIM signature")
struct DKIMSignerTests {
    /// Made once: an RSA key takes its time.
    private static let made = Result {
        [
            try key(.rsaSHA256, "r2026", _RSA.Signing.PrivateKey(keySize: .bits2048).pemRepresentation),
            try key(.ed25519SHA256, "e2026", Curve25519.Signing.PrivateKey().pemRepresentation),
        ]
    }
    private let keys: [DKIMKey]
    private let time = Instant(seconds: 1_795_435_200)

    init() throws {
        keys = try Self.made.get()
    }

    private static func key(_ algorithm: DKIMAlgorithm, _ selector: String, _ pem: String) throws -> DKIMKey {
        try DKIMKey(domain: "example.be", selector: selector, algorithm: algorithm, pem: Secret(pem))
    }

    private var verifier: DKIMVerifier {
        DKIMVerifier(records: Dictionary(uniqueKeysWithValues: keys.map { ($0.record.name, $0.record.text) }))
    }

    private func message(subject: String = "Hallo", body: String = "Dag\r\n\r\n  wereld \r\n\r\n") -> [UInt8] {
        Array(
            """
            Date: Mon, 23 Nov 2026 12:00:00 +0000\r
            From: Digitale sleutels <no-reply@example.be>\r
            MIME-Version: 1.0\r
            Auto-Submitted: auto-generated\r
            To: jan@example.be\r
            Subject: \(subject)\r
            Message-ID: <msg_1@example.be>\r
            Content-Type: multipart/alternative;\r
             boundary="x"\r
            \r
            \(body)
            """.utf8)
    }

    private func signed(_ message: [UInt8], rewritten: [String] = []) throws -> [UInt8] {
        try DKIMSigner(keys: keys, rewritten: rewritten).signed(message, at: time)
    }

    @Test("by every key passes with a receiver, whatever the message", arguments: UInt64(1)...60)
    func passes(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        let alphabet = Array("ab=:; \t\r\n.".utf8)
        let body = (0..<Int(random.next(below: 400))).flatMap { _ -> [UInt8] in
            let byte = alphabet[Int(random.next(below: UInt64(alphabet.count)))]
            return byte == 13 || byte == 10 ? [13, 10] : [byte]
        }
        let subject = String(repeating: "word ", count: Int(random.next(below: 12))) + "end"
        let signed = try signed(message(subject: subject, body: String(decoding: body, as: UTF8.self)))
        #expect(verifier.verdicts(signed) == [.pass, .pass])
        let lines = String(decoding: signed, as: UTF8.self).components(between: "\r\n").prefix { !$0.isEmpty }
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    }

    @Test("is the same for each attempt")
    func deterministic() throws {
        #expect(try signed(message()) == signed(message()))
    }

    @Test(
        "stands what relays on the way may do to blanks and folds",
        arguments: [("Subject: Hallo", "subject:  Hallo "), ("  wereld ", " \twereld"), ("\r\n boundary", "\t\r\n\tboundary")])
    func relaxed(_ change: (from: String, to: String)) throws {
        let signed = String(decoding: try signed(message()), as: UTF8.self)
        let changed = signed.components(between: change.from).joined(separator: change.to)
        #expect(changed != signed)
        #expect(verifier.verdicts(Array(changed.utf8)) == [.pass, .pass])
    }

    @Test("breaks when a signed field is changed, taken away or doubled", arguments: DKIMSigner.fields)
    func fieldsHold(_ name: String) throws {
        let pieces = String(decoding: try signed(message()), as: UTF8.self).components(between: "\r\n\(name): ")
        #expect(pieces.count == 2)
        for change in ["\r\n\(name): x", "\r\nX-Was: ", "\r\n\(name): forged\r\n\(name): "] {
            let verdicts = verifier.verdicts(Array(pieces.joined(separator: change).utf8))
            #expect(verdicts == [.signatureDiffers, .signatureDiffers], "\(change)")
        }
    }

    @Test("breaks when the body is changed")
    func bodyHolds() throws {
        let changed = String(decoding: try signed(message()), as: UTF8.self).components(between: "Dag").joined(separator: "Tag")
        #expect(verifier.verdicts(Array(changed.utf8)) == [.bodyHashDiffers, .bodyHashDiffers])
    }

    @Test("leaves out what the relay writes anew, and never From")
    func rewritten() throws {
        let text = String(decoding: try signed(message(), rewritten: ["message-id", "DATE", "From"]), as: UTF8.self)
        let changed = text.components(between: "<msg_1@example.be>").joined(separator: "<relay@example.com>")
            .components(between: "23 Nov").joined(separator: "24 Nov")
        #expect(verifier.verdicts(Array(changed.utf8)) == [.pass, .pass])
        let forged = text.components(between: "<no-reply@").joined(separator: "<someone@")
        #expect(verifier.verdicts(Array(forged.utf8)) == [.signatureDiffers, .signatureDiffers])
    }

    @Test("of RFC 8463, appendix A.3, passes here, so that the receiver of these tests is one")
    func knownAnswer() {
        let published = """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r
             d=football.example.com; i=@football.example.com;\r
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r
             subject : date : message-id : from : subject : date;\r
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r
            From: Joe SixPack <joe@football.example.com>\r
            To: Suzie Q <suzie@shopping.example.net>\r
            Subject: Is dinner ready?\r
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r
            Message-ID: <20030712040037.46341.5F8J@football.example.com>\r
            \r
            Hi.\r
            \r
            We lost the game.  Are you hungry yet?\r
            \r
            Joe.\r

            """
        let verifier = DKIMVerifier(records: [
            "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
        ])
        #expect(verifier.verdicts(Array(published.utf8)) == [.pass])
    }

    @Test("has the forms of RFC 6376, section 3.4.5")
    func canonicalForms() {
        #expect(RelaxedForm.field(Array("A: X\r\n".utf8)[...]) == Array("a:X".utf8))
        #expect(RelaxedForm.field(Array("B : Y\t\r\n\tZ  \r\n".utf8)[...]) == Array("b:Y Z".utf8))
        #expect(RelaxedForm.body(Array(" C \r\nD \t E\r\n\r\n\r\n".utf8)[...]) == Array(" C\r\nD E\r\n".utf8))
        #expect(RelaxedForm.body([]) == [] && RelaxedForm.body(Array("\r\n\r\n".utf8)[...]) == [])
    }

    @Test("needs a key that receivers take")
    func goodKeys() throws {
        let short = try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: 1_024)).pemRepresentation
        #expect(throws: DKIMKeyFault.tooShort(bits: 1_024)) {
            try DKIMKey(domain: "example.be", selector: "s", algorithm: .rsaSHA256, pem: Secret(short))
        }
        for algorithm in DKIMAlgorithm.allCases {
            #expect(throws: DKIMKeyFault.notAKey(algorithm)) {
                try DKIMKey(domain: "example.be", selector: "s", algorithm: algorithm, pem: Secret("no key"))
            }
        }
        #expect("\(keys[0]) \(String(reflecting: keys[0]))".contains("PRIVATE") == false)
    }

    @Test("has its record in strings that a zone file takes")
    func records() throws {
        let line = keys[0].record.zoneLine
        #expect(line.hasPrefix("r2026._domainkey.example.be. IN TXT ( \"v=DKIM1; k=rsa; p=MIIB"))
        #expect(line.split(separator: "\"").map(\.utf8.count).max() ?? 0 <= 255)
        #expect(keys[1].record.text.utf8.count == "v=DKIM1; k=ed25519; p=".utf8.count + 44)
        #expect(DKIMKey.isSelector("20260101") && DKIMKey.isSelector("a.b") && !DKIMKey.isSelector("a_b") && !DKIMKey.isSelector(""))
    }
}
