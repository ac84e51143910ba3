package import Mail

/// Writes one JSON document into bytes: the members stand as they are written, nothing is sorted and nothing is looked up.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    private init() {}

    /// The bytes of an object.
    package static func object(reserving capacity: Int = 256, _ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.bytes.reserveCapacity(capacity)
        writer.braces(UInt8(ascii: "{"), UInt8(ascii: "}"), write)
        return writer.bytes
    }

    package mutating func string(_ name: StaticString, _ value: String) {
        self.name(name)
        quote(value)
    }

    /// `null` when there is no value.
    package mutating func string(_ name: StaticString, orNull value: String?) {
        self.name(name)
        if let value { quote(value) } else { raw("null") }
    }

    package mutating func integer(_ name: StaticString, _ value: Int64) {
        self.name(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    /// `null` when there is no value.
    package mutating func integer(_ name: StaticString, orNull value: Int64?) {
        self.name(name)
        if let value { bytes.append(contentsOf: String(value).utf8) } else { raw("null") }
    }

    /// Under a name that is known only at run time: a raw value, without anything to escape.
    package mutating func integer(named name: String, _ value: Int64) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Under a name that is known only at run time.
    package mutating func string(named name: String, _ value: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        quote(value)
    }

    package mutating func bool(_ name: StaticString, _ value: Bool) {
        self.name(name)
        raw(value ? "true" : "false")
    }

    /// RFC 3339 in UTC.
    package mutating func instant(_ name: StaticString, _ value: Instant) {
        self.name(name)
        quote(value.rfc3339)
    }

    /// `null` when there is no value.
    package mutating func instant(_ name: StaticString, orNull value: Instant?) {
        if let value { instant(name, value) } else { null(name) }
    }

    package mutating func null(_ name: StaticString) {
        self.name(name)
        raw("null")
    }

    package mutating func object(_ name: StaticString, _ write: (inout JSONWriter) -> Void) {
        self.name(name)
        braces(UInt8(ascii: "{"), UInt8(ascii: "}"), write)
    }

    /// An array of objects.
    package mutating func objects<Element>(_ name: StaticString, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        self.name(name)
        braces(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
            for element in elements {
                writer.separate()
                writer.braces(UInt8(ascii: "{"), UInt8(ascii: "}")) { write(&$0, element) }
            }
        }
    }

    /// A document that is written already.
    package mutating func document(_ name: StaticString, _ document: [UInt8]) {
        self.name(name)
        bytes.append(contentsOf: document)
    }

    /// An array of strings.
    package mutating func strings(_ name: StaticString, _ values: [String]) {
        self.name(name)
        braces(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
            for value in values {
                writer.separate()
                writer.quote(value)
            }
        }
    }

    private mutating func braces(_ opening: UInt8, _ closing: UInt8, _ write: (inout JSONWriter) -> Void) {
        bytes.append(opening)
        needsComma = false
        write(&self)
        bytes.append(closing)
        needsComma = true
    }

    /// Names are literals of this source without anything to escape.
    private mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        raw(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { octets in
            var rest = octets[...]
            // Nearly all stands for itself.
            while let place = rest.firstIndex(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
                bytes.append(contentsOf: rest[..<place])
                escape(rest[place])
                rest = rest[(place + 1)...]
            }
            bytes.append(contentsOf: rest)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ octet: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        if octet < 0x20 {
            bytes.append(contentsOf: [0x75, 0x30, 0x30, Self.hexadecimal[Int(octet >> 4)], Self.hexadecimal[Int(octet & 15)]])
        } else {
            bytes.append(octet)
        }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)
}
