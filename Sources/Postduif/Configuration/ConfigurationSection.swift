/// A section while it is read: typed access to its values, each fault noted with its place and the fix.
struct ConfigurationSection {
    /// The path, such as `http.tls` or `relays[0]`; empty at the top.
    let key: String
    let place: ConfigurationPlace
    let members: [String: ConfigurationNode]
    let problems: ProblemList

    init(_ node: ConfigurationNode, key: String, problems: ProblemList) {
        self.key = key
        self.place = node.place
        self.problems = problems
        if case .section(let members) = node.content { self.members = members } else { self.members = [:] }
    }

    /// The path of one of its keys.
    func path(_ name: String) -> String { key.isEmpty ? name : "\(key).\(name)" }

    /// Where a key's value stands; the section's place if it has none.
    func place(of name: String) -> ConfigurationPlace { members[name]?.place ?? place }

    /// Notes a fault of a key's value.
    func fault(_ name: String, _ message: String) {
        problems.add("'\(path(name))' \(message)", at: place(of: name))
    }

    func section(_ name: String) -> ConfigurationSection {
        ConfigurationSection(members[name] ?? ConfigurationNode(place: place, content: .empty), key: path(name), problems: problems)
    }

    /// The entries of a list of sections.
    func list(_ name: String) -> [ConfigurationSection] {
        guard case .list(let nodes)? = members[name]?.content else { return [] }
        return nodes.enumerated().compactMap { index, node in
            if case .unfit = node.content { return nil }
            return ConfigurationSection(node, key: "\(path(name))[\(index)]", problems: problems)
        }
    }

    /// Whether a key has a value, fit or not.
    func has(_ name: String) -> Bool {
        switch members[name]?.content {
        case .text, .unfit: true
        default: false
        }
    }

    /// Whether a value was written, here or anywhere below.
    var isGiven: Bool {
        members.values.contains { node in
            switch node.content {
            case .empty, .unfit: false
            case .text: true
            case .section: ConfigurationSection(node, key: key, problems: problems).isGiven
            case .list(let nodes): !nodes.isEmpty
            }
        }
    }
}
