import Mail
import Yams

/// Reads one mapping of the file, key by key, and at the end refuses what nobody asked for. Environment variables take precedence.
final class ConfigurationSection {
    /// Where a value stands: for the first part of a message.
    struct Place {
        let text: String
    }

    private let report: ConfigurationReport
    private let path: [String]
    private let node: Node?
    private var asked: [String] = []

    init(_ node: Node?, path: [String], report: ConfigurationReport) {
        self.report = report
        self.path = path
        self.node = node
        if let node, node.mapping == nil, !Self.isNull(node) {
            report.add(node, "\(Self.name(path)) must be a mapping of keys to values")
        }
    }

    // MARK: Values

    func text(_ key: String) -> String? {
        value(key).flatMap { value in
            guard !value.text.isEmpty else { return nil }
            return value.text
        }
    }

    func int(_ key: String, in range: ClosedRange<Int>) -> Int? {
        value(key).flatMap { value in
            guard let number = Int(value.text), range.contains(number) else {
                report.add(value.place, "\(name(key)) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
                return nil
            }
            return number
        }
    }

    func choice<Value: RawRepresentable<String> & CaseIterable>(_ key: String, _ type: Value.Type) -> Value? {
        value(key).flatMap { value in
            guard let choice = Value(rawValue: value.text) else {
                report.add(value.place, "\(name(key)) must be one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
                return nil
            }
            return choice
        }
    }

    func duration(_ key: String) -> Duration? {
        value(key).flatMap { value in
            guard let duration = DurationSetting.parse(value.text) else {
                report.add(value.place, "\(name(key)) must be a duration such as 90s, 10m, 24h or 14d")
                return nil
            }
            return duration
        }
    }

    /// A mapping below this one; missing and empty ones read as empty.
    func section(_ key: String) -> ConfigurationSection {
        asked.append(key)
        return ConfigurationSection(child(key), path: path + [key], report: report)
    }

    /// A list of mappings.
    func sections(_ key: String) -> [ConfigurationSection] {
        asked.append(key)
        guard let node = environmentNode(key) ?? child(key), !Self.isNull(node) else { return [] }
        guard let sequence = node.sequence else {
            report.add(node, "\(name(key)) must be a list: each entry begins with '- '")
            return []
        }
        return sequence.enumerated().map { ConfigurationSection($1, path: path + ["\(key)[\($0)]"], report: report) }
    }

    /// The keys that stand in the file.
    var keys: [String] { node?.mapping?.keys.compactMap(\.string) ?? [] }

    /// Whether a key has a value that is not empty.
    func has(_ key: String) -> Bool {
        asked.append(key)
        return child(key).map { !Self.isNull($0) } ?? false || report.environment[variable(key)] != nil
    }

    /// Reports a fault of a key's value.
    func fault(_ key: String, _ message: String) {
        let place = report.environment[variable(key)] != nil ? Place(text: variable(key)) : report.place(child(key) ?? node)
        report.add(place, "\(name(key)) \(message)")
    }

    /// Refuses keys that nobody asked for.
    func end() {
        guard let mapping = node?.mapping else { return }
        for (keyNode, _) in mapping {
            let key = keyNode.string ?? ""
            guard !asked.contains(key) else { continue }
            let known = Set(asked).sorted()
            let guess = known.map { ($0, EditDistance.between($0, key)) }.min { $0.1 < $1.1 }
            let hint = guess.flatMap { $0.1 <= max(1, key.count / 3) ? " Did you mean '\($0.0)'?" : nil } ?? ""
            report.add(keyNode, "unknown key '\(key)' in \(Self.name(path)).\(hint) Known keys: \(known.joined(separator: ", "))")
        }
    }

    // MARK: Where values come from

    private func value(_ key: String) -> (text: String, place: Place)? {
        asked.append(key)
        let variable = variable(key)
        report.known(variable)
        if let text = report.environment[variable] { return (text, Place(text: variable)) }
        guard let child = child(key), !Self.isNull(child) else { return nil }
        guard let text = child.scalar?.string else {
            report.add(child, "\(name(key)) must be a single value")
            return nil
        }
        return (text, report.place(child))
    }

    private func environmentNode(_ key: String) -> Node? {
        let variable = variable(key)
        report.known(variable)
        guard let text = report.environment[variable] else { return nil }
        guard let node = try? Yams.compose(yaml: text) else {
            report.add(Place(text: variable), "is not YAML")
            return nil
        }
        return node
    }

    private func child(_ key: String) -> Node? { node?.mapping?[key] }
    private func name(_ key: String) -> String { Self.name(path + [key]) }

    private func variable(_ key: String) -> String {
        "POSTDUIF_" + (path + [key]).joined(separator: "_").uppercased()
    }

    private static func name(_ path: [String]) -> String { path.isEmpty ? "the file" : path.joined(separator: ".") }

    private static func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    }
}
