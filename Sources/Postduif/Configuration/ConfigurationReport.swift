import Yams

/// Collects what is wrong while a configuration is read, and which environment variables mean something.
final class ConfigurationReport {
    let file: String
    /// Variables whose names begin with `POSTDUIF_`.
    let environment: [String: String]
    private(set) var problems: [String] = []
    private var knownVariables: Set<String> = ["POSTDUIF_CONFIG"]

    init(file: String, environment: [String: String]) {
        self.file = file
        self.environment = environment.filter { $0.key.hasPrefix("POSTDUIF_") }
    }

    func place(_ node: Node?) -> ConfigurationSection.Place {
        guard let mark = node?.mark else { return .init(text: file) }
        return .init(text: "\(file):\(mark.line):\(mark.column)")
    }

    func add(_ node: Node, _ message: String) { add(place(node), message) }
    func add(_ place: ConfigurationSection.Place, _ message: String) { problems.append("\(place.text): \(message)") }
    func known(_ variable: String) { knownVariables.insert(variable) }

    /// Refuses variables that set nothing: a mistyped name must not go unseen.
    func refuseUnknownVariables() {
        for name in environment.keys.sorted() where !knownVariables.contains(name) {
            problems.append("environment: \(name) sets no key; see docs/configuration.md")
        }
    }
}
