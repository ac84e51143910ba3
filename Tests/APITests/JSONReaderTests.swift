import API
import Mail
import TestKit
import Testing

/// RFC 8259, and the bounds of this reader.
@Suite struct JSONReaderTests {
    @Test(arguments: [
        ("null", JSONValue.null), (" true ", .bool(true)), ("[]", .array([])), ("{}", .object([])), ("-0", .integer(0)),
        ("9223372036854775807", .integer(.max)), ("1.5e2", .number(150)), (#""""#, .string("")),
        (#""\u00e9\ud83d\ude00\n\/""#, .string("é😀\n/")),
        (
            #"{"a":[1,{"b":null}]}"#,
            .object([
                .init("a", .array([.integer(1), .object([.init("b", .null)])]))
            ])
        ),
    ])
    func `values are read`(text: String, value: JSONValue) throws {
        #expect(try JSONReader.read(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", JSONFault.Kind.empty), ("  ", .empty), ("{", .unexpectedEnd), (#"{"a""#, .unexpectedEnd), (#""a"#, .unexpectedEnd),
        (#"{"a":1,}"#, .unexpectedCharacter), ("[1 2]", .unexpectedCharacter), ("{a:1}", .unexpectedCharacter), ("nul", .unexpectedEnd),
        ("nulL", .unexpectedCharacter), ("'a'", .unexpectedCharacter), ("01", .invalidNumber), ("-", .invalidNumber),
        ("1.", .invalidNumber),
        ("1e", .invalidNumber), ("1e999", .invalidNumber), (#""\x""#, .invalidEscape), (#""\ud83d""#, .invalidEscape),
        (#""\ude00""#, .invalidEscape), (#""\ud83d\u0041""#, .invalidEscape), ("\"\u{1}\"", .controlCharacter), ("{} x", .trailing),
        (#"{"a":1,"a":2}"#, .duplicateName), (#"{"a":1,"\u0061":2}"#, .duplicateName),
        (String(repeating: "[", count: 9) + String(repeating: "]", count: 9), .tooDeep),
        ("[" + String(repeating: "0,", count: 4_096) + "0]", .tooMany),
    ])
    func `faults are named`(text: String, kind: JSONFault.Kind) {
        #expect { try JSONReader.read(Array(text.utf8)) } throws: { ($0 as? JSONFault)?.kind == kind }
    }

    @Test(arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]])
    func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
        #expect { try JSONReader.read(bytes) } throws: { ($0 as? JSONFault)?.kind == .notUTF8 }
    }

    @Test func `eight levels pass`() throws {
        let text = String(repeating: "[", count: 8) + String(repeating: "]", count: 8)
        #expect(throws: Never.self) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            ("", #"{"text":""}"#), ("plain é", #"{"text":"plain é"}"#), (#"""#, #"{"text":"\""}"#), (#"\\"#, #"{"text":"\\\\"}"#),
            ("\u{0}a\n\u{1F}\u{7F}", "{\"text\":\"\\u0000a\\u000a\\u001f\u{7F}\"}"), (#"a"b\"#, #"{"text":"a\"b\\"}"#),
        ])
    func `what would end a string or is a control is escaped, and nothing else`(text: String, written: String) {
        #expect(String(decoding: JSONWriter.object { $0.string("text", text) }, as: UTF8.self) == written)
    }

    /// What the writer writes, the reader reads, whatever scalars the text has.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `written strings come back`(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        var text = ""
        for _ in 0..<random.next(below: 60) {
            let scalar = Unicode.Scalar(UInt32(random.next(below: random.next(below: 2) == 0 ? 0x80 : 0x11_0000)))
            if let scalar { text.unicodeScalars.append(scalar) }
        }
        let bytes = JSONWriter.object { $0.string("text", text) }
        guard case .string(let read)? = try JSONReader.read(bytes)["text"] else {
            Issue.record("no string; seed \(seed)")
            return
        }
        #expect(Array(read.utf8) == Array(text.utf8), "seed \(seed)")
    }

    /// Any cut of a document is refused, and no damage makes the reader read past the end or stop the process.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `damaged documents never pass as whole`(seed: UInt64) throws {
        let whole = Array(Bodies.activation().utf8)
        for length in 0..<whole.count {
            #expect(throws: JSONFault.self) { try JSONReader.read(Array(whole.prefix(length))) }
        }
        let random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0...random.next(below: 3) { bytes[Int(random.next(below: UInt64(bytes.count)))] = UInt8(random.next(below: 256)) }
            guard let value = try? JSONReader.read(bytes) else { continue }
            // What passes is a document of the same form: an object.
            #expect(value.typeName == "an object", "seed \(seed)")
        }
    }
}
