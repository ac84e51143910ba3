import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("The text of the key file")
struct SealKeyFileTests {
    private let random = SeededRandom(seed: 7)

    /// As files were written before HMACs had a line of their own.
    private static func former(_ octets: UInt8...) -> Secret {
        Secret(octets.map { "postduif-seal-1:" + base64([UInt8](repeating: $0, count: 32)) + "\n" }.joined())
    }

    private static func base64(_ octets: [UInt8]) -> String { String(decoding: Base64URL.encode(octets), as: UTF8.self) }

    private static func lines(_ file: SealKeyFile) -> [Substring] { file.text.revealText().split(separator: "\n") }

    private static func hmacs(_ file: SealKeyFile) throws -> [[UInt8]] {
        let keyring = try file.keyring()
        return KeyPurpose.allCases.map { keyring.hmac($0, [1, 2, 3]) }
    }

    /// As who knows all of its keys.
    private static func completed(_ file: SealKeyFile, former: UInt32? = nil) throws -> SealKeyFile {
        try #require(file.completed(under: file.names[0], former: former, known: Set(file.names)))
    }

    private static func settled(_ file: SealKeyFile) throws -> SealKeyFile {
        try #require(file.settled(under: file.names[0], known: Set(file.names)))
    }

    @Test func `it is read back as it was written, also after a rotation`() throws {
        let file = SealKeyFile(random: random)
        #expect(Self.lines(file).map { $0.prefix(16) } == ["postduif-hmac-1:", "postduif-seal-1:"])
        let rotated = try #require(file.rotated(random: random))
        let read = try SealKeyFile(parsing: rotated.text)
        #expect(read.text.isEqual(to: rotated.text) && read.keys.count == 2)
        #expect(read.keys[1].isEqual(to: file.keys[0]))
        let commented = Secret("# made on Monday\r\n\n  " + file.text.revealText())
        #expect(try SealKeyFile(parsing: commented).text.isEqual(to: file.text))
    }

    @Test func `at its end a rotation leaves two keys, then one, and HMACs stay as they are`() throws {
        var file = SealKeyFile(random: random)
        let hmacs = try Self.hmacs(file)
        for count in 2...SealKeyFile.mostKeys {
            file = try #require(file.rotated(random: random))
            #expect(file.keys.count == count)
        }
        #expect(file.rotated(random: random) == nil)
        let completed = try Self.completed(file)
        #expect(completed.keys.count == 2 && completed.keys[0].isEqual(to: file.keys[0]) && completed.keys[1].isEqual(to: file.keys[1]))
        let settled = try Self.settled(completed)
        #expect(settled.keys.count == 1 && settled.keys[0].isEqual(to: file.keys[0]))
        for later in [file, completed, settled, try Self.completed(completed), try Self.settled(settled)] {
            #expect(try Self.hmacs(later) == hmacs)
        }
    }

    /// HMACs of 1: computed elsewhere, see `KeyringTests`.
    @Test(arguments: [1, 2, 3, 5])
    func `the oldest key of a former file becomes the HMAC line, which opens nothing, and HMACs stay`(keys: Int) throws {
        let octets = (1...keys).map { UInt8($0) }.reversed()
        let text = octets.map { Self.former($0).revealText() }.joined()
        let file = try SealKeyFile(parsing: Secret(text))
        #expect(!file.hasHMACLine && file.keys.count == keys)
        let hmacs = try Self.hmacs(file)
        let rotated = try #require(file.rotated(random: random))
        #expect(!rotated.hasHMACLine, "until nothing is under it any more")
        let settled = try Self.settled(Self.completed(rotated))
        #expect(settled.hasHMACLine && settled.keys.count == 1)
        #expect(try Self.hmacs(rotated) == hmacs && Self.hmacs(settled) == hmacs)
        let read = try SealKeyFile(parsing: settled.text)
        #expect(try Self.hmacs(read) == hmacs && read.text.isEqual(to: settled.text))
        // None of the former keys stands in it, and nothing they sealed opens.
        for octet in octets {
            let master = [UInt8](repeating: octet, count: 32)
            #expect(!settled.text.revealText().contains(Self.base64(master)))
            let box = try AESGCMSeal(keyring: Keyring(masterKey: Secret(master)), random: random).seal([7], context: [])
            #expect(throws: SealFault.unknownKey) { try AESGCMSeal(keyring: settled.keyring(), random: random).open(box, context: []) }
        }
    }

