import Yams

extension ProblemList {
    /// A fault in the YAML itself. The text around it is not shown: a secret could stand there.
    func add(_ error: YamlError, source: String) {
        let (message, mark) = Self.explain(error)
        add(message, at: ConfigurationPlace(source: source, line: mark?.line ?? 0, column: mark?.column ?? 0))
    }

    private static func explain(_ error: YamlError) -> (message: String, mark: Mark?) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            ("not readable as YAML: \(problem)", mark)
        case .duplicatedKeysInMapping(let duplicates, let context):
            ("the key '\(duplicates.joined(separator: "', '"))' stands there twice; keep one", context.mark)
        case .reader(let problem, _, _, _):
            ("not readable as YAML: \(problem)", nil)
        default:
            ("not readable as YAML", nil)
        }
    }
}
