/// The variables of one message by name, and their compact form that the queue seals and stores.
///
/// Form: for each variable in the order of names: length of name (1 byte), name, type (1 byte), then a length (4 bytes, big
/// endian) and UTF-8 text, or 8 bytes of a number (microseconds or count, big endian). A text that differs by language is a text whose parts
/// have the language (2 bytes) and a length (4 bytes) before them, in the order of languages.
package struct TemplateVariables: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var values: [String: TemplateValue]

    package init(_ values: [String: TemplateValue] = [:]) {
        self.values = values
    }

    package init(dictionaryLiteral elements: (String, TemplateValue)...) {
        self.values = Dictionary(elements, uniquingKeysWith: { $1 })
    }

    package subscript(name: String) -> TemplateValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// The bytes to seal.
    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        encode(to: &bytes)
        return bytes
    }

    /// Appends the bytes to seal.
    package func encode(to bytes: inout [UInt8]) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            let shown = name.utf8.prefix(255)
            bytes.append(UInt8(shown.count))
            bytes.append(contentsOf: shown)
            switch value {
            case .text(let text): append(0, text, to: &bytes)
            case .link(let text): append(1, text, to: &bytes)
            case .code(let text): append(2, text, to: &bytes)
            case .instant(let instant): append(3, instant.microseconds, to: &bytes)
            case .duration(let duration): append(4, duration.microseconds, to: &bytes)
            case .count(let count): append(5, Int64(count), to: &bytes)
            case .texts(let texts): append(texts, to: &bytes)
            }
        }
    }

    /// Reads the stored form; `nil` when it is cut or garbled.
    package init?(encoded bytes: [UInt8]) {
        var rest = bytes[...]
        var values: [String: TemplateValue] = [:]
        while let nameLength = rest.popFirst() {
            guard let name = Self.take(Int(nameLength), from: &rest), let type = rest.popFirst() else { return nil }
            let value: TemplateValue
            if type == Self.textsType {
                guard let length = Self.take(4, from: &rest), let part = Self.take(Int(Self.number(length)), from: &rest),
                    let texts = Self.texts(part)
                else { return nil }
                value = .texts(texts)
            } else if type <= 2 {
                guard let length = Self.take(4, from: &rest), let text = Self.take(Int(Self.number(length)), from: &rest)
                else { return nil }
                let string = String(decoding: text, as: UTF8.self)
                value = type == 0 ? .text(string) : type == 1 ? .link(string) : .code(string)
            } else {
                guard let word = Self.take(8, from: &rest) else { return nil }
                let number = Int64(bitPattern: Self.number(word))
                switch type {
                case 3: value = .instant(Instant(microseconds: number))
                case 4: value = .duration(.microseconds(number))
                case 5: value = .count(Int(number))
                default: return nil
                }
            }
            values[String(decoding: name, as: UTF8.self)] = value
        }
        self.values = values
    }

    private static let textsType: UInt8 = 6

    private func append(_ type: UInt8, _ text: String, to bytes: inout [UInt8]) {
        bytes.append(type)
        append(text, to: &bytes)
    }

    private func append(_ texts: [Language: String], to bytes: inout [UInt8]) {
        var part: [UInt8] = []
        for (language, text) in texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            part.append(contentsOf: language.rawValue.utf8)
            append(text, to: &part)
        }
        bytes.append(Self.textsType)
        bytes.append(bigEndian: UInt32(part.count))
        bytes.append(contentsOf: part)
    }

    /// Behind its length.
    private func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(bigEndian: UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private static func texts(_ part: ArraySlice<UInt8>) -> [Language: String]? {
        var rest = part
        var texts: [Language: String] = [:]
        while !rest.isEmpty {
            guard let code = take(2, from: &rest), let language = Language(rawValue: String(decoding: code, as: UTF8.self)),
                let length = take(4, from: &rest), let text = take(Int(number(length)), from: &rest)
            else { return nil }
            texts[language] = String(decoding: text, as: UTF8.self)
        }
        return texts
    }

    private func append(_ type: UInt8, _ number: Int64, to bytes: inout [UInt8]) {
        bytes.append(type)
        bytes.append(bigEndian: UInt64(bitPattern: number))
    }

    private static func take(_ count: Int, from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        let taken = rest.prefix(count)
        rest = rest.dropFirst(count)
        return taken
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
