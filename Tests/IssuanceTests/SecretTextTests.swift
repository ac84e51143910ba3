import Issuance
import Mail
import TestKit
import Testing

struct SecretTextTests {
    @Test func `An activation code is read back however it is typed`() throws {
        let random = SeededRandom(seed: 1)
        for _ in 0..<200 {
            let code = ActivationCode(random: random)
            let shown = code.grouped.revealText()
            #expect(shown.count == 11 && shown.dropFirst(5).first == "-")
            let mistaken = shown.lowercased().replacing("0", with: "o").replacing("1", with: "l").replacing("-", with: " ")
            for typed in [shown, mistaken, shown.replacing("-", with: "")] {
                #expect(ActivationCode(typed: Secret(typed))?.canonical.isEqual(to: code.canonical) == true)
            }
        }
    }

    @Test(arguments: ["", "12345", "12345-6789", "12345-67890-1", "12345-6789U", "12345-6789é", "12345-6789!"])
    func `What cannot be an activation code is refused`(text: String) {
        #expect(ActivationCode(typed: Secret(text)) == nil)
    }

    @Test func `A link token is strict`() throws {
        let token = LinkToken(random: SeededRandom(seed: 2)).text.revealText()
        #expect(token.count == 22)
        #expect(LinkToken(Secret(token)) != nil)
        for wrong in [token + "A", String(token.dropLast()), token.dropLast() + "=", token.dropLast() + "B", " " + token.dropLast()] {
            #expect(LinkToken(Secret(String(wrong))) == nil)
        }
    }

    @Test(arguments: [6, 7, 8])
    func `One-time codes have all digits and every digit in every place equally often`(count: Int) {
        let random = SeededRandom(seed: 3)
        let draws = 20_000
        var seen = [[Int]](repeating: [Int](repeating: 0, count: 10), count: count)
        for _ in 0..<draws {
            let digits = OneTimeCodeText(count: count, random: random).digits.reveal()
            #expect(digits.count == count)
            for (place, digit) in digits.enumerated() { seen[place][Int(digit - 48)] += 1 }
        }
        // Chi-squared with nine degrees of freedom: above 33.7 once in 10,000 places.
        for place in seen {
            let expected = Double(draws) / 10
            let deviation = place.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
            #expect(deviation < 33.7)
        }
    }

    @Test(arguments: ["123456", "123 456", "123-456", " 1 2 3 4 5 6 ", "123\u{202F}456", "12345678"])
    func `A typed one-time code may have separators`(text: String) {
        #expect(OneTimeCodeText(typed: Secret(text)) != nil)
    }

    @Test(arguments: ["", "12345", "123456789", "12345a", "１２３４５６"])
    func `What cannot be a one-time code is refused`(text: String) {
        #expect(OneTimeCodeText(typed: Secret(text)) == nil)
    }

    @Test func `An API key has its prefix and a checksum over every character`() throws {
        let text = APIKeyText(random: SeededRandom(seed: 4)).text.revealText()
        #expect(text.hasPrefix("pdk_") && text.count == 52)
        #expect(APIKeyText(Secret(text)) != nil)
        let characters = Array(text)
        for index in characters.indices {
            var changed = characters
            changed[index] = changed[index] == "x" ? "y" : "x"
            #expect(APIKeyText(Secret(String(changed))) == nil)
        }
        #expect(APIKeyText(Secret(text + "A")) == nil)
    }

    @Test func `A reference is two groups of three, the same for the same mail`() throws {
        let keyring = try Keyring(masterKey: Secret([UInt8](repeating: 7, count: 32)))
        let reference = Reference.of(QueueID(high: 1, low: 2), keyring: keyring)
        #expect(reference == Reference.of(QueueID(high: 1, low: 2), keyring: keyring))
        #expect(reference != Reference.of(QueueID(high: 1, low: 3), keyring: keyring))
        #expect(reference.split(separator: "-").map(\.count) == [3, 3])
        #expect(reference.utf8.allSatisfy { $0 == 45 || CrockfordBase32.alphabet.contains($0) })
    }

    @Test func `Nothing of a secret shows in descriptions, mirrors and dumps`() throws {
        let random = SeededRandom(seed: 6)
        let code = ActivationCode(random: random)
        let token = LinkToken(random: random)
        let digits = OneTimeCodeText(random: random)
        let key = APIKeyText(random: random)
        let keyring = try Keyring(masterKey: Secret([UInt8](repeating: 0x41, count: 32)))
        let file = SealKeyFile(random: random)
        let secrets = [code.canonical, token.text, digits.digits, key.text, file.keys[0]].map { $0.revealText() }
        for value in [code, token, digits, key, keyring, file] as [any Sendable] {
            var dumped = ""
            dump(value, to: &dumped)
            for shown in ["\(value)", String(reflecting: value), dumped] {
                for secret in secrets { #expect(!shown.contains(secret)) }
                #expect(!shown.contains("65, 65") && !shown.contains("AAAA"))
            }
        }
    }
}
