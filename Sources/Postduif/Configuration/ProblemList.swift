/// Collects problems and warnings while a configuration is read; belongs to one reading.
final class ProblemList {
    private(set) var problems: [ConfigurationProblem] = []
    private(set) var warnings: [String] = []

    func add(_ message: String, at place: ConfigurationPlace) {
        problems.append(ConfigurationProblem(place: place, message: message))
    }

    func warn(_ message: String, at place: ConfigurationPlace) {
        warnings.append("\(place): \(message)")
    }
}
