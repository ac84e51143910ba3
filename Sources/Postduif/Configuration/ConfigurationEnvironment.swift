/// The environment variables that set keys: `POSTDUIF_QUEUE_DIRECTORY` stands over `queue.directory` of the file.
struct ConfigurationEnvironment {
    let variables: [String: String]
    let problems: ProblemList

    /// Lays every variable over the tree; a name with the prefix that is no key is a problem. An empty value sets nothing.
    func overlay(on root: inout ConfigurationNode) {
        let known = ConfigurationShape.root.environmentPaths
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) where name.hasPrefix("POSTDUIF_") {
            guard ![ConfigurationReader.fileVariable, SealKeyStorage.variable].contains(name) else { continue }
            guard let target = known[name] else {
                refuse(name, known: known.keys.sorted())
                continue
            }
            guard !value.isEmpty else { continue }
            root.overlay(node(name, value, target.shape, path: target.path), at: target.path[...])
        }
    }

    private func node(_ name: String, _ value: String, _ shape: ConfigurationShape, path: [String]) -> ConfigurationNode {
        guard case .list = shape else {
            return ConfigurationNode(place: ConfigurationPlace(source: name), content: .text(value))
        }
        return ConfigurationTree(source: name, problems: problems).parse(value, as: shape, key: path.joined(separator: "."))
    }

    private func refuse(_ name: String, known: [String]) {
        let below = known.filter { $0.hasPrefix(name + "_") }
        let hint =
            if !below.isEmpty {
                "set its keys one by one: \(below.joined(separator: ", "))"
            } else if let meant = Spelling.suggestion(for: name, among: known) {
                "did you mean \(meant)?"
            } else {
                "unset it; docs/configuration.md lists every key"
            }
        problems.add("unknown environment variable; \(hint)", at: ConfigurationPlace(source: name))
    }
}
