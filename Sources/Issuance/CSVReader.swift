/// Reads records of separated values (RFC 4180), with what spreadsheets of Belgian offices add: a byte order mark, and semicolons or tabs
/// where commas should be.
struct CSVReader {
    /// One record and the line that it begins on.
    struct Record: Hashable {
        let line: Int
        let fields: [String]
    }

    /// Why the text cannot be read, and where.
    struct Fault: Error, Hashable {
        let line: Int
        let reason: String
    }

    private static let quote = UInt8(ascii: "\"")
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let bytes: ArraySlice<UInt8>
    private let separator: UInt8
    private var index: Int
    private var line = 1

    /// - Parameters:
    ///   - records: The most that are read, heading included.
    ///   - fields: The most of one record.
    ///   - octets: The most of one field.
    static func records(_ bytes: [UInt8], atMost records: Int, fields: Int, octets: Int) throws(Fault) -> [Record] {
        var reader = CSVReader(bytes)
        var found: [Record] = []
        while reader.index < reader.bytes.endIndex {
            let record = try reader.record(fields: fields, octets: octets)
            if record.fields == [""] { continue }
            guard found.count < records else {
                throw Fault(line: record.line, reason: "There are more than \(records - 1) rows; split the table.")
            }
            found.append(record)
        }
        return found
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes.starts(with: Self.mark) ? bytes[Self.mark.count...] : bytes[...]
        index = self.bytes.startIndex
        let heading = self.bytes.prefix { !$0.isLineEnd }
        separator =
            [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].max { one, other in
                heading.count { $0 == one } < heading.count { $0 == other }
            } ?? UInt8(ascii: ",")
    }

    private mutating func record(fields limit: Int, octets: Int) throws(Fault) -> Record {
        let begin = line
        var fields: [String] = []
        while true {
            guard fields.count < limit else { throw Fault(line: begin, reason: "There are more than \(limit) columns.") }
            let field = try field()
            guard field.count <= octets else { throw Fault(line: begin, reason: "A field is longer than \(octets) octets; shorten it.") }
            guard let text = String(validating: field, as: UTF8.self) else {
                throw Fault(line: begin, reason: "This is not UTF-8; save the table as CSV in UTF-8.")
            }
            fields.append(text)
            if takeSeparator() { continue }
            takeLineEnd()
            return Record(line: begin, fields: fields)
        }
    }

    /// One field, without the quotes around it.
    private mutating func field() throws(Fault) -> [UInt8] {
        guard index < bytes.endIndex, bytes[index] == Self.quote else {
            let start = index
            while index < bytes.endIndex, bytes[index] != separator, !bytes[index].isLineEnd {
                if bytes[index] == Self.quote {
                    throw Fault(line: line, reason: "A quote stands inside of a field; quote the whole field and double it.")
                }
                index += 1
            }
            return Array(bytes[start..<index])
        }
        return try quoted()
    }

    private mutating func quoted() throws(Fault) -> [UInt8] {
        let begin = line
        var field: [UInt8] = []
        index += 1
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == Self.quote {
                guard index < bytes.endIndex, bytes[index] == Self.quote else {
                    guard index == bytes.endIndex || bytes[index] == separator || bytes[index].isLineEnd else {
                        throw Fault(line: line, reason: "Something stands after a closing quote; double the quotes inside of a field.")
                    }
                    return field
                }
                index += 1
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            field.append(byte)
        }
        throw Fault(line: begin, reason: "A quote is opened and never closed.")
    }

    private mutating func takeSeparator() -> Bool {
        guard index < bytes.endIndex, bytes[index] == separator else { return false }
        index += 1
        return true
    }

    /// CRLF, LF or CR.
    private mutating func takeLineEnd() {
        guard index < bytes.endIndex else { return }
        if bytes[index] == UInt8(ascii: "\r") {
            index += 1
            if index < bytes.endIndex, bytes[index] == UInt8(ascii: "\n") { index += 1 }
        } else {
            index += 1
        }
        line += 1
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
