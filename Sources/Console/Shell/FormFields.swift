/// The fields of one form, as it was sent.
package struct FormFields: Sendable {
    private let fields: [(name: String, value: String)]

    /// The most fields: no form of ours has more.
    private static let limit = 200

    /// No field.
    package static let none = FormFields(fields: [])

    /// For a form that is shown with values of its own.
    package init(fields: [(name: String, value: String)]) { self.fields = fields }

    /// Reads a body; what is not UTF-8 is left out.
    package init(_ body: [UInt8]) {
        fields = FormBody.fields(in: body, atMost: Self.limit)
    }

    /// The value of a field without spaces around it; empty when it is missing, and the first where it stands several times.
    package func text(_ name: String) -> String { value(name).trimmed }

    /// The value as it came.
    package func value(_ name: String) -> String { fields.first { $0.name == name }?.value ?? "" }

    /// The value, `nil` when there is none or nothing but spaces.
    package func optional(_ name: String) -> String? {
        let text = text(name)
        return text.isEmpty ? nil : text
    }

    /// A word of a closed list; `nil` for anything else.
    package func word<Word: RawRepresentable>(_ name: String, _ type: Word.Type = Word.self) -> Word? where Word.RawValue == String {
        Word(rawValue: text(name))
    }

    /// All values of a field, such as of checkboxes.
    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Whether a checkbox is ticked.
    package func isTicked(_ name: String) -> Bool { !value(name).isEmpty }
}

extension String {
    /// Without spaces around it.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