    /// Each of the keys in the line, taken for a master key, gives another seal key than the one that was there.
    @Test func `no part of the HMAC line is the seal key, nor derives it`() throws {
        let file = try SealKeyFile(parsing: Self.former(1))
        let box = try AESGCMSeal(keyring: try file.keyring(), random: random).seal([4, 2], context: [])
        let settled = try Self.settled(Self.completed(try #require(file.rotated(random: random))))
        let line = try #require(Self.lines(settled).first { $0.hasPrefix(SealKeyFile.hmacPrefix) })
        let octets = try #require(Base64URL.decode(Array(line.dropFirst(SealKeyFile.hmacPrefix.count).utf8)))
        #expect(octets.count == 32 * (KeyPurpose.allCases.count + 1))
        for start in stride(from: 0, to: octets.count, by: 32) {
            let part = Secret(Array(octets[start..<start + 32]))
            let seal = AESGCMSeal(keyring: try Keyring(masterKey: part), random: random)
            #expect(throws: SealFault.unknownKey) { try seal.open(box, context: []) }
        }
    }

    @Test func `no key goes where the one in use is not in front, nor one that was not looked for`() throws {
        let first = SealKeyFile(random: random)
        let second = try #require(first.rotated(random: random))
        let third = try #require(second.rotated(random: random))
        let (names, known) = (third.names, Set(third.names))
        for other in [names[1], names[2], 0] {
            #expect(third.completed(under: other, former: nil, known: known) == nil)
            #expect(third.settled(under: other, known: known) == nil)
        }
        #expect(third.settled(under: names[0], known: [names[0], names[1]])?.names == [names[0], names[2]])
        #expect(third.completed(under: names[0], former: nil, known: known)?.names == Array(names.prefix(2)))
        #expect(try Self.completed(third, former: names[2]).names == names, "what all was under a moment ago stays")
        // Its HMACs would be those of a key that was put behind by hand.
        let former = try SealKeyFile(parsing: Self.former(3, 2, 1))
        #expect(former.settled(under: former.names[0], known: Set(former.names.prefix(2))) == nil)
    }

    @Test func `HMACs of a copy are those of its own file, whatever keys of a former one are behind them`() throws {
        let (own, other) = (try SealKeyFile(parsing: Self.former(2, 1)), try SealKeyFile(parsing: Self.former(9)))
        #expect(try Self.hmacs(own.including(other)) == Self.hmacs(own))
    }

    @Test func `a copy for a backup has the keys of before and after`() throws {
        let first = SealKeyFile(random: random)
        let second = try #require(first.rotated(random: random))
        let both = try Self.settled(second).including(first)
        #expect(both.text.isEqual(to: second.text))
        #expect(second.including(first).text.isEqual(to: second.text), "nothing stands there twice")
        let former = try SealKeyFile(parsing: Self.former(1))
        let settled = try Self.settled(Self.completed(try #require(former.rotated(random: random))))
        #expect(try Self.hmacs(settled.including(former)) == Self.hmacs(former))
    }

    @Test(arguments: [
        ("", SealKeyFileFault.noKey), ("# nothing\n", .noKey), ("\nkey", .unknownFormat(line: 2)),
        ("postduif-seal-1:AAAA", .badKey(line: 1)), ("postduif-seal-2:AAAA", .unknownFormat(line: 1)),
        ("postduif-hmac-1:AAAA", .badHMACKey(line: 1)), ("postduif-hmac-1:" + String(repeating: "A", count: 43), .noKey),
        ("postduif-hmac-1:" + String(repeating: "A", count: 64), .badHMACKey(line: 1)),
        (
            Array(repeating: "postduif-hmac-1:" + String(repeating: "A", count: 43), count: 2).joined(separator: "\n"),
            .secondHMACKey(line: 2)
        ),
    ])
    func `a wrong text is refused with its line`(text: String, fault: SealKeyFileFault) {
        #expect(throws: fault) { try SealKeyFile(parsing: Secret(text)) }
    }

    @Test func `the root of the HMACs is no key that seals`() throws {
        let same = String(repeating: "A", count: 43)
        let file = try SealKeyFile(parsing: Secret("postduif-hmac-1:\(same)\npostduif-seal-1:\(same)"))
        #expect(throws: KeyringFault.sameKeyTwice) { try file.keyring() }
    }
}
