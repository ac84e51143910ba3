/// Reads the configuration: the file, the environment over it, and a check of every value.
struct ConfigurationReader {
    let files: any FileReading

    /// The file that is read, if it exists, when none is named.
    static let usualFile = "postduif.yaml"
    /// The environment variable that names the file.
    static let fileVariable = "POSTDUIF_CONFIG"
    /// Octets of the file.
    static let fileLimit = 256 * 1_024

    /// Reads the file named by the option, else by `POSTDUIF_CONFIG`, else `postduif.yaml` if there is one, and the environment.
    ///
    /// - Throws: All problems at once.
    func read(option: String?, environment: [String: String]) throws(ConfigurationProblems) -> Configuration {
        let named = option ?? environment[Self.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        let file = named ?? (files.permissions(of: Self.usualFile) == nil ? nil : Self.usualFile)
        guard let file else { return try read(text: "", file: "environment", environment: environment) }
        return try read(text: try text(of: file), file: file, environment: environment)
    }

    /// Reads a text as if it were the file.
    func read(text: String, file: String, environment: [String: String]) throws(ConfigurationProblems) -> Configuration {
        let problems = ProblemList()
        var root = ConfigurationTree(source: file, problems: problems).parse(text, as: .root, key: "")
        ConfigurationEnvironment(variables: environment, problems: problems).overlay(on: &root)
        let top = ConfigurationSection(root, key: "", problems: problems)
        var configuration = ConfigurationDecoder(top: top, files: files).decode()
        guard problems.problems.isEmpty else { throw ConfigurationProblems(problems.problems) }
        configuration.warnings = problems.warnings
        return configuration
    }

    private func text(of file: String) throws(ConfigurationProblems) -> String {
        do {
            let bytes = try files.read(file, limit: Self.fileLimit).bytes
            if let text = String(validating: bytes, as: UTF8.self) { return text }
        } catch {
            throw Self.problem("the configuration file \(error.advice); name another with --config or \(Self.fileVariable)", file)
        }
        throw Self.problem("the configuration file is not UTF-8; save it as UTF-8", file)
    }

    private static func problem(_ message: String, _ file: String) -> ConfigurationProblems {
        ConfigurationProblems([ConfigurationProblem(place: ConfigurationPlace(source: file), message: message)])
    }
}
