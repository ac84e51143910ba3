import Yams

/// Turns YAML text into ``ConfigurationNode``s along the known shape; what the shape does not know is a problem and left out.
struct ConfigurationTree {
    /// The path of the file, or the environment variable, that the text came from.
    let source: String
    let problems: ProblemList

    /// Entries in one list.
    static let listLimit = 64

    /// The tree of a text; empty after a fault in the YAML itself, which is a problem of its own.
    func parse(_ text: String, as shape: ConfigurationShape, key: String) -> ConfigurationNode {
        let nothing = ConfigurationNode(place: ConfigurationPlace(source: source), content: .empty)
        do {
            guard let root = try Yams.compose(yaml: text) else { return nothing }
            return node(root, shape, key: key)
        } catch let error as YamlError {
            problems.add(error, source: source)
        } catch {
            problems.add("not readable as YAML", at: nothing.place)
        }
        return nothing
    }

    private func node(_ yaml: Node, _ shape: ConfigurationShape, key: String) -> ConfigurationNode {
        let place = self.place(yaml)
        if case .scalar(let scalar) = yaml, scalar.string.isEmpty || yaml.tag == Tag(.null) {
            return ConfigurationNode(place: place, content: .empty)
        }
        switch (shape, yaml) {
        case (.value, .scalar(let scalar)):
            return ConfigurationNode(place: place, content: .text(scalar.string))
        case (.section(let members), .mapping(let mapping)):
            return ConfigurationNode(place: place, content: .section(section(mapping, members, key: key)))
        case (.list(let members), .sequence(let sequence)):
            return ConfigurationNode(place: place, content: .list(list(sequence, members, key: key, at: place)))
        default:
            problems.add("\(Self.name(key)) must be \(shape.form), found \(Self.form(yaml))", at: place)
            return ConfigurationNode(place: place, content: .unfit)
        }
    }

    private func section(
        _ mapping: Node.Mapping, _ members: [ConfigurationShape.Member], key: String
    ) -> [String: ConfigurationNode] {
        var nodes: [String: ConfigurationNode] = [:]
        for (name, value) in mapping {
            guard let text = name.scalar?.string else {
                problems.add("a key in \(Self.name(key)) must be a word, found \(Self.form(name))", at: place(name))
                continue
            }
            guard let member = members.first(where: { $0.name == text }) else {
                problems.add(Self.unknown(text, in: key, known: members.map(\.name)), at: place(name))
                continue
            }
            nodes[text] = node(value, member.shape, key: key.isEmpty ? text : "\(key).\(text)")
        }
        return nodes
    }

    private func list(
        _ sequence: Node.Sequence, _ members: [ConfigurationShape.Member], key: String, at place: ConfigurationPlace
    ) -> [ConfigurationNode] {
        if sequence.count > Self.listLimit {
            problems.add("'\(key)' has \(sequence.count) entries; at most \(Self.listLimit)", at: place)
        }
        return sequence.prefix(Self.listLimit).enumerated().map { index, entry in
            node(entry, .section(members), key: "\(key)[\(index)]")
        }
    }

    private func place(_ node: Node) -> ConfigurationPlace {
        ConfigurationPlace(source: source, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }

    /// `unknown key 'prot' in 'http'; did you mean 'port'? Known keys: host, port`.
    static func unknown(_ name: String, in key: String, known: [String]) -> String {
        let hint = Spelling.suggestion(for: name, among: known).map { "; did you mean '\($0)'?" } ?? "; remove it."
        return "unknown key '\(name)' in \(Self.name(key))\(hint) Known keys: \(known.joined(separator: ", "))"
    }

    private static func name(_ key: String) -> String {
        key.isEmpty ? "the top level" : "'\(key)'"
    }

    private static func form(_ node: Node) -> String {
        switch node {
        case .scalar: "a single value"
        case .mapping: "a section of keys"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
