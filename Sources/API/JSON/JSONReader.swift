/// Reads one JSON document strictly (RFC 8259): UTF-8 without byte order mark, each name once per object, and bounds on depth and count.
///
/// Written by hand because a body holds a handful of strings: a general decoder costs more than the rest of the request,
/// passes duplicate names, and cannot say which field is unknown.
package struct JSONReader {
    /// The deepest nesting taken: the bodies of this API need three.
    package static let nesting = 8
    /// The most values in one document, but for those of a batch.
    package static let values = 4_096

    let bytes: [UInt8]
    var position = 0
    private var remaining: Int

    /// Reads a whole document.
    ///
    /// - Parameter values: The most values that are taken.
    /// - Throws: The first fault with its place.
    package static func read(_ bytes: [UInt8], values: Int = JSONReader.values) throws(JSONFault) -> JSONValue {
        guard bytes.contains(where: { !isSpace($0) }) else { throw JSONFault(.empty, at: 0) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw JSONFault(.notUTF8, at: 0) }
        var reader = JSONReader(bytes: bytes, values: values)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw JSONFault(.trailing, at: reader.position) }
        return value
    }

    private init(bytes: [UInt8], values: Int) {
        self.bytes = bytes
        self.remaining = values
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        skipSpace()
        guard remaining > 0 else { throw fault(.tooMany) }
        remaining -= 1
        switch try peek() {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw fault(.unexpectedCharacter)
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth <= Self.nesting else { throw fault(.tooDeep) }
        position += 1
        var members: [JSONValue.Member] = []
        guard try !closes(UInt8(ascii: "}")) else { return .object(members) }
        repeat {
            skipSpace()
            let start = position
            guard try peek() == UInt8(ascii: "\"") else { throw fault(.unexpectedCharacter) }
            let name = try string()
            guard !members.contains(where: { $0.name == name }) else { throw JSONFault(.duplicateName, at: start) }
            guard members.count < Self.members else { throw JSONFault(.tooMany, at: start) }
            skipSpace()
            guard try peek() == UInt8(ascii: ":") else { throw fault(.unexpectedCharacter) }
            position += 1
            members.append(.init(name, try value(depth: depth)))
        } while try continues(UInt8(ascii: "}"))
        return .object(members)
    }

    /// The most members of one object: names are compared one by one.
    package static let members = 64

    private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth <= Self.nesting else { throw fault(.tooDeep) }
        position += 1
        var elements: [JSONValue] = []
        guard try !closes(UInt8(ascii: "]")) else { return .array(elements) }
        repeat { elements.append(try value(depth: depth)) } while try continues(UInt8(ascii: "]"))
        return .array(elements)
    }

    /// Whether the container ends at once.
    private mutating func closes(_ closing: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        guard try peek() == closing else { return false }
        position += 1
        return true
    }

    /// Whether a comma leads to a further element; `false` when the container ends.
    private mutating func continues(_ closing: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        let next = try peek()
        guard next == UInt8(ascii: ",") || next == closing else { throw fault(.unexpectedCharacter) }
        position += 1
        return next != closing
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        for offset in 0..<text.utf8CodeUnitCount {
            let expected = text.withUTF8Buffer { $0[offset] }
            guard try peek() == expected else { throw fault(.unexpectedCharacter) }
            position += 1
        }
        return value
    }

    mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    func peek() throws(JSONFault) -> UInt8 {
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        return bytes[position]
    }

    func fault(_ kind: JSONFault.Kind) -> JSONFault { JSONFault(kind, at: position) }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
