package import Issuance

/// Takes the fields of an object one by one and collects every fault, so that a caller learns all of them at once.
///
/// What was not taken when ``finish()`` is called is an unknown field. Paths of inner fields have dots: `recipient.email`.
package struct FieldReader {
    private var members: [JSONValue.Member]
    private let path: String
    package private(set) var faults: [FieldFault] = []

    /// The most characters of an unknown name that are repeated to the caller.
    private static let shownName = 64

    package init(_ value: JSONValue, path: String = "") {
        self.path = path
        if case .object(let members) = value {
            self.members = members
        } else {
            self.members = []
            let place = path.isEmpty ? "body" : String(path.dropLast())
            faults.append(FieldFault(field: place, reason: "must be an object, not \(value.typeName)"))
        }
    }

    /// Whether the field is there, and not `null`.
    package func has(_ name: String) -> Bool {
        members.contains { $0.name == name && $0.value != .null }
    }

    /// Takes a field that is there as `null`, and answers whether it was.
    @discardableResult
    package mutating func dropNull(_ name: String) -> Bool {
        let count = members.count
        members.removeAll { $0.name == name && $0.value == .null }
        return members.count < count
    }

    /// A required string; empty, with a fault, when it is missing or something else.
    package mutating func string(_ name: String, atMost octets: Int = 1_024) -> String {
        guard let value = take(name, required: true) else { return "" }
        return checked(value, name, octets) ?? ""
    }

    /// A string that may be missing or `null`.
    package mutating func optionalString(_ name: String, atMost octets: Int = 1_024) -> String? {
        take(name, required: false).flatMap { checked($0, name, octets) }
    }

    /// A required word of a closed list.
    package mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        take(name, required: true).flatMap { listed($0, name, type) }
    }

    /// A required word of a closed list, or `null`: to leave it out is a fault, so that nobody says by forgetting what `null` says.
    package mutating func nullableWord<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        if dropNull(name) { return nil }
        guard members.contains(where: { $0.name == name }) else {
            refuse(name, "is missing; give \(type.allCases.map(\.rawValue).joined(separator: ", ")), or null where nobody told it")
            return nil
        }
        return word(name, type)
    }

    /// A word of a closed list that may be missing or `null`.
    package mutating func optionalWord<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        take(name, required: false).flatMap { listed($0, name, type) }
    }

    /// A whole number within a range that may be missing or `null`.
    package mutating func optionalInteger(_ name: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let value = take(name, required: false) else { return nil }
        guard case .integer(let number) = value, range.contains(number) else {
            refuse(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// A list of strings that may be missing or `null`.
    package mutating func optionalStrings(_ name: String, atMost count: Int, octets: Int = 64) -> [String] {
        guard let value = take(name, required: false) else { return [] }
        guard case .array(let elements) = value, elements.count <= count else {
            refuse(name, "must be an array of at most \(count) strings")
            return []
        }
        return elements.compactMap { checked($0, name, octets) }
    }

    /// `true` or `false`; `false` when it is missing or `null`.
    package mutating func bool(_ name: String) -> Bool {
        guard let value = take(name, required: false) else { return false }
        if case .bool(let flag) = value { return flag }
        refuse(name, "must be true or false")
        return false
    }

    /// A required list, whose elements the caller reads.
    package mutating func elements(_ name: String, atMost count: Int) -> [JSONValue] {
        guard let value = take(name, required: true) else { return [] }
        if case .array(let elements) = value, elements.count <= count { return elements }
        refuse(name, "must be an array of at most \(count) elements")
        return []
    }

    /// A required object, whose fields `read` takes.
    package mutating func object<Result>(_ name: String, _ read: (inout FieldReader) -> Result?) -> Result? {
        guard let value = take(name, required: true) else { return nil }
        var inner = FieldReader(value, path: path + name + ".")
        let isObject = inner.faults.isEmpty
        let result = isObject ? read(&inner) : nil
        faults += inner.finish()
        return result
    }

    /// Adds a fault of the caller's own.
    package mutating func refuse(_ name: String, _ reason: String) {
        faults.append(FieldFault(field: path + name, reason: reason))
    }

    /// Adds a fault for a field that is there and should not be, and takes it.
    package mutating func refusePresent(_ name: String, _ reason: String) {
        members.removeAll { $0.name == name }
        refuse(name, reason)
    }

    /// All faults, with one for each field that nobody took.
    package consuming func finish() -> [FieldFault] {
        for member in members {
            let name = String(member.name.prefix(Self.shownName))
            faults.append(FieldFault(field: path + name, reason: "is not a field of this request; remove it"))
        }
        return faults
    }

    private mutating func take(_ name: String, required: Bool) -> JSONValue? {
        guard let index = members.firstIndex(where: { $0.name == name }) else {
            if required { refuse(name, "is missing") }
            return nil
        }
        let value = members.remove(at: index).value
        if value == .null {
            if required { refuse(name, "must not be null") }
            return nil
        }
        return value
    }

    private mutating func checked(_ value: JSONValue, _ name: String, _ octets: Int) -> String? {
        guard case .string(let text) = value else {
            refuse(name, "must be a string, not \(value.typeName)")
            return nil
        }
        guard text.utf8.count <= octets else {
            refuse(name, "is longer than \(octets) octets")
            return nil
        }
        return text
    }

    private mutating func listed<Word: RawRepresentable & CaseIterable>(_ value: JSONValue, _ name: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        if case .string(let text) = value, let word = Word(rawValue: text) { return word }
        refuse(name, "must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }
}
